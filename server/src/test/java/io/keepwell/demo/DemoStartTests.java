package io.keepwell.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.conversations.FailuresBorne;
import io.keepwell.science.Difference;
import io.keepwell.surveys.Surveys;
import io.keepwell.surveys.scores.Scores;
import io.keepwell.team.DemoPeople;
import io.keepwell.team.Member;
import io.keepwell.testing.WholeApplication;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@WholeApplication
@TestPropertySource(properties = "keepwell.demo=true")
class DemoStartTests {

    @Autowired
    DemoStart start;

    @Autowired
    DemoPeople people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    FailuresBorne failures;

    @Autowired
    Surveys surveys;

    @Autowired
    Scores scores;

    @Test
    void startingAgainDoublesNothing() {
        var before = counts();

        start.afterSingletonsInstantiated();

        assertThat(counts()).isEqualTo(before);
        assertThat(before).contains(300L, 350L);
    }

    private List<Long> counts() {
        return List.of("customer", "conversation", "message", "team_member", "mailbox", "conversation_event").stream()
                .map(table -> jdbc.sql("select count(*) from " + table)
                        .query(Long.class)
                        .single())
                .toList();
    }

    /// 20, 14, 23, 16, 25: somebody has the same again, somebody was promised to hear more, customers are worth
    /// something, some were told of a fix, took a suggestion, and said that it works, and a problem has its issue
    /// elsewhere.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 from repeat_alarm where grade in ('red', 'dark-red') and withdrawn_at is null",
                "select 1 from problem_episode where update_due_at < now()",
                "select 1 from customer_trait t join problem_settings s on s.value_trait = t.name",
                "select 1 from notice n join notice_answer a on a.notice_id = n.id where n.stage = 'fixed' and a.works",
                "select 1 from problem_offer o join problem_link l using (conversation_id) where l.problem_id = o.problems[1]",
                "select 1 from tracker_issue where state = 'open' and number is not null"
            })
    void showsWhatProductMustKnow(String query) {
        assertThat(jdbc.sql("select exists (" + query + ")")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    /// 29, 36: what was planted in the four waves, and nothing else, is called more than chance.
    @Test
    void callsThePlantedDifferencesRight() {
        var survey = surveys.all().getFirst();

        var waves = scores.waves(survey);

        assertThat(waves).hasSize(4);
        assertThat(waves)
                .allSatisfy(wave -> assertThat(wave.score().tally().few()).isFalse());
        assertThat(waves.stream().map(wave -> wave.change().map(Difference::real)))
                .containsExactly(Optional.empty(), Optional.of(false), Optional.of(true), Optional.of(false));
        assertThat(waves.get(2).change().orElseThrow().value()).isPositive();
        assertThat(waves.getLast().score().reach().unconfirmed()).isPositive();
    }

    /// 30, 31, 33, 34, 35: unhappy ones wait for a call, others were called and said why, and what was changed stands
    /// between the waves.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 from follow_up where state in ('new', 'assigned') and due_at > now() having count(*) >= 3",
                "select 1 from follow_up where main_reason <> '' and got <> '' and state = 'closed' having count(*) >= 6",
                "select 1 from idea_supporter s join idea i on i.id = s.idea_id where i.state = 'planned'",
                "select 1 from idea where shipped_at > (select started_at from survey_wave where number = 2)"
                        + " and shipped_at < (select started_at from survey_wave where number = 3)",
                "select 1 from survey_value where words <> '' having count(*) > 100"
            })
    void showsWhoWasUnhappyAndWhatCameOfIt(String query) {
        assertThat(jdbc.sql("select exists (" + query + ")")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    /// 11, 56, 57: several gestures, one that waits for a decision, and somebody who has borne too much.
    @Test
    void showsHowItGoesTheExtraMile() {
        assertThat(jdbc.sql("select count(distinct kind) from gesture where state = 'given'")
                        .query(Long.class)
                        .single())
                .isEqualTo(5);
        var waiting = jdbc.sql("select customer_id from gesture where state = 'waiting'")
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        assertThat(waiting).hasSize(1);
        assertThat(failures.of(waiting.getFirst()).above()).isTrue();
    }

    @Test
    void itsPeopleAreOfferedToSignInAs() {
        assertThat(people.people())
                .extracting(person -> person.member().name())
                .startsWith("Mara Lindt", "Jonas Okafor", "Ines Ferreira");
        assertThat(people.people()).extracting(DemoPeople.Person::sentence).doesNotHaveDuplicates();
        assertThat(people.people()).extracting(DemoPeople.Person::member).allMatch(Member::active);
    }

    /// What would be a broken rule, each as a query that finds nothing.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 from conversation where state in ('solved', 'closed') and assignee_id is null",
                "select 1 from conversation where state in ('solved', 'closed') and waiting_since is not null",
                "select 1 from conversation where state = 'new' and assignee_id is not null",
                "select 1 from conversation where acknowledged_at is not null and id not in"
                        + " (select conversation_id from message where type = 'acknowledgement')",
                "select 1 from conversation c where kind = 'complaint' and state = 'solved' and cause = 'none'",
                "select 1 from conversation where first_response_at is null and state in ('solved', 'closed', 'pending')",
                "select 1 from message m join conversation c on c.id = m.conversation_id where m.created_at < c.created_at",
                "select 1 from message where created_at > now() or delivery_at > now()",
                "select 1 from message where type = 'note' and delivery_state is not null",
                "select 1 from customer c where not exists"
                        + " (select 1 from customer_identifier i where i.customer_id = c.id and i.type = 'email')",
                "select 1 from customer_identifier where type = 'email' and value not like '%.example'",
                "select 1 from conversation where number > (select last_value from conversation_number)",
            })
    void noRuleIsBroken(String broken) {
        assertThat(jdbc.sql(broken).query().listOfRows()).isEmpty();
    }
}
