package io.keepwell.notifications;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.team.Absences;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/// Lets leave what is due: nothing to whoever has seen it, is there, is away or has left; in quiet hours it waits. What
/// becomes of a round and what leaves are written in one transaction, so that a crash says nothing twice.
@Configuration(proxyBeanMethods = false)
class Rounds {

    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Duration REMEMBERED = Duration.ofDays(2);
    private static final Duration SEEN_KEPT = Duration.ofDays(30);
    private static final Duration KEPT = Duration.ofDays(180);

    private final RoundStore rounds;
    private final NotificationStore store;
    private final Preferences preferences;
    private final Activity activity;
    private final Absences absences;
    private final Members members;
    private final NotificationMail mail;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final ZoneId zone;
    private final Clock clock;

    Rounds(
            RoundStore rounds,
            NotificationStore store,
            Preferences preferences,
            Activity activity,
            Absences absences,
            Members members,
            NotificationMail mail,
            TransactionTemplate transaction,
            MeterRegistry meters,
            @Value("${keepwell.zone:Europe/Berlin}") ZoneId zone,
            Clock clock) {
        this.rounds = rounds;
        this.store = store;
        this.preferences = preferences;
        this.activity = activity;
        this.absences = absences;
        this.members = members;
        this.mail = mail;
        this.transaction = transaction;
        this.meters = meters;
        this.zone = zone;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> tellPeople() {
        return Tasks.recurring("tell-people", FixedDelay.of(PAUSE)).execute((instance, context) -> look());
    }

    @Bean
    RecurringTask<Void> forgetNotifications() {
        return Tasks.recurring("forget-notifications", FixedDelay.of(Duration.ofHours(6)))
                .execute((instance, context) -> {
                    var now = now();
                    rounds.forget(now.minus(REMEMBERED));
                    store.forget(now.minus(SEEN_KEPT), now.minus(KEPT));
                });
    }

    /// Settles everything that is due, each by itself.
    void look() {
        boolean more;
        do {
            more = Objects.requireNonNull(transaction.execute(status -> next()));
        } while (more);
    }

    private boolean next() {
        var now = now();
        var due = rounds.due(now, 1);
        due.forEach(round -> settle(round, now));
        return !due.isEmpty();
    }

    private void settle(RoundStore.Round round, Instant now) {
        var member = members.find(round.member()).filter(Member::active);
        if (member.isEmpty()) {
            settled(round, "left", now);
            return;
        }
        var choices = preferences.of(round.member());
        var news = store.unseen(round.member(), round.conversation(), round.since()).stream()
                .filter(it -> choices.wants(it.kind(), Way.MAIL))
                .toList();
        if (news.isEmpty()) {
            settled(round, "seen", now);
        } else if (absences.of(round.member()).isPresent()) {
            settled(round, "away", now);
        } else if (activity.active(round.member(), now)) {
            settled(round, "active", now);
        } else if (choices.quiet().at(now, zone)) {
            rounds.wait(round.id(), choices.quiet().end(now, zone));
        } else {
            settled(round, mail.send(round.id(), member.get(), news) ? "told" : "no-mailbox", now);
        }
    }

    private void settled(RoundStore.Round round, String outcome, Instant now) {
        rounds.settle(round.id(), outcome, now);
        meters.counter("keepwell.notifications.mail", "outcome", outcome).increment();
    }

    // As exact as the database keeps it.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
