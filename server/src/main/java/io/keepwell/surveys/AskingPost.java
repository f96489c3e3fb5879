package io.keepwell.surveys;

import static java.time.ZoneOffset.UTC;

import io.keepwell.customers.Customers;
import io.keepwell.mail.LetterChanged;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.platform.OutboxState;
import io.keepwell.problems.PassingTrouble;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Records;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes the letters of those who were decided to be asked, and notes how far they come. Row and letter change in one
/// transaction: whatever crashes, each is written once.
@Component
class AskingPost {

    private static final Logger LOG = LoggerFactory.getLogger(AskingPost.class);

    private static final int AT_ONCE = 50;

    /// A letter that leaves later than that moves the clock once more: it counts when it was sent (3.2.1).
    private static final Duration AT_THE_SAME_TIME = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final SurveyStore surveys;
    private final SurveyLetters letters;
    private final Unaskable unaskable;
    private final AskingClocks clocks;
    private final Customers customers;
    private final LiveUpdates live;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final Clock clock;

    AskingPost(
            JdbcClient jdbc,
            SurveyStore surveys,
            SurveyLetters letters,
            Unaskable unaskable,
            AskingClocks clocks,
            Customers customers,
            LiveUpdates live,
            TransactionTemplate transaction,
            MeterRegistry meters,
            Clock clock) {
        this.jdbc = jdbc;
        this.surveys = surveys;
        this.letters = letters;
        this.unaskable = unaskable;
        this.clocks = clocks;
        this.customers = customers;
        this.live = live;
        this.transaction = transaction;
        this.meters = meters;
        this.clock = clock;
    }

    private record Owed(UUID id, UUID wave, UUID survey, UUID customer) {}

    /// Writes all there are.
    void writeAll() {
        int written = AT_ONCE;
        while (written == AT_ONCE) {
            written = writeSome();
        }
    }

    private int writeSome() {
        try {
            return Objects.requireNonNull(transaction.execute(status -> write(owed(AT_ONCE))));
        } catch (RuntimeException broken) {
            if (PassingTrouble.is(broken)) {
                throw broken;
            }
            return oneByOne();
        }
    }

    /// So that one letter that cannot be written spoils no other.
    private int oneByOne() {
        int written = 0;
        for (var owed : Objects.requireNonNull(transaction.execute(status -> owed(AT_ONCE)))) {
            try {
                transaction.executeWithoutResult(status -> write(take(owed.id())));
            } catch (RuntimeException broken) {
                if (PassingTrouble.is(broken)) {
                    throw broken;
                }
                LOG.error("The letter of invitation {} cannot be written", owed.id(), broken);
                transaction.executeWithoutResult(
                        status -> give(List.of(owed), InvitationState.FAILED, "not-written", now()));
            }
            written++;
        }
        return written;
    }

    private List<Owed> owed(int most) {
        return jdbc.sql("""
                        select id, wave_id as wave, survey_id as survey, customer_id as customer
                          from survey_invitation
                         where state = 'queued' and letter_id is null
                         order by due_at, id
                         limit :most
                           for update skip locked
                        """).param("most", most).query(Records.of(Owed.class)).list();
    }

    private List<Owed> take(UUID id) {
        return jdbc.sql("""
                        select id, wave_id as wave, survey_id as survey, customer_id as customer
                          from survey_invitation
                         where id = :id and state = 'queued' and letter_id is null
                           for update skip locked
                        """).param("id", id).query(Records.of(Owed.class)).list();
    }

    private int write(List<Owed> owed) {
        if (owed.isEmpty()) {
            return 0;
        }
        var now = now();
        var known = new HashMap<UUID, Survey>();
        owed.forEach(
                it -> known.computeIfAbsent(it.survey(), id -> surveys.find(id).orElseThrow()));
        var ids = owed.stream().map(Owed::customer).collect(Collectors.toSet());
        var people = unaskable.people(ids);
        var found = customers.find(ids);
        // whoever said no since, or was forgotten, is not asked
        var refusals = unaskable.refusals(new HashSet<>(people.values()), true);
        for (var it : owed) {
            var person = Objects.requireNonNull(people.get(it.customer()));
            var refusal = refusals.get(person.id());
            var email = person.email();
            if (refusal != null || email == null) {
                give(List.of(it), InvitationState.SUPPRESSED, refusal == null ? "no-address" : refusal, now);
                continue;
            }
            letters.write(
                            it.id(),
                            Objects.requireNonNull(known.get(it.survey())),
                            Objects.requireNonNull(found.get(it.customer())),
                            new EmailAddress(email))
                    .ifPresentOrElse(
                            written -> written(it.id(), written),
                            () -> give(List.of(it), InvitationState.FAILED, "no-mailbox", now));
        }
        owed.stream().map(Owed::wave).distinct().forEach(wave -> live.changed("survey-wave", wave));
        return owed.size();
    }

