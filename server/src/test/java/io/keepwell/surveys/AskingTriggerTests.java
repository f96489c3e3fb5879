package io.keepwell.surveys;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.customers.Customers;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What surveys follow by themselves.
@WholeApplication
class AskingTriggerTests {

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
    Asking asking;

    @Autowired
    AskingTriggers triggers;

    @Autowired
    Customers customers;

    @Autowired
    Clock clock;

    private @Nullable Survey followed;

    /// Others solve conversations and want no surveys after them.
    @AfterEach
    void nothingIsFollowedAnyMore() {
        if (followed != null) {
            jdbc.sql("update survey set state = 'ended' where id = :id")
                    .param("id", followed.id())
                    .update();
        }
    }

    @Test
    @DisplayName("C1, C3: after solved it is asked a day later, and whoever owned the conversation then is credited")
    void asksADayAfterSolved() {
        var survey = following(SurveyTrigger.SOLVED, null);
        var conversation = conversation();

        solve(conversation);

        var planned = about(survey, conversation).orElseThrow();
        assertThat(planned.state()).isEqualTo(InvitationState.PLANNED);
        assertThat(due(planned)).isBetween(now().plus(Duration.ofHours(23)), now().plus(Duration.ofHours(25)));
        assertThat(planned.agent()).isEqualTo(assignee(conversation));
        reassign(conversation);
        assertThat(about(survey, conversation).orElseThrow().agent()).isEqualTo(planned.agent());

        isDue(planned);
        asking.decide(planned.wave(), 50);

        assertThat(about(survey, conversation).orElseThrow().askedAt()).isNotNull();
    }

    @Test
    @DisplayName("C1, C2: reopening cancels it, solving again plans it again, once")
    void reopeningCancels() {
        var survey = following(SurveyTrigger.SOLVED, null);
        var conversation = conversation();
        solve(conversation);

        state(conversation, "open");

        assertThat(about(survey, conversation).orElseThrow()).satisfies(it -> {
            assertThat(it.state()).isEqualTo(InvitationState.CANCELLED);
            assertThat(it.reason()).isEqualTo("reopened");
        });
        solve(conversation);
        assertThat(about(survey, conversation).orElseThrow().state()).isEqualTo(InvitationState.PLANNED);
        assertThat(rows(conversation)).isEqualTo(1);
        state(conversation, "closed");
        assertThat(rows(conversation)).isEqualTo(1);
    }

    @Test
    @DisplayName("3.2.6, C1: never after spam, merged, staff-opened or machine-solved conversations")
    void notAfterEverything() {
        var survey = following(SurveyTrigger.SOLVED, null);
        var silent = conversation();
        jdbc.sql("update message set direction = 'out' where conversation_id = :id")
                .param("id", silent)
                .update();
        var spam = conversation();
        var merged = conversation();
        solve(silent);
        solve(spam);
        solve(merged);
        var machine = conversation();
        jdbc.sql("update conversation set automatic = true where id = :id")
                .param("id", machine)
                .update();
        solve(machine);

        assertThat(about(survey, silent)).isEmpty();
        assertThat(about(survey, machine)).isEmpty();
        jdbc.sql("update conversation set spam_at = now() where id = :id")
                .param("id", spam)
                .update();
        jdbc.sql("update conversation set merged_into = :other where id = :id")
                .param("other", silent)
                .param("id", merged)
                .update();
        for (var conversation : List.of(spam, merged)) {
            var planned = about(survey, conversation).orElseThrow();
            isDue(planned);
            asking.decide(planned.wave(), 50);
        }
        assertThat(about(survey, spam).orElseThrow().reason()).isEqualTo("spam");
        assertThat(about(survey, merged).orElseThrow().reason()).isEqualTo("merged");
    }

    @Test
    @DisplayName("C1: not after many were solved at once, nor by a rule")
    void notAfterBulk() {
        var survey = following(SurveyTrigger.SOLVED, null);
        var one = conversation();
        var other = conversation();

        var answer = api().post(
                        "/api/v1/conversations/bulk",
                        "{'conversations':['%s','%s'],'deed':'state','value':'solved'}".formatted(one, other));

        assertThat(answer.status()).as(answer.json().toString()).isLessThan(300);
        assertThat(about(survey, one)).isEmpty();
        assertThat(about(survey, other)).isEmpty();
    }

