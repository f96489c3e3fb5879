package io.keepwell.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@WholeApplication
class PeopleTests {

    private static final String PASSWORD = "a long enough password";

    @LocalServerPort
    int port;

    @Autowired
    TeamSetup setup;

    @Autowired
    SecondFactorStore secondFactors;

    @Autowired
    SecondFactor secondFactor;

    @Autowired
    Audit audit;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void forgetAttempts() {
        jdbc.sql("delete from sign_in_attempt").update();
    }

    @Test
    void anInvitationLetsOnePersonInOnce() {
        var email = UUID.randomUUID() + "@keepwell.test";
        var team = setup.team("Support " + UUID.randomUUID(), java.util.List.of());
        var made = admin().post("/api/v1/invitations", """
                {'email':'%s','role':'success-manager','teams':['%s']}
                """.formatted(email, team.id()));
        assertThat(made.status()).isEqualTo(201);
        var path = made.json().path("link").asString().replaceFirst("https?://[^/]+", "");
        assertThat(jdbc.sql("select count(*) from invitation where position(:token in invitation::text) > 0")
                        .param("token", path.substring(path.lastIndexOf('/') + 1))
                        .query(Integer.class)
                        .single())
                .isZero();

        var visitor = new Visitor(port);
        assertThat(visitor.get(path).body()).contains(email);
        assertThat(visitor.post(path, "name", "Ines Roth", "password", "short").statusCode())
                .isEqualTo(400);
        assertThat(visitor.post(path, "name", "Ines Roth", "password", PASSWORD).statusCode())
                .isEqualTo(302);
        assertThat(visitor.get("/me").body()).contains("Ines Roth").contains("Success manager");
        assertThat(admin().get("/api/v1/teams/" + team.id())
                        .json()
                        .path("members")
                        .size())
                .isEqualTo(1);

        var second = new Visitor(port);
        assertThat(second.get(path).statusCode()).isEqualTo(409);
        second.get("/sign-in");
        assertThat(second.post(path, "name", "Somebody Else", "password", PASSWORD)
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void anInvitationEndsWhenItIsOldOrTakenBack() {
        var old = invite();
        jdbc.sql("update invitation set expires_at = :at where id = :id")
                .param("at", Instant.now().minusSeconds(1).atOffset(ZoneOffset.UTC))
                .param("id", UUID.fromString(old.json().path("id").asString()))
                .update();
        var revoked = invite();
        assertThat(admin().delete("/api/v1/invitations/"
                                + revoked.json().path("id").asString())
                        .status())
                .isEqualTo(204);

        for (var made : new Api.Answer[] {old, revoked}) {
            var path = made.json().path("link").asString().replaceFirst("https?://[^/]+", "");
            var visitor = new Visitor(port);
            assertThat(visitor.get(path).statusCode()).isEqualTo(409);
            visitor.get("/sign-in");
            assertThat(visitor.post(path, "name", "Late", "password", PASSWORD).statusCode())
                    .isEqualTo(409);
        }
        var lasts = java.time.Duration.between(
                Instant.parse(revoked.json().path("createdAt").asString()),
                Instant.parse(revoked.json().path("expiresAt").asString()));
        assertThat(lasts).isEqualTo(java.time.Duration.ofDays(7));
    }

    @Test
    void thereIsAlwaysAnAdministrator() {
        var api = admin();
        var me = api.get("/api/v1/me").json().path("id").asString();
        for (var other : api.get("/api/v1/members?limit=500").json().path("items")) {
            if (!other.path("id").asString().equals(me)
                    && other.path("role").asString().equals("administrator")) {
                api.patch("/api/v1/members/" + other.path("id").asString(), "{'role':'agent'}");
            }
        }

        var left = api.patch("/api/v1/members/" + me, "{'role':'viewer'}");
        var gone = api.patch("/api/v1/members/" + me, "{'active':false}");

        assertThat(left.status()).isEqualTo(409);
        assertThat(left.json().path("type").asString()).isEqualTo("/problems/last-administrator");
        assertThat(gone.status()).isEqualTo(409);
        assertThat(api.get("/api/v1/me").json().path("role").asString()).isEqualTo("administrator");
    }

    @Test
    void aCodeFromTheAppIsAskedForAfterThePasswordAndWorksOnce() {
        var member = somebody();
        var visitor = Visitor.signedIn(port, member.email(), PASSWORD);
        visitor.post("/me/second-factor");
        var page = visitor.get("/me/second-factor").body();
        assertThat(page).contains("<svg");
        var secret = secondFactor.pending(member.id()).orElseThrow();
        assertThat(visitor.post("/me/second-factor/confirmation", "code", "000000")
                        .statusCode())
                .isEqualTo(400);
        var on = visitor.post("/me/second-factor/confirmation", "code", OneTimeCodes.code(secret, Instant.now()));
        assertThat(on.statusCode()).isEqualTo(200);
        var recovery = on.body().replaceAll("(?s).*?<code>([a-z2-7-]{19})</code>.*", "$1");
        assertThat(secondFactors.secret(member.id()).map(String::new).orElseThrow())
                .doesNotContain(secret);

        var code = OneTimeCodes.code(secret, Instant.now().plusSeconds(30));
        var first = passwordRight(member);
        assertThat(first.get("/me").statusCode()).isEqualTo(302);
        assertThat(first.post("/sign-in/code", "code", code).statusCode()).isEqualTo(302);
        assertThat(first.get("/me").statusCode()).isEqualTo(200);

        var replay = passwordRight(member);
        assertThat(replay.post("/sign-in/code", "code", code).statusCode()).isEqualTo(401);
        assertThat(replay.post("/sign-in/code", "code", recovery).statusCode()).isEqualTo(302);

        var again = passwordRight(member);
        assertThat(again.post("/sign-in/code", "code", recovery).statusCode()).isEqualTo(401);

        assertThat(first.post("/me/second-factor/removal", "current", "wrong").statusCode())
                .isEqualTo(400);
        assertThat(first.post("/me/second-factor/removal", "current", PASSWORD).statusCode())
                .isEqualTo(302);
        Visitor.signedIn(port, member.email(), PASSWORD);
    }

    @Test
    void guessingCodesIsSlowedDown() {
        var member = somebody();
        secondFactor.begin(member.id());
        var secret = secondFactor.pending(member.id()).orElseThrow();
        assertThat(secondFactor.confirm(member, OneTimeCodes.code(secret, Instant.now())))
                .isPresent();
        var visitor = passwordRight(member);

        for (int i = 0; i < 5; i++) {
            assertThat(visitor.post("/sign-in/code", "code", "no").statusCode()).isEqualTo(401);
        }

        assertThat(visitor.post("/sign-in/code", "code", "no").statusCode()).isEqualTo(429);
    }

    // RFC 6238, appendix B: the last six of the eight digits
    @Test
    void codesAreThoseOfTheStandard() {
        var secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

        assertThat(OneTimeCodes.code(secret, Instant.ofEpochSecond(59))).isEqualTo("287082");
        assertThat(OneTimeCodes.code(secret, Instant.ofEpochSecond(1111111109L)))
                .isEqualTo("081804");
        assertThat(OneTimeCodes.code(secret, Instant.ofEpochSecond(20000000000L)))
                .isEqualTo("353130");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"update audit_entry set actor_name = 'nobody'", "delete from audit_entry", "truncate audit_entry"
            })
    void nobodyChangesTheAuditLogNotEvenInTheDatabase(String sql) {
        assertThatThrownBy(() -> jdbc.sql(sql).update())
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("append-only");
    }

    @Test
    void theAuditLogTellsWhoDidWhatInSentencesAndPages() {
        var team = "Billing " + UUID.randomUUID();
        admin().post("/api/v1/teams", "{'name':'" + team + "'}");
        for (int i = 0; i < 3; i++) {
            audit.record("thing.done", UUID.randomUUID(), "thing " + i, Map.of("n", i));
        }

        var found = admin().get("/api/v1/audit?action=team&limit=1").json();
        assertThat(found.path("items").path(0).path("sentence").asString()).contains("made the team " + team);
        assertThat(found.path("items").path(0).path("via").asString()).isEqualTo("token");
        var first = admin().get("/api/v1/audit?action=thing.done&limit=2").json();
        assertThat(first.path("items").size()).isEqualTo(2);
        var rest = admin().get("/api/v1/audit?action=thing.done&limit=2&cursor="
                        + first.path("next").asString())
                .json();
        assertThat(rest.path("items").path(0).path("label").asString()).isEqualTo("thing 0");
        assertThat(rest.path("next").isNull()).isTrue();
        var page = Visitor.ofAdministrator(port).get("/settings/audit?about=team&actor=&from=&to=");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("made the team " + team);
    }

    @Test
    void thePageInvitesChangesRolesAndMakesTokens() {
        var visitor = Visitor.ofAdministrator(port);
        visitor.get("/settings/people");
        var email = UUID.randomUUID() + "@keepwell.test";

        var invited = visitor.post("/settings/people/invitations", "email", email, "role", "AGENT");
        assertThat(invited.body()).contains("/invitations/").contains(email);
        assertThat(visitor.post("/settings/people/invitations", "email", "nothing", "role", "AGENT")
                        .statusCode())
                .isEqualTo(400);
        var member = somebody();
        var changed = visitor.post("/settings/people/" + member.id() + "/role", "role", "VIEWER");
        assertThat(changed.statusCode()).isEqualTo(302);
        assertThat(visitor.get("/settings/people").body()).contains("is now: Viewer");
        visitor.post("/settings/people/" + member.id() + "/deactivation");
        assertThat(visitor.get("/settings/people").body()).contains("can no longer sign in");
        var token = visitor.post("/settings/tokens", "name", "Import", "scope", "READ", "days", "30");
        assertThat(token.body()).contains("kw_");
        assertThat(visitor.get("/settings/tokens").body()).contains("Import").doesNotContain("kw_");
        var team = "Team " + UUID.randomUUID();
        visitor.post("/settings/teams", "name", team, "member", member.id().toString());
        assertThat(visitor.get("/settings/teams").body()).contains(team);
        assertThat(visitor.post("/settings/teams", "name", team).statusCode()).isEqualTo(409);
    }

    private Visitor passwordRight(Member member) {
        var visitor = new Visitor(port);
        visitor.get("/sign-in");
        var answer = visitor.post("/sign-in", "email", member.email(), "password", PASSWORD);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith("/sign-in/code");
        visitor.get("/sign-in/code");
        return visitor;
    }

    private Api.Answer invite() {
        return admin().post(
                        "/api/v1/invitations", "{'email':'" + UUID.randomUUID() + "@keepwell.test','role':'agent'}");
    }

    private Member somebody() {
        return setup.member(UUID.randomUUID() + "@keepwell.test", "Ana Berg", Role.AGENT, Locale.ENGLISH, PASSWORD);
    }

    private Api admin() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
