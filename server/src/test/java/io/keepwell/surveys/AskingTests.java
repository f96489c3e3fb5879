package io.keepwell.surveys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.customers.Consents;
import io.keepwell.customers.Customers;
import io.keepwell.customers.CustomersMerged;
import io.keepwell.mail.Suppressions;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.testing.WholeApplication;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Who is asked, and who not.
@WholeApplication
class AskingTests {

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
    AskingClocks clocks;

    @Autowired
    Customers customers;

    @Autowired
    Consents consents;

    @Autowired
    Suppressions suppressions;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    @BeforeEach
    void thereIsAMailbox() {
        jdbc.sql("""
            insert into mailbox (id, address, name, connected_at, created_at)
            select :id, :address, 'Pennyfold support', now(), now()
             where not exists (select 1 from mailbox where active)
            """)
                .param("id", UUID.randomUUID())
                .param("address", UUID.randomUUID() + "@asking.test")
                .update();
    }

    /// Others share these settings.
    @AfterEach
    void theUsualHolds() {
        jdbc.sql("delete from survey_settings").update();
    }

    @Test
    @DisplayName("3.2.1, 3.2.2: whoever was asked by any survey is not asked by another within 14 days")
    void asksNobodyTwiceInAFortnight() {
        var ana = customer();

        assertThat(waves.tally(start(survey().id(), WaveAudience.of(ana)).id()).invited())
                .isEqualTo(1);
        var again = start(survey().id(), WaveAudience.of(ana));

        assertThat(only(again)).satisfies(it -> {
            assertThat(it.state()).isEqualTo(InvitationState.THROTTLED);
            assertThat(it.reason()).isEqualTo("asked-lately");
            assertThat(it.askedAt()).isNull();
        });
    }

    @Test
    @DisplayName("3.2.3: who was throttled is dropped, and not asked later")
    void queuesNobody() {
        var ana = customer();
        start(survey().id(), WaveAudience.of(ana));
        var again = start(survey().id(), WaveAudience.of(ana));
        ago(ana, Duration.ofDays(15));

        asking.decide(again.id(), 10);

        assertThat(only(again).state()).isEqualTo(InvitationState.THROTTLED);
    }

    @Test
    @DisplayName("3.2.12: a day is 24 hours from the instant of asking")
    void countsInHours() {
        var early = customer();
        var late = customer();
        for (var id : List.of(early, late)) {
            start(survey().id(), WaveAudience.of(id));
        }
        ago(early, Duration.ofDays(14).minusMinutes(1));
        ago(late, Duration.ofDays(14));

        var again = start(survey().id(), WaveAudience.of(early, late));

        assertThat(of(again, early).reason()).isEqualTo("asked-lately");
        assertThat(of(again, late).askedAt()).isNotNull();
    }

    @Test
    @DisplayName("3.2.2: asked about everything at most once in 90 days, about single things meanwhile")
    void keepsTheRelationshipApart() {
        var ana = customer();
        start(relationship().id(), WaveAudience.of(ana));
        ago(ana, Duration.ofDays(20));

        assertThat(only(start(relationship().id(), WaveAudience.of(ana))).reason())
                .isEqualTo("relationship-asked-lately");
        assertThat(only(start(survey().id(), WaveAudience.of(ana))).askedAt()).isNotNull();
    }

    @Test
    @DisplayName("3.2.2: the pause of one survey looks at what it asked itself, so a frequent one starves no other")
    void ownPauseLooksAtItsOwnHistory() {
        var ana = customer();
        var quarterly = survey(SurveyPurpose.TRANSACTIONAL, 0, 80);
        start(quarterly.id(), WaveAudience.of(ana));
        ago(ana, Duration.ofDays(85));
        start(survey().id(), WaveAudience.of(ana));
        anyAgo(ana, Duration.ofDays(15));

        assertThat(only(start(quarterly.id(), WaveAudience.of(ana))).askedAt()).isNotNull();
        anyAgo(ana, Duration.ofDays(15));
        assertThat(only(start(quarterly.id(), WaveAudience.of(ana))).reason()).isEqualTo("own-pause");
    }

