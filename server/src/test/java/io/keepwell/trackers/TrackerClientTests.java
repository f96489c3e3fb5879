package io.keepwell.trackers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/// What we say to GitHub and GitLab, and what we make of their answers.
class TrackerClientTests {

    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");

    private final TrackerHttp http = new TrackerHttp(
            JsonMapper.builder().build(),
            new SimpleMeterRegistry(),
            Clock.fixed(NOW, ZoneOffset.UTC),
            Duration.ofMillis(700));

    private Forge forge;

    @BeforeEach
    void aServerListens() throws IOException {
        forge = new Forge();
    }

    @AfterEach
    void nobodyListens() {
        forge.close();
    }

    @Test
    @DisplayName("GitHub: an issue is opened in the shape of the version we name")
    void opensAnIssueInGitHub() throws TrackerFailed {
        var made = client(TrackerKind.GITHUB).open("Sync is late", "Words\n\"quoted\"");

        assertThat(made.number()).isOne();
        assertThat(made.url()).isEqualTo(forge.github() + "/issues/1");
        assertThat(made.closed()).isFalse();
        var call = forge.calls().getLast();
        assertThat(call.method() + " " + call.path()).isEqualTo("POST /api/v3/repos/acme/app/issues");
        assertThat(call.header("X-GitHub-Api-Version")).isEqualTo("2022-11-28");
        assertThat(call.header("Accept")).isEqualTo("application/vnd.github+json");
        assertThat(call.json().path("body").asString()).isEqualTo("Words\n\"quoted\"");
    }

    @Test
    @DisplayName("GitLab: an issue is opened in a project of a group in a group")
    void opensAnIssueInGitLab() throws TrackerFailed {
        var made = client(TrackerKind.GITLAB).open("Sync is late", "Words");

        assertThat(made.url()).isEqualTo(forge.gitlab() + "/-/issues/1");
        var call = forge.calls().getLast();
        assertThat(call.path()).isEqualTo("/api/v4/projects/acme%2Fmoney%2Fapp/issues");
        assertThat(call.json().path("description").asString()).isEqualTo("Words");
    }

    @ParameterizedTest
    @EnumSource(TrackerKind.class)
    void isExaminedAndTellsTheProjectsOwnId(TrackerKind kind) throws TrackerFailed {
        assertThat(client(kind).examine()).isEqualTo(Forge.ID);
    }

    @ParameterizedTest
    @EnumSource(TrackerKind.class)
    void findsTheMarkAlsoOnALaterPage(TrackerKind kind) throws TrackerFailed {
        forge.put("Ours", "Words\n\n<!-- mark 1 -->");
        for (int i = 0; i < 60; i++) {
            forge.put("Another", "<!-- mark 2 -->");
        }

        assertThat(client(kind).marked("<!-- mark 1 -->", NOW))
                .hasValueSatisfying(it -> assertThat(it.number()).isOne());
        assertThat(client(kind).marked("<!-- mark 3 -->", NOW)).isEmpty();
        assertThat(forge.calls().getFirst().query()).contains("state=all", "2026-01-05T12:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "401, TOKEN",
        "403, FORBIDDEN",
        "404, NOT_FOUND",
        "410, ISSUES_OFF",
        "422, INVALID",
        "429, RATE_LIMITED",
        "301, MOVED",
        "502, SERVER",
        "418, UNEXPECTED"
    })
    void everyNoHasItsReason(int status, Trouble trouble) {
        forge.next(status, "{\"message\":\"No, for a reason\"}");

        var failed = refused(TrackerKind.GITHUB);

        assertThat(failed.trouble()).isEqualTo(trouble);
        assertThat(failed.detail()).isEqualTo("No, for a reason");
    }

    @Test
    void waitsAsLongAsItIsAskedTo() {
        forge.next(403, "{\"message\":\"secondary rate limit\"}", "Retry-After", "17");
        assertThat(refused(TrackerKind.GITHUB).pause()).isEqualTo(Duration.ofSeconds(17));

        var reset = NOW.plusSeconds(90).getEpochSecond();
        forge.next(403, "{}", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", Long.toString(reset));
        assertThat(refused(TrackerKind.GITHUB).pause()).isEqualTo(Duration.ofSeconds(90));

        forge.next(429, "Retry later", "RateLimit-Reset", Long.toString(reset));
        assertThat(refused(TrackerKind.GITLAB).pause()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void silenceAndWhatIsNoTrackerAreToldApart() {
        forge.next(200, "<html>Welcome</html>");
        assertThat(refused(TrackerKind.GITLAB).trouble()).isEqualTo(Trouble.UNEXPECTED);

        forge.fallsSilent(true);
        assertThat(refused(TrackerKind.GITHUB).trouble()).isEqualTo(Trouble.TIMEOUT);

        forge.close();
        assertThat(refused(TrackerKind.GITHUB).trouble()).isEqualTo(Trouble.UNREACHABLE);
    }

    @Test
    void aPrivateAddressIsRefusedUnlessAllowed() {
        var failed = catchThrowableOfType(
                TrackerFailed.class,
                () -> new GitHubClient(http, connection(TrackerKind.GITHUB, false), Forge.TOKEN).issue(1));

        assertThat(failed.trouble()).isEqualTo(Trouble.PRIVATE_NETWORK);
        assertThat(forge.calls()).isEmpty();
    }

    @Test
    void aTokenThatMayOnlyReadIsFoundOutBeforeItIsNeeded() {
        forge.next(200, "{\"id\":1,\"has_issues\":true}", "X-OAuth-Scopes", "read:org, gist");
        assertThat(catchThrowableOfType(
                                TrackerFailed.class,
                                () -> client(TrackerKind.GITHUB).examine())
                        .trouble())
                .isEqualTo(Trouble.FORBIDDEN);

        forge.next(200, "{\"id\":1,\"has_issues\":true}", "X-OAuth-Scopes", "gist, repo");
        assertThatCode(() -> client(TrackerKind.GITHUB).examine()).doesNotThrowAnyException();
    }

    private TrackerFailed refused(TrackerKind kind) {
        return catchThrowableOfType(TrackerFailed.class, () -> client(kind).open("Title", "Words"));
    }

    private TrackerClient client(TrackerKind kind) {
        return new TrackerClients(http).of(connection(kind, true), Forge.TOKEN);
    }

    private Connection connection(TrackerKind kind, boolean privateNetwork) {
        var address = TrackerAddress.of(kind, kind == TrackerKind.GITHUB ? forge.github() : forge.gitlab(), true);
        return new Connection(
                UUID.randomUUID(),
                kind,
                "App",
                address,
                null,
                privateNetwork,
                "key",
                null,
                null,
                null,
                null,
                null,
                NOW);
    }
}
