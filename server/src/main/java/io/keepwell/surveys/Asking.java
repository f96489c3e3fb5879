package io.keepwell.surveys;

import static java.time.ZoneOffset.UTC;

import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.Records;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Decides whom to ask, once it is their turn and not before: what is planned reserves nothing. In one transaction per
/// some hundred people it holds their clocks, looks at everything that speaks against asking, and moves the clocks of
/// those it asks; only then their letters are written. Two waves that mean the same person meet at the clock, so
/// nobody is asked twice, and a letter that never leaves gives its place back.
@Component
class Asking {

    /// How many people are looked at in one transaction.
    static final int AT_ONCE = 400;

    /// Of several surveys that want to ask within it the most important one does (3.2.4).
    private static final Duration SAME_HOUR = Duration.ofHours(1);

    /// What waited longer, such as while a survey was paused, asks about something forgotten (3.2.3).
    private static final Duration TOO_LATE = Duration.ofHours(72);

    private final JdbcClient jdbc;
    private final SurveyStore surveys;
    private final AskingRules rules;
    private final AskingClocks clocks;
    private final Unaskable unaskable;
    private final ObjectProvider<AskingPause> pauses;
    private final TransactionTemplate transaction;
    private final LiveUpdates live;
    private final MeterRegistry meters;
    private final Clock clock;

    Asking(
            JdbcClient jdbc,
            SurveyStore surveys,
            AskingRules rules,
            AskingClocks clocks,
            Unaskable unaskable,
            ObjectProvider<AskingPause> pauses,
            TransactionTemplate transaction,
            LiveUpdates live,
            MeterRegistry meters,
            Clock clock) {
        this.jdbc = jdbc;
        this.surveys = surveys;
        this.rules = rules;
        this.clocks = clocks;
        this.unaskable = unaskable;
        this.pauses = pauses;
        this.transaction = transaction;
        this.live = live;
        this.meters = meters;
        this.clock = clock;
    }

    /// Somebody whose turn it is.
    record Turn(
            UUID id,
            UUID wave,
            UUID survey,
            UUID customer,
            @Nullable UUID occasion,
            String after,
            Instant plannedAt,
            Instant dueAt) {}

    /// What is decided about one of them.
    record Decided(
            Turn turn, InvitationState state, @Nullable String reason, Unaskable.@Nullable Person person) {}

    /// Decides about some of those whose turn has come.
    ///
    /// @param wave only those of this wave, null for all
    /// @return how many it looked at; 0 where nobody's turn has come
    int decide(@Nullable UUID wave, int most) {
        return Objects.requireNonNull(transaction.execute(status -> decideSome(wave, most)));
    }

    private int decideSome(@Nullable UUID wave, int most) {
        var now = now();
        var turns = turns(wave, most, now);
        if (turns.isEmpty()) {
            return 0;
        }
        var round = round(turns, now);
        var decided = new ArrayList<Decided>();
        turns.stream()
                .sorted(Comparator.comparing((Turn it) -> -round.survey(it).priority())
                        .thenComparing(Turn::dueAt)
                        .thenComparing(Turn::id))
                .forEach(turn -> decided.add(round.decide(turn)));
        write(decided, round, now);
        turns.stream().map(Turn::wave).distinct().forEach(it -> live.changed("survey-wave", it));
        return turns.size();
    }

    private List<Turn> turns(@Nullable UUID wave, int most, Instant now) {
        return jdbc.sql("""
                        select i.id, i.wave_id as wave, i.survey_id as survey, i.customer_id as customer,
                               i.occasion_id as occasion, w.occasion as after, i.planned_at, i.due_at
                          from survey_invitation i
                          join survey_wave w on w.id = i.wave_id
                          join survey s on s.id = i.survey_id
                         where i.state = 'planned'
                           and i.due_at <= :now
                           and w.state in ('planning', 'sending')
                           and s.state in ('active', 'ended')
                           and (:wave::uuid is null or i.wave_id = :wave)
                         order by i.due_at, i.id
                         limit :most
                           for update of i skip locked
                        """)
                .param("now", now.atOffset(UTC))
                .param("wave", wave)
                .param("most", most)
                .query(Records.of(Turn.class))
                .list();
    }