    @Test
    @DisplayName("35: each cycle asks the people of the first wave again, when so many times 24 hours have gone by")
    void cyclesAskTheSameGroup() {
        var survey = following(SurveyTrigger.CALENDAR, 100);
        waves.sameGroup(survey.id(), true);
        var ana = customer();
        var ben = customer();
        var first = waves.start(survey.id(), WaveAudience.of(ana, ben));

        triggers.byCalendar();
        assertThat(waves.of(survey.id())).hasSize(1);
        longAgo(survey, Duration.ofDays(100).minusMinutes(2));
        triggers.byCalendar();
        assertThat(waves.of(survey.id())).hasSize(1);
        longAgo(survey, Duration.ofDays(100));
        triggers.byCalendar();

        var second = waves.of(survey.id()).getFirst();
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.occasion()).isEqualTo(WaveOccasion.CALENDAR);
        assertThat(store.people(second.id())).containsExactlyInAnyOrderElementsOf(store.people(first.id()));
        assertThat(waves.tally(second.id()).invited()).isEqualTo(2);
    }

    private void longAgo(Survey survey, Duration time) {
        var at = now().minus(time).atOffset(ZoneOffset.UTC);
        jdbc.sql("update survey_wave set started_at = :at where survey_id = :id")
                .param("at", at)
                .param("id", survey.id())
                .update();
        jdbc.sql("""
                update survey_clock set any_at = :at, relationship_at = :at
                 where customer_id in (select customer_id from survey_invitation where survey_id = :id)
                """).param("at", at).param("id", survey.id()).update();
    }

    private UUID conversation() {
        return UUID.fromString(api().post(
                        "/api/v1/conversations",
                        "{'customer':{'email':'%s@trigger.test'},'subject':'Hours','text':'When are you open?'}"
                                .formatted(UUID.randomUUID()))
                .json()
                .path("id")
                .asString());
    }

    private void solve(UUID conversation) {
        state(conversation, "solved");
    }

    private void state(UUID conversation, String state) {
        var answer = api().patch("/api/v1/conversations/" + conversation, "{'state':'%s'}".formatted(state));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
    }

    private UUID assignee(UUID conversation) {
        return jdbc.sql("select assignee_id from conversation where id = :id")
                .param("id", conversation)
                .query(UUID.class)
                .single();
    }

    private void reassign(UUID conversation) {
        jdbc.sql("update conversation set assignee_id = null where id = :id")
                .param("id", conversation)
                .update();
    }

    private Optional<Invitation> about(Survey survey, UUID conversation) {
        return waves.of(survey.id()).stream()
                .flatMap(wave -> store.invitations(wave.id(), null, null, null, 100).stream())
                .filter(it -> conversation.equals(it.occasion()))
                .findFirst();
    }

    private int rows(UUID conversation) {
        return jdbc.sql("select count(*) from survey_invitation where occasion_id = :id")
                .param("id", conversation)
                .query(Integer.class)
                .single();
    }

    private Instant due(Invitation invitation) {
        return jdbc.sql("select due_at from survey_invitation where id = :id")
                .param("id", invitation.id())
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private void isDue(Invitation invitation) {
        jdbc.sql("update survey_invitation set due_at = :now where id = :id")
                .param("now", now().atOffset(ZoneOffset.UTC))
                .param("id", invitation.id())
                .update();
    }

    private UUID customer() {
        return customers
                .meet(new EmailAddress(UUID.randomUUID() + "@trigger.test"), "Ana", null, now())
                .id();
    }

    private Survey following(SurveyTrigger trigger, @Nullable Integer everyDays) {
        var survey = new Survey(
                Ids.next(),
                "How are we doing",
                SurveyType.CSAT,
                trigger == SurveyTrigger.CALENDAR ? SurveyPurpose.RELATIONSHIP : SurveyPurpose.TRANSACTIONAL,
                SurveyPrivacy.IDENTIFIED,
                SurveyChannel.EMAIL,
                SurveyState.ACTIVE,
                null,
                "en",
                trigger,
                24,
                everyDays,
                null,
                null,
                0,
                null,
                true,
                null,
                now(),
                null,
                List.of(new Question(Ids.next(), 0, QuestionKind.SCORE, new Scale(1, 5, true), false)));
        surveys.insert(survey);
        if (trigger == SurveyTrigger.SOLVED) {
            // an earlier test of the same application must not ask beside it
            jdbc.sql("update survey set state = 'ended' where follows = 'solved' and id <> :id and state = 'active'")
                    .param("id", survey.id())
                    .update();
        }
        followed = survey;
        return survey;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
