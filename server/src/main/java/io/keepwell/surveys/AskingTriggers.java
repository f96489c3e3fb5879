package io.keepwell.surveys;

import static java.time.ZoneOffset.UTC;

import io.keepwell.conversations.ConversationHappened;
import io.keepwell.conversations.ConversationHappened.Changed;
import io.keepwell.conversations.ConversationHappened.Delivered;
import io.keepwell.customers.Traits;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.Records;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What surveys follow by themselves: a solved conversation, the news that something is fixed, and the calendar. What
/// follows an event is planned with it, in its transaction, and looked at again when its time has come.
@Component
class AskingTriggers {

    private final JdbcClient jdbc;
    private final Surveys surveys;
    private final Waves waves;
    private final WaveStore store;
    private final Traits traits;
    private final KeepwellSettings settings;
    private final Clock clock;

    AskingTriggers(
            JdbcClient jdbc,
            Surveys surveys,
            Waves waves,
            WaveStore store,
            Traits traits,
            KeepwellSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.surveys = surveys;
        this.waves = waves;
        this.store = store;
        this.traits = traits;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener
    void on(ConversationHappened happened) {
        switch (happened.what()) {
            case Changed(var field, var before, var after)
            when field.equals("state") -> {
                if (over(after) && !over(before)) {
                    solved(happened.conversation(), happened.at());
                } else if (over(before) && !over(after)) {
                    store.takeBack(happened.conversation(), "reopened", now());
                }
            }
            case Delivered(var message, var state) when state.equals("sent") -> fixed(message);
            default -> {
                // nothing else is followed by a survey
            }
        }
    }

    private static boolean over(@Nullable String state) {
        return "solved".equals(state) || "closed".equals(state);
    }

    /// What there is to ask about.
    ///
    /// @param agent who owned it or last replied when it was solved (C3)
    private record Occasion(
            UUID id,
            UUID customer,
            @Nullable UUID agent,
            @Nullable UUID team) {}

    /// A person solved it by itself: not together with others, and not a rule (3.2.6, C1).
    private void solved(UUID conversation, Instant at) {
        var following = surveys.following(SurveyTrigger.SOLVED);
        if (following.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        select c.id, c.customer_id as customer, c.team_id as team,
                               coalesce(c.assignee_id,
                                        (select m.member_id from message m
                                          where m.conversation_id = c.id and m.direction = 'out' and m.type = 'message'
                                            and m.member_id is not null
                                          order by m.created_at desc, m.id desc limit 1)) as agent
                          from conversation c
                          join conversation_event e on e.conversation_id = c.id and e.at = :at and e.kind = 'state'
                         where c.id = :id
                           and c.merged_into is null
                           and c.spam_at is null
                           and not c.automatic
                           and e.member_id is not null
                           and e.batch_id is null
                           and e.actor is null
                           and exists (select 1 from message m
                                        where m.conversation_id = c.id and m.direction = 'in' and m.verified
                                          and m.automatic = 'no')
                         limit 1
                        """)
                .param("id", conversation)
                .param("at", at.atOffset(UTC))
                .query(Records.of(Occasion.class))
                .optional()
                .ifPresent(occasion -> plan(following, occasion, WaveOccasion.SOLVED, at));
    }

    /// Somebody was told that a problem is fixed; what is asked about is the problem.
    private void fixed(UUID message) {
        jdbc.sql("""
                        select problem_id as id, customer_id as customer, null::uuid as agent, null::uuid as team
                          from notice where message_id = :message and stage = 'fixed'
                        """)
                .param("message", message)
                .query(Records.of(Occasion.class))
                .optional()
                .ifPresent(
                        occasion -> plan(surveys.following(SurveyTrigger.FIXED), occasion, WaveOccasion.FIXED, now()));
    }

    private void plan(List<Survey> following, Occasion occasion, WaveOccasion why, Instant at) {
        for (var survey : following) {
            var rule = survey.audience();
            if (survey.channel() == SurveyChannel.EMAIL
                    && (rule == null || traits.matches(rule, occasion.customer()))) {
                store.plan(new WaveStore.Event(
                        waves.ofMonth(survey, why),
                        survey.id(),
                        occasion.customer(),
                        occasion.id(),
                        occasion.agent(),
                        occasion.team(),
                        survey.language(),
                        now(),
                        at.plus(Duration.ofHours(survey.delayHours()))));
            }
        }
    }

    /// Begins the waves whose day has come. In the demo the past is told as it is.
    void byCalendar() {
        if (settings.demo()) {
            return;
        }
        for (var id : store.calendarDue(now())) {
            var survey = surveys.get(id);
            var rule = survey.audience();
            waves.start(
                    id,
                    waves.sameGroup(id)
                            ? new WaveAudience.FirstWave()
                            : rule == null ? new WaveAudience.Everybody() : new WaveAudience.Meant(rule),
                    WaveOccasion.CALENDAR);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