    private void written(UUID id, SurveyLetters.Written written) {
        jdbc.sql("""
                update survey_invitation set letter_id = :letter, token_hash = :hash, language = :language
                 where id = :id
                """)
                .param("letter", written.letter())
                .param("hash", written.hash())
                .param("language", written.language())
                .param("id", id)
                .update();
    }

    /// Some are not asked after all, so their places are free again.
    private void give(List<Owed> owed, InvitationState state, String reason, Instant now) {
        for (var it : owed) {
            jdbc.sql("""
                    update survey_invitation
                       set state = :state, reason = :reason, state_at = :now, asked_at = null
                     where id = :id
                    """)
                    .param("state", state.word())
                    .param("reason", reason)
                    .param("now", now.atOffset(UTC))
                    .param("id", it.id())
                    .update();
        }
        clocks.recount(owed.stream().map(Owed::customer).toList());
        Asking.count(meters, state, owed.size());
    }

    private record Moved(
            UUID id,
            UUID wave,
            UUID survey,
            UUID customer,
            @Nullable Instant askedAt) {}

    /// Notes what became of a letter, in the transaction that says so.
    @EventListener
    void on(LetterChanged change) {
        jdbc.sql("""
                        select id, wave_id as wave, survey_id as survey, customer_id as customer, asked_at
                          from survey_invitation where letter_id = :letter for update
                        """)
                .param("letter", change.letter())
                .query(Records.of(Moved.class))
                .optional()
                .ifPresent(moved -> move(moved, change.state()));
    }

    private void move(Moved moved, OutboxState outbox) {
        var now = now();
        var state = state(outbox);
        boolean gone = state == InvitationState.FAILED
                || state == InvitationState.SUPPRESSED
                || state == InvitationState.CANCELLED;
        var before = moved.askedAt();
        boolean anew = !gone
                && (before == null
                        || state == InvitationState.SENT
                                && before.plus(AT_THE_SAME_TIME).isBefore(now));
        jdbc.sql("""
                update survey_invitation
                   set state = :state, reason = :reason, state_at = :now,
                       asked_at = case when :gone then null when :anew then :now else asked_at end
                 where id = :id
                """)
                .param("state", state.word())
                .param("reason", reason(outbox))
                .param("now", now.atOffset(UTC))
                .param("gone", gone)
                .param("anew", anew)
                .param("id", moved.id())
                .update();
        if (gone) {
            clocks.recount(List.of(moved.customer()));
        } else if (anew) {
            clocks.asked(surveys.find(moved.survey()).orElseThrow(), List.of(moved.customer()), now);
        }
        if (state != InvitationState.QUEUED && state != InvitationState.SENDING) {
            Asking.count(meters, state, 1);
            live.changed("survey-wave", moved.wave());
        }
    }

    private static InvitationState state(OutboxState outbox) {
        return switch (outbox) {
            case QUEUED -> InvitationState.QUEUED;
            case SENDING, HANDING_OVER -> InvitationState.SENDING;
            case SENT -> InvitationState.SENT;
            case DELIVERED -> InvitationState.DELIVERED;
            case BOUNCED -> InvitationState.BOUNCED;
            case FAILED -> InvitationState.FAILED;
            case UNCERTAIN -> InvitationState.UNCERTAIN;
            case SUPPRESSED -> InvitationState.SUPPRESSED;
            case CANCELLED -> InvitationState.CANCELLED;
        };
    }

    private static @Nullable String reason(OutboxState outbox) {
        return switch (outbox) {
            case SUPPRESSED -> "address-stopped";
            case CANCELLED -> "taken-back";
            case QUEUED, SENDING, HANDING_OVER, SENT, DELIVERED, BOUNCED, FAILED, UNCERTAIN -> null;
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