    @Test
    @DisplayName("3.2.4: of several surveys in the same hour the most important one asks, the others are displaced")
    void theMostImportantOneAsks() {
        var ana = customer();
        var low = survey(SurveyPurpose.TRANSACTIONAL, 1, null);
        var high = survey(SurveyPurpose.TRANSACTIONAL, 5, null);
        var now = now();
        var important = waiting(high, ana, now.plus(Duration.ofMinutes(50)));
        var unimportant = waiting(low, ana, now);

        asking.decide(unimportant, 10);

        assertThat(only(waves.get(unimportant)).state()).isEqualTo(InvitationState.DISPLACED);
        due(important, now);
        asking.decide(important, 10);
        assertThat(only(waves.get(important)).askedAt()).isNotNull();
    }

    @Test
    @DisplayName("3.2.4: whoever comes later than that is throttled, and what may not ask displaces nobody")
    void onlyWhatMayAskDisplaces() {
        var ana = customer();
        var important = survey(SurveyPurpose.TRANSACTIONAL, 9, 300);
        start(important.id(), WaveAudience.of(ana));
        ago(ana, Duration.ofDays(20));
        var now = now();
        waiting(important, ana, now.plus(Duration.ofMinutes(5)));

        assertThat(only(start(survey().id(), WaveAudience.of(ana))).askedAt()).isNotNull();
    }

    @Test
    @DisplayName("3.2.7: of one account only so many are asked within a week")
    void keepsTheCapOfAnAccount() {
        jdbc.sql("insert into survey_settings (account_cap, changed_at) values (2, now())")
                .update();
        var people = List.of(customer(), customer(), customer());
        var account = customers.get(people.getFirst()).accountId();
        jdbc.sql("update customer set account_id = :account where id in (:people)")
                .param("account", account)
                .param("people", people)
                .update();

        var wave = start(survey().id(), new WaveAudience.People(people));

        assertThat(waves.tally(wave.id()).invited()).isEqualTo(2);
        assertThat(states(wave)).containsOnlyOnce("throttled account-cap");
    }

    @Test
    @DisplayName("3.2.9, C2: not asked are those who opted out, cannot be reached, were forgotten or are ours")
    void leavesAloneWhoCannotOrWillNot() {
        var optedOut = customer();
        consents.choose(optedOut, Consents.Topic.SURVEYS, false, Consents.By.CUSTOMER);
        var otherTopic = customer();
        consents.choose(otherTopic, Consents.Topic.MARKETING, false, Consents.By.CUSTOMER);
        consents.choose(otherTopic, Consents.Topic.SERVICE_NOTICES, false, Consents.By.CUSTOMER);
        var silent = customer();
        jdbc.sql("delete from customer_identifier where customer_id = :id")
                .param("id", silent)
                .update();
        var stopped = customer();
        jdbc.sql("""
                insert into suppressed_address (id, address, reason, since)
                select :id, value, 'no such user', now() from customer_identifier where customer_id = :customer
                """).param("id", Ids.next()).param("customer", stopped).update();
        var colleague = customer();
        jdbc.sql("""
                insert into team_member (id, email, name, role, locale, active, created_at)
                select :id, value, 'Lena', 'AGENT', 'en', false, now()
                  from customer_identifier where customer_id = :customer
                """).param("id", Ids.next()).param("customer", colleague).update();
        var forgotten = customer();
        jdbc.sql("update customer set erased_at = now() where id = :id")
                .param("id", forgotten)
                .update();

        var wave = start(survey().id(), WaveAudience.of(optedOut, otherTopic, silent, stopped, colleague, forgotten));

        assertThat(of(wave, optedOut).reason()).isEqualTo("opted-out");
        assertThat(of(wave, otherTopic).askedAt()).isNotNull();
        assertThat(of(wave, silent).reason()).isEqualTo("no-address");
        assertThat(of(wave, stopped).reason()).isEqualTo("address-stopped");
        assertThat(of(wave, colleague).reason()).isEqualTo("colleague");
        assertThat(of(wave, forgotten).reason()).isEqualTo("erased");
        assertThat(waves.tally(wave.id()).suppressed()).isEqualTo(5);
    }