    private Round round(List<Turn> turns, Instant now) {
        var meant = turns.stream().map(Turn::customer).collect(Collectors.toSet());
        var held = Stream.concat(
                        meant.stream(),
                        unaskable.people(meant).values().stream().map(Unaskable.Person::id))
                .collect(Collectors.toSet());
        var asked = clocks.hold(held);
        // read again now that nobody can be merged behind our back without waiting for us
        var people = unaskable.people(meant);
        var ids = people.values().stream()
                .map(Unaskable.Person::id)
                .filter(asked::containsKey)
                .collect(Collectors.toSet());
        var rivals = rivals(held, turns, now);
        var known = new HashMap<UUID, Survey>();
        Stream.concat(turns.stream().map(Turn::survey), rivals.stream().map(Rival::survey))
                .distinct()
                .forEach(id -> known.put(id, surveys.find(id).orElseThrow()));
        var own = new HashMap<UUID, Map<UUID, Instant>>();
        known.keySet().forEach(id -> own.put(id, clocks.own(id, ids)));
        var paused = new HashMap<UUID, String>();
        pauses.orderedStream().forEach(pause -> pause.paused(ids).forEach(paused::putIfAbsent));
        var budgets = new AskingBudgets(rules.now());
        return new Round(
                now,
                budgets,
                known,
                people,
                asked,
                own,
                unaskable.refusals(new HashSet<>(people.values()), true),
                unaskable.conversations(turns.stream()
                        .filter(turn -> turn.after().equals(WaveOccasion.SOLVED.word()))
                        .map(Turn::occasion)
                        .filter(Objects::nonNull)
                        .toList()),
                paused,
                rivals,
                latest(ids, now),
                budgets.settings().accountCap() == null ? Map.of() : week(people.values(), now));
    }

    /// Another survey that wants to ask the same person within the hour.
    record Rival(UUID survey, UUID customer) {}

    private List<Rival> rivals(Collection<UUID> customers, List<Turn> turns, Instant now) {
        return jdbc.sql("""
                        select i.survey_id as survey, i.customer_id as customer
                          from survey_invitation i
                          join survey_wave w on w.id = i.wave_id
                          join survey s on s.id = i.survey_id
                         where i.customer_id = any (cast(:customers as uuid[]))
                           and i.state = 'planned'
                           and i.due_at <= :soon
                           and i.due_at > :stale
                           and w.state in ('planning', 'sending')
                           and s.state = 'active'
                           and not i.id = any (cast(:turns as uuid[]))
                        """)
                .param("customers", customers.toArray(UUID[]::new))
                .param("soon", now.plus(SAME_HOUR).atOffset(UTC))
                .param("stale", now.minus(TOO_LATE).atOffset(UTC))
                .param("turns", turns.stream().map(Turn::id).toArray(UUID[]::new))
                .query(Records.of(Rival.class))
                .list();
    }

    /// What asked a person within the last hour.
    record Latest(UUID customer, UUID survey, int priority, Instant askedAt) {}

    private Map<UUID, Latest> latest(Collection<UUID> customers, Instant now) {
        var latest = new HashMap<UUID, Latest>();
        jdbc.sql("""
                        select i.customer_id as customer, i.survey_id as survey, s.priority, i.asked_at
                          from survey_invitation i
                          join survey s on s.id = i.survey_id
                         where i.customer_id = any (cast(:customers as uuid[]))
                           and i.asked_at > :since
                         order by i.asked_at
                        """)
                .param("customers", customers.toArray(UUID[]::new))
                .param("since", now.minus(SAME_HOUR).atOffset(UTC))
                .query(Records.of(Latest.class))
                .list()
                .forEach(it -> latest.put(it.customer(), it));
        return latest;
    }

    private record OfAccount(UUID account, UUID customer) {}

