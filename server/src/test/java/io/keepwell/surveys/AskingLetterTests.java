package io.keepwell.surveys;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.customers.Consents;
import io.keepwell.customers.Customers;
import io.keepwell.mail.Letter;
import io.keepwell.mail.LetterChanged;
import io.keepwell.platform.OutboxState;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.PostOffice;
import io.keepwell.testing.WholeApplication;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The letters of surveys, as a mail program gets them.
@WholeApplication
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AskingLetterTests {

    private static final Duration SOON = Duration.ofSeconds(60);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SurveyStore surveys;

    @Autowired
    Waves waves;

    @Autowired
    WaveStore store;

    @Autowired
    AskingTasks tasks;

    @Autowired
    SurveyTokens tokens;

    @Autowired
    InvitationStore invitations;

    @Autowired
    Customers customers;

    @Autowired
    Consents consents;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    private PostOffice office;
    private UUID mailbox;

    @BeforeAll
    void aMailboxSends() {
        office = PostOffice.open();
        var key = UUID.randomUUID();
        mailbox = UUID.fromString(api().post("/api/v1/mailboxes", """
                {'address': 'care-%s@pennyfold.test', 'name': 'Pennyfold',
                 'smtp': {'host': '127.0.0.1', 'port': %d, 'security': 'none'}}
                """.formatted(key, office.smtpPort()))
                .json()
                .get("id")
                .asString());
    }

    /// Others share this application and look for its first mailbox.
    @AfterAll
    void itIsTakenDown() {
        api().delete("/api/v1/mailboxes/" + mailbox);
        office.close();
    }

    @Test
    @DisplayName(
            "3.3.9, RFC 8058: the letter stops surveys by one POST without a redirection; opening links stops nothing")
    void oneClickStopsSurveysAndNothingElse() throws Exception {
        var ana = customer("Ana Fuchs", Locale.ENGLISH);
        var letter = asked(ana);

        assertThat(PostOffice.header(letter, "List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        var header = PostOffice.header(letter, "List-Unsubscribe");
        var stop = header.substring(1, header.length() - 1);
        assertThat(stop).contains("/unsubscribe/surveys/");
        assertThat(get(stop).statusCode()).isEqualTo(200);
        assertThat(get(stop).body()).contains("<button").doesNotContain("Ana");
        assertThat(consents.allows(ana, Consents.Topic.SURVEYS)).isTrue();

        var answer = post(stop, "List-Unsubscribe=One-Click");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(consents.allows(ana, Consents.Topic.SURVEYS)).isFalse();
        assertThat(consents.allows(ana, Consents.Topic.SERVICE_NOTICES)).isTrue();
        var next = waves.start(survey().id(), WaveAudience.of(ana));
        assertThat(store.invitations(next.id(), null, null, null, 5))
                .extracting(Invitation::reason)
                .containsExactly("opted-out");
    }

    @Test
    @DisplayName("3.2.9: the page below the letter has a button, and another one that takes it back")
    void thePageStopsByAButton() throws Exception {
        var ana = customer("Ana Fuchs", Locale.ENGLISH);
        var text = PostOffice.text(asked(ana));
        var stop = text.substring(text.indexOf("http", text.indexOf("no more questions")))
                .split("\\s", 2)[0];

        assertThat(post(stop, "wish=stop").statusCode()).isIn(302, 303);
        assertThat(consents.allows(ana, Consents.Topic.SURVEYS)).isFalse();
        assertThat(get(stop).body()).contains("You get no more surveys");
        post(stop, "wish=again");
        assertThat(consents.allows(ana, Consents.Topic.SURVEYS)).isTrue();
        assertThat(get(stop + "x").statusCode()).isEqualTo(404);
        assertThat(post(stop + "x", "List-Unsubscribe=One-Click").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("3.3.7: a link for each score, without a name or an address in it, and only its hash is kept")
    void aLinkForEachScore() throws Exception {
        var ana = customer("Ana Fuchs", Locale.ENGLISH);
        var letter = asked(ana);
        var text = PostOffice.text(letter);
        var html = html(letter);

        assertThat(text).startsWith("Hello Ana,");
        for (int score = 0; score <= 10; score++) {
            assertThat(text).contains("?score=" + score + "\n");
            assertThat(html).contains("?score=" + score + "\"").contains("color-scheme");
        }
        var token = text.substring(text.indexOf("/s/") + 3, text.indexOf("?score"));
        assertThat(token).hasSize(27);
        assertThat(invitations.ofToken(tokens.hash(token)).orElseThrow().customer())
                .isEqualTo(ana);
        assertThat(jdbc.sql("select count(*) from survey_invitation i where i::text like '%' || :token || '%'")
                        .param("token", token)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName("3.5.4: each contact gets a letter and a token of their own, in their language")
    void eachContactGetsATokenOfTheirOwn() throws Exception {
        var one = customer("Ana Fuchs", Locale.GERMAN);
        var other = customer("Ben Okoro", Locale.ENGLISH);
        var german = asked(one);
        var english = asked(other);

        assertThat(PostOffice.text(german)).startsWith("Guten Tag Ana,");
        assertThat(link(german)).isNotEqualTo(link(english));
    }

    @Test
    @DisplayName("3.2.1: what never left gives its place back, and what left later counts from then")
    void theClockFollowsTheLetter() throws Exception {
        var ana = customer("Ana Fuchs", Locale.ENGLISH);
        asked(ana);
        var letter = letterOf(ana);
        // what the server said of it must not come after what is said here
        Awaitility.await().atMost(SOON).until(() -> waves.tally(waveOf(ana)).sent() == 1);

        happened(letter, OutboxState.FAILED);

        assertThat(jdbc.sql("select any_at is null from survey_clock where customer_id = :id")
                        .param("id", ana)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        happened(letter, OutboxState.QUEUED);
        assertThat(store.invitations(waveOf(ana), null, null, null, 5)
                        .getFirst()
                        .state())
                .isEqualTo(InvitationState.QUEUED);
        assertThat(waves.tally(waves.start(survey().id(), WaveAudience.of(ana)).id())
                        .throttled())
                .isEqualTo(1);
    }

    private void happened(UUID letter, OutboxState state) {
        transaction.executeWithoutResult(
                status -> events.publishEvent(new LetterChanged(letter, Ids.next(), Letter.Kind.NOTICE, state, null)));
    }

    private UUID letterOf(UUID customer) {
        return jdbc.sql("select letter_id from survey_invitation where customer_id = :id and letter_id is not null")
                .param("id", customer)
                .query(UUID.class)
                .single();
    }

    private UUID waveOf(UUID customer) {
        return jdbc.sql("select wave_id from survey_invitation where customer_id = :id and letter_id is not null")
                .param("id", customer)
                .query(UUID.class)
                .single();
    }

    private MimeMessage asked(UUID customer) {
        var wave = waves.start(survey().id(), WaveAudience.of(customer));
        assertThat(waves.tally(wave.id()).invited()).isEqualTo(1);
        tasks.run();
        var address = customers.addresses(customer).getFirst();
        return office.await(address, SOON, mail -> true);
    }

    private static String link(MimeMessage letter) {
        var text = PostOffice.text(letter);
        return text.substring(text.indexOf("http"), text.indexOf("?score"));
    }

    private static String html(MimeMessage letter) throws Exception {
        var parts = (MimeMultipart) letter.getContent();
        return (String) parts.getBodyPart(1).getContent();
    }

    private UUID customer(String name, Locale locale) {
        return customers
                .meet(new EmailAddress(UUID.randomUUID() + "@letters.test"), name, locale, clock.instant())
                .id();
    }

    private Survey survey() {
        var survey = new Survey(
                Ids.next(),
                "How are we doing",
                SurveyType.NPS,
                SurveyPurpose.TRANSACTIONAL,
                SurveyPrivacy.IDENTIFIED,
                SurveyChannel.EMAIL,
                SurveyState.DRAFT,
                mailbox,
                "en",
                null,
                24,
                null,
                null,
                null,
                0,
                null,
                true,
                null,
                now(),
                null,
                List.of(new Question(Ids.next(), 0, QuestionKind.SCORE, new Scale(0, 10, true), false)));
        surveys.insert(survey);
        return survey;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }

    private HttpResponse<String> get(String address) throws Exception {
        return call(address, null);
    }

    private HttpResponse<String> post(String address, String body) throws Exception {
        return call(address, body);
    }

    /// The public address of the application in tests is not where it listens.
    private HttpResponse<String> call(String address, @Nullable String body) throws IOException, InterruptedException {
        var here = URI.create("http://127.0.0.1:" + port + URI.create(address).getPath());
        var request = HttpRequest.newBuilder(here).timeout(Duration.ofSeconds(20));
        if (body != null) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(body));
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