    @Test
    @DisplayName("3.2.5: nobody is asked while a complaint of theirs is open")
    void waitsForComplaints() {
        var complains = customer();
        var content = customer();
        for (var id : List.of(complains, content)) {
            jdbc.sql("""
                    insert into conversation (id, subject, channel, customer_id, state, kind, created_at, last_message_at,
                                              changed_at)
                    values (:id, 'Broken', 'api', :customer, :state, 'complaint', now(), now(), now())
                    """)
                    .param("id", Ids.next())
                    .param("customer", id)
                    .param("state", id.equals(complains) ? "pending" : "closed")
                    .update();
        }

        var wave = start(survey().id(), WaveAudience.of(complains, content));

        assertThat(of(wave, complains).reason()).isEqualTo("complaint-open");
        assertThat(of(wave, complains).state()).isEqualTo(InvitationState.THROTTLED);
        assertThat(of(wave, content).askedAt()).isNotNull();
    }

    @Test
    @DisplayName("3.2.11: two profiles that become one keep the later clock")
    void mergingKeepsTheLaterClock() {
        var one = customer();
        var other = customer();
        start(survey().id(), WaveAudience.of(other));
        transaction.executeWithoutResult(status -> events.publishEvent(new CustomersMerged(one, other, false, now())));

        assertThat(only(start(survey().id(), WaveAudience.of(one))).reason()).isEqualTo("asked-lately");
    }

    @Test
    @DisplayName("3.2.1: a wave that is taken back gives the places back of those whose letter never left")
    void takingBackGivesPlacesBack() {
        var ana = customer();
        var wave = waves.get(waiting(survey(), ana, now().plus(Duration.ofHours(1))));
        // in one transaction, so that no letter is written in between
        transaction.executeWithoutResult(status -> {
            due(wave.id(), now());
            asking.decide(wave.id(), 10);
            assertThat(only(wave).askedAt()).isNotNull();
            waves.cancel(wave.id());
        });

        assertThat(only(wave).state()).isEqualTo(InvitationState.CANCELLED);
        assertThat(only(start(survey().id(), WaveAudience.of(ana))).askedAt()).isNotNull();
        assertThatThrownBy(() -> waves.cancel(wave.id())).isInstanceOf(WaveRefused.class);
    }