    /// Who of each account was asked within a week. Holds the accounts until the transaction ends, in the order of
    /// their ids.
    private Map<UUID, Set<UUID>> week(Collection<Unaskable.Person> people, Instant now) {
        var accounts = people.stream()
                .map(Unaskable.Person::account)
                .filter(Objects::nonNull)
                .distinct()
                .sorted(Comparator.comparing(UUID::toString))
                .toArray(UUID[]::new);
        jdbc.sql("""
                select pg_advisory_xact_lock(hashtextextended(it.id::text, 450))
                  from (select id from unnest(cast(:ids as uuid[])) with ordinality x (id, n) order by n) it
                """).param("ids", accounts).query((row, n) -> 0).list();
        var asked = new HashMap<UUID, Set<UUID>>();
        jdbc.sql("""
                        select distinct account_id as account, customer_id as customer
                          from survey_invitation
                         where account_id = any (cast(:ids as uuid[])) and asked_at > :since
                        """)
                .param("ids", accounts)
                .param("since", now.minus(AskingBudgets.WEEK).atOffset(UTC))
                .query(Records.of(OfAccount.class))
                .list()
                .forEach(it -> asked.computeIfAbsent(it.account(), id -> new HashSet<>())
                        .add(it.customer()));
        for (var account : accounts) {
            asked.computeIfAbsent(account, id -> new HashSet<>());
        }
        return asked;
    }

    /// Everything that is looked at, and what has been decided on the way.
    ///
    /// @param asked    the clocks that are held; moved with each that is asked
    /// @param own      the same of each survey
    /// @param latest   who was asked within the hour
    /// @param accounts whom of each account we asked within a week; empty without a cap
    private record Round(
            Instant now,
            AskingBudgets budgets,
            Map<UUID, Survey> surveys,
            Map<UUID, Unaskable.Person> people,
            Map<UUID, AskingClocks.Clock> asked,
            Map<UUID, Map<UUID, Instant>> own,
            Map<UUID, String> refusals,
            Map<UUID, String> conversations,
            Map<UUID, String> paused,
            List<Rival> rivals,
            Map<UUID, Latest> latest,
            Map<UUID, Set<UUID>> accounts) {

        Survey survey(Turn turn) {
            return survey(turn.survey());
        }

        private Survey survey(UUID id) {
            return Objects.requireNonNull(surveys.get(id));
        }

        Decided decide(Turn turn) {
            var person = people.get(turn.customer());
            if (person == null || !asked.containsKey(person.id())) {
                // merged into somebody else a moment ago: the next round holds the right clock
                return new Decided(turn, InvitationState.PLANNED, null, person);
            }
            var survey = survey(turn);
            if (survey.state() == SurveyState.ENDED) {
                return new Decided(turn, InvitationState.CANCELLED, "survey-ended", person);
            }
            var refusal = refusals.get(person.id());
            if (refusal != null) {
                return new Decided(turn, InvitationState.SUPPRESSED, refusal, person);
            }
            var over = turn.occasion() == null ? null : conversations.get(turn.occasion());
            if (over != null) {
                return new Decided(
                        turn,
                        over.equals("reopened") ? InvitationState.CANCELLED : InvitationState.SUPPRESSED,
                        over,
                        person);
            }
            if (turn.dueAt().plus(TOO_LATE).isBefore(now)) {
                return new Decided(turn, InvitationState.THROTTLED, "too-late", person);
            }
            var pause = paused.get(person.id());
            if (pause != null) {
                return new Decided(turn, InvitationState.THROTTLED, pause, person);
            }
            var lately = budgets.refusal(survey, clock(survey.id(), person.id()), now);
            if (lately.isPresent()) {
                return displaced(turn, survey, person.id())
                        ? new Decided(turn, InvitationState.DISPLACED, "more-important", person)
                        : new Decided(turn, InvitationState.THROTTLED, lately.get(), person);
            }
            if (rivalled(survey, turn, person)) {
                return new Decided(turn, InvitationState.DISPLACED, "more-important", person);
            }
            if (crowded(person)) {
                return new Decided(turn, InvitationState.THROTTLED, "account-cap", person);
            }
            moved(survey, person);
            return new Decided(turn, InvitationState.QUEUED, null, person);
        }

        private AskingBudgets.Asked clock(UUID survey, UUID person) {
            var clock = asked.getOrDefault(person, AskingClocks.Clock.NEVER);
            return new AskingBudgets.Asked(
                    clock.any(),
                    clock.relationship(),
                    own.getOrDefault(survey, Map.of()).get(person));
        }

        /// Whether both waited, and the other one was let go first.
        private boolean displaced(Turn turn, Survey survey, UUID person) {
            var other = latest.get(person);
            return other != null
                    && !other.survey().equals(survey.id())
                    && other.priority() >= survey.priority()
                    && !other.askedAt().isBefore(turn.plannedAt());
        }

        private boolean rivalled(Survey survey, Turn turn, Unaskable.Person person) {
            return rivals.stream()
                    .filter(rival -> rival.customer().equals(turn.customer())
                            || rival.customer().equals(person.id()))
                    .map(rival -> survey(rival.survey()))
                    .anyMatch(other -> other.priority() > survey.priority()
                            && budgets.refusal(other, clock(other.id(), person.id()), now)
                                    .isEmpty());
        }

        private boolean crowded(Unaskable.Person person) {
            var most = budgets.settings().accountCap();
            var seen = person.account() == null ? null : accounts.get(person.account());
            return most != null && seen != null && !seen.contains(person.id()) && seen.size() >= most;
        }

        private void moved(Survey survey, Unaskable.Person person) {
            var before = asked.getOrDefault(person.id(), AskingClocks.Clock.NEVER);
            asked.put(
                    person.id(),
                    new AskingClocks.Clock(
                            now, survey.purpose() == SurveyPurpose.RELATIONSHIP ? now : before.relationship()));
            own.computeIfAbsent(survey.id(), id -> new HashMap<>()).put(person.id(), now);
            latest.put(person.id(), new Latest(person.id(), survey.id(), survey.priority(), now));
            var seen = person.account() == null ? null : accounts.get(person.account());
            if (seen != null) {
                seen.add(person.id());
            }
        }
    }

