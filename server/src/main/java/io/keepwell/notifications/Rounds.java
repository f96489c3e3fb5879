package io.keepwell.notifications;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.notifications.push.Browsers;
import io.keepwell.team.Absences;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/// Lets leave what is due: nothing to whoever has seen it, is there, is away or has left; in quiet times mail waits.
/// What becomes of a round and what leaves are written in one transaction, so that a crash says nothing twice.
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
    private final Browsers browsers;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final QuietTimes quiet;
    private final Clock clock;

    Rounds(
            RoundStore rounds,
            NotificationStore store,
            Preferences preferences,
            Activity activity,
            Absences absences,
            Members members,
            NotificationMail mail,
            Browsers browsers,
            TransactionTemplate transaction,
            MeterRegistry meters,
            QuietTimes quiet,
            Clock clock) {
        this.rounds = rounds;
        this.store = store;
        this.preferences = preferences;
        this.activity = activity;
        this.absences = absences;
        this.members = members;
        this.mail = mail;
        this.browsers = browsers;
        this.transaction = transaction;
        this.meters = meters;
        this.quiet = quiet;
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
                    browsers.forget();
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
                .filter(it -> choices.wants(it.kind(), round.way()))
                .toList();
        if (news.isEmpty()) {
            settled(round, "seen", now);
        } else if (absences.of(round.member()).isPresent()) {
            settled(round, "away", now);
        } else if (activity.active(round.member(), now)) {
            settled(round, "active", now);
        } else if (quiet.now(choices)) {
            quiet(round, choices, now);
        } else {
            settled(round, tell(round, member.get(), news), now);
        }
    }

    // A mail waits. What a browser would show lies behind the bell in the morning; all of it at once helps nobody.
    private void quiet(RoundStore.Round round, Choices choices, Instant now) {
        if (round.way() == Way.MAIL) {
            rounds.wait(round.id(), quiet.end(choices));
        } else {
            settled(round, "quiet", now);
        }
    }

    private String tell(RoundStore.Round round, Member member, List<Notification> news) {
        if (round.way() == Way.MAIL) {
            return mail.send(round.id(), member, news) ? "told" : "no-mailbox";
        }
        return browsers.tell(round.id(), member.id(), news.getFirst().id()) ? "told" : "no-browser";
    }

    private void settled(RoundStore.Round round, String outcome, Instant now) {
        rounds.settle(round.id(), outcome, now);
        meters.counter("keepwell.notifications." + round.way().word(), "outcome", outcome)
                .increment();
    }

    // As exact as the database keeps it.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