    @Test
    @DisplayName("3.2.2, 3.2.7, 3.5.1: many surveys at once ask the same people at most once, and keep every budget")
    void keepsEveryBudgetUnderConcurrency() throws Exception {
        jdbc.sql("insert into survey_settings (account_cap, changed_at) values (3, now())")
                .update();
        var people = new ArrayList<UUID>();
        for (int i = 0; i < 60; i++) {
            people.add(customer());
        }
        for (int i = 0; i < 60; i += 6) {
            jdbc.sql("update customer set account_id = :account where id in (:people)")
                    .param("account", customers.get(people.get(i)).accountId())
                    .param("people", people.subList(i, i + 6))
                    .update();
        }
        var begun = new ArrayList<Future<Wave>>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 12; i++) {
                var shuffled = new ArrayList<>(people);
                Collections.shuffle(shuffled);
                var survey = survey(i % 2 == 0 ? SurveyPurpose.RELATIONSHIP : SurveyPurpose.TRANSACTIONAL, i, null);
                begun.add(threads.submit(
                        () -> waves.start(survey.id(), new WaveAudience.People(shuffled.subList(0, 45)))));
            }
        }
        for (var wave : begun) {
            var id = wave.get().id();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> waves.tally(id).waiting() == 0);
        }

        assertThat(jdbc.sql("""
                        select max(asked) from (select count(*) as asked from survey_invitation
                                                 where customer_id in (:people) and asked_at is not null
                                                 group by customer_id) it
                        """).param("people", people).query(Integer.class).single())
                .isEqualTo(1);
        assertThat(jdbc.sql("""
                        select max(asked) from (select count(distinct customer_id) as asked from survey_invitation
                                                 where customer_id in (:people) and asked_at is not null
                                                 group by account_id) it
                        """).param("people", people).query(Integer.class).single())
                .isEqualTo(3);
    }

    /// Asks, and lets the letters have left at once: what happens in the background moves no clock any more.
    private Wave start(UUID survey, WaveAudience audience) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var wave = waves.start(survey, audience);
            jdbc.sql("""
                    update survey_invitation set state = 'sent', letter_id = gen_random_uuid()
                     where wave_id = :wave and state = 'queued'
                    """).param("wave", wave.id()).update();
            return wave;
        }));
    }

    private Invitation only(Wave wave) {
        var all = store.invitations(wave.id(), null, null, null, 10);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private Invitation of(Wave wave, UUID customer) {
        return store.invitations(wave.id(), null, null, null, 100).stream()
                .filter(it -> it.customer().equals(customer))
                .findFirst()
                .orElseThrow();
    }

    private List<String> states(Wave wave) {
        return store.invitations(wave.id(), null, null, null, 100).stream()
                .map(it -> it.state().word() + " " + it.reason())
                .toList();
    }

    private UUID waiting(Survey survey, UUID customer, Instant due) {
        var wave = new Wave(
                Ids.next(),
                survey.id(),
                store.nextNumber(survey.id()),
                "waits",
                WaveOccasion.SENT,
                WaveState.SENDING,
                now(),
                null);
        store.insert(wave, null, true, null);
        store.activate(survey.id(), now());
        store.plan(wave.id(), survey.id(), List.of(customer), "en", now(), due);
        return wave.id();
    }

    private void due(UUID wave, Instant at) {
        jdbc.sql("update survey_invitation set due_at = :at where wave_id = :wave")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("wave", wave)
                .update();
    }

    /// Lets everything that asked a person have asked so long ago.
    private void ago(UUID customer, Duration time) {
        var at = now().minus(time).atOffset(ZoneOffset.UTC);
        jdbc.sql("update survey_invitation set asked_at = :at where customer_id = :id and asked_at is not null")
                .param("at", at)
                .param("id", customer)
                .update();
        jdbc.sql("""
                update survey_clock
                   set any_at = :at, relationship_at = case when relationship_at is not null then :at end
                 where customer_id = :id
                """).param("at", at).param("id", customer).update();
        jdbc.sql("update survey_own_clock set at = :at where customer_id = :id")
                .param("at", at)
                .param("id", customer)
                .update();
    }

    private void anyAgo(UUID customer, Duration time) {
        jdbc.sql("update survey_clock set any_at = :at where customer_id = :id")
                .param("at", now().minus(time).atOffset(ZoneOffset.UTC))
                .param("id", customer)
                .update();
    }

    private UUID customer() {
        return customers
                .meet(new EmailAddress(UUID.randomUUID() + "@asking.test"), "Ana", null, now())
                .id();
    }

    private Survey survey() {
        return survey(SurveyPurpose.TRANSACTIONAL, 0, null);
    }

    private Survey relationship() {
        return survey(SurveyPurpose.RELATIONSHIP, 0, null);
    }

    private Survey survey(SurveyPurpose purpose, int priority, @Nullable Integer ownPause) {
        var survey = new Survey(
                Ids.next(),
                "How are we doing",
                SurveyType.NPS,
                purpose,
                SurveyPrivacy.IDENTIFIED,
                SurveyChannel.EMAIL,
                SurveyState.DRAFT,
                null,
                "en",
                null,
                24,
                null,
                null,
                null,
                priority,
                ownPause,
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
}