    private record Outcome(InvitationState state, @Nullable String reason) {}

    private void write(List<Decided> decided, Round round, Instant now) {
        decided.stream()
                .filter(it -> it.state() != InvitationState.QUEUED && it.state() != InvitationState.PLANNED)
                .collect(Collectors.groupingBy(
                        it -> new Outcome(it.state(), it.reason()),
                        Collectors.mapping(it -> it.turn().id(), Collectors.toList())))
                .forEach((outcome, ids) -> dropped(outcome, ids, now));
        decided.stream()
                .filter(it -> it.state() == InvitationState.QUEUED)
                .collect(Collectors.groupingBy(it -> it.turn().survey()))
                .forEach((id, asked) -> asked(round.survey(id), asked, now));
    }

    private void dropped(Outcome outcome, List<UUID> ids, Instant now) {
        jdbc.sql("""
                update survey_invitation set state = :state, reason = :reason, state_at = :now
                 where id = any (cast(:ids as uuid[]))
                """)
                .param("state", outcome.state().word())
                .param("reason", outcome.reason())
                .param("now", now.atOffset(UTC))
                .param("ids", ids.toArray(UUID[]::new))
                .update();
        count(meters, outcome.state(), ids.size());
    }

    private void asked(Survey survey, List<Decided> asked, Instant now) {
        jdbc.sql("""
                update survey_invitation i
                   set state = 'queued', reason = null, asked_at = :now, state_at = :now, expires_at = :expires,
                       account_id = it.account, language = it.language
                  from unnest(cast(:ids as uuid[]), cast(:accounts as uuid[]), cast(:languages as text[]))
                       it (id, account, language)
                 where i.id = it.id
                """)
                .param("now", now.atOffset(UTC))
                .param("expires", now.plus(WaveStore.LINK_LIVES).atOffset(UTC))
                .param("ids", asked.stream().map(it -> it.turn().id()).toArray(UUID[]::new))
                .param(
                        "accounts",
                        asked.stream().map(it -> person(it).account()).toArray(UUID[]::new))
                .param(
                        "languages",
                        asked.stream()
                                .map(it -> Objects.requireNonNullElse(person(it).language(), survey.language()))
                                .toArray(String[]::new))
                .update();
        clocks.asked(survey, asked.stream().map(it -> person(it).id()).collect(Collectors.toSet()), now);
        count(meters, InvitationState.QUEUED, asked.size());
    }

    private static Unaskable.Person person(Decided decided) {
        return Objects.requireNonNull(decided.person());
    }

    /// Counts what became of asking somebody.
    static void count(MeterRegistry meters, InvitationState outcome, int many) {
        meters.counter("keepwell.survey.invitations", "outcome", outcome.word()).increment(many);
    }

    // As exact as the database keeps it, so that a clock and what moved it say the same.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
