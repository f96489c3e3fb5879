package io.keepwell.problems;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.conversations.CustomerNotices;
import io.keepwell.conversations.NewNotice;
import io.keepwell.conversations.NoticeOutcome;
import io.keepwell.customers.Customers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.Texts;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes what the ledger says is to be told. A row of the ledger, the message in the person's thread and the letter in
/// the outbox change in one transaction: whatever crashes, each is written once (3.7.16, PR11).
@Component
class NoticeSender {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);

    private static final int AT_ONCE = 50;
    private static final int TOKEN_BYTES = 16;

    private final BroadcastStore broadcasts;
    private final NoticeStore ledger;
    private final ProblemStore problems;
    private final LinkStore links;
    private final Reachable reachable;
    private final CustomerNotices conversations;
    private final Customers customers;
    private final Members members;
    private final KeepwellSettings settings;
    private final LiveUpdates live;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    NoticeSender(
            BroadcastStore broadcasts,
            NoticeStore ledger,
            ProblemStore problems,
            LinkStore links,
            Reachable reachable,
            CustomerNotices conversations,
            Customers customers,
            Members members,
            KeepwellSettings settings,
            LiveUpdates live,
            TransactionTemplate transaction,
            Clock clock) {
        this.broadcasts = broadcasts;
        this.ledger = ledger;
        this.problems = problems;
        this.links = links;
        this.reachable = reachable;
        this.conversations = conversations;
        this.customers = customers;
        this.members = members;
        this.settings = settings;
        this.live = live;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> tellCustomers() {
        return Tasks.recurring("tell-customers", FixedDelay.ofSeconds(1)).execute((instance, context) -> sendAll());
    }

    /// Writes everything whose hold is over.
    void sendAll() {
        transaction.executeWithoutResult(status -> {
            if (ledger.due(clock.instant()) > 0) {
                broadcasts.wake();
            }
        });
        for (var broadcast : broadcasts.running(clock.instant())) {
            boolean more = true;
            while (more) {
                more = Boolean.TRUE.equals(transaction.execute(status -> sendSome(broadcast)));
            }
        }
    }

    /// @return whether there may be more
    private boolean sendSome(UUID id) {
        var broadcast = broadcasts.lock(id).orElseThrow();
        var now = clock.instant();
        boolean runs = broadcast.state() == BroadcastState.HELD || broadcast.state() == BroadcastState.SENDING;
        if (!runs || broadcast.holdUntil().isAfter(now)) {
            return false;
        }
        var some = ledger.takeSome(id, AT_ONCE);
        if (some.isEmpty()) {
            broadcasts.state(id, BroadcastState.DONE);
            LOG.info("Broadcast {} has been written whole", id);
        } else {
            broadcasts.state(id, BroadcastState.SENDING);
            var problem = problems.find(broadcast.problem()).orElseThrow();
            // whoever asked for it since, or was forgotten, is not told
            var refusals =
                    reachable.refusals(some.stream().map(Notice::customer).toList());
            var heard = ledger.heardAlready(
                    broadcast.problem(),
                    broadcast.episode(),
                    some.stream().map(Notice::id).toList());
            for (var notice : some) {
                var refusal = heard.contains(notice.id()) ? "told-already" : refusals.get(notice.customer());
                if (refusal == null) {
                    write(problem, broadcast, notice);
                } else {
                    ledger.suppressed(notice.id(), refusal, now());
                }
            }
        }
        live.changed("problem", broadcast.problem());
        return !some.isEmpty();
    }

    private void write(Problem problem, Broadcast broadcast, Notice notice) {
        var customer = customers.get(notice.customer());
        var reports = links.reports(problem.id(), customer.id());
        var locale = broadcast.language(customer.locale(), Texts.supported(settings.locale()));
        var token = token();
        var letter = NoticeLetters.write(
                problem,
                broadcast,
                conversations.firstName(customer.name()).orElse(null),
                reports,
                locale,
                settings.zone(),
                broadcast.stage() == NoticeStage.FIXED ? settings.publicUrl() + "/works/" + token : null);
        var outcome = conversations.write(new NewNotice(
                customer.id(),
                reports.isEmpty()
                        ? ledger.conversation(problem.id(), customer.id()).orElse(null)
                        : reports.getFirst().conversation(),
                letter.subject(),
                letter.text(),
                author(broadcast),
                locale));
        switch (outcome) {
            case NoticeOutcome.Written(var conversation, var message) -> {
                ledger.written(notice.id(), token, conversation, message, now());
                if (broadcast.stage() == NoticeStage.FIXED) {
                    reports.forEach(report -> conversations.solveHeld(report.conversation()));
                }
            }
            case NoticeOutcome.NoWay() -> ledger.suppressed(notice.id(), "no-address", now());
        }
    }

    private @Nullable String author(Broadcast broadcast) {
        return broadcast.by() == null
                ? null
                : members.find(broadcast.by()).map(Member::name).orElse(null);
    }

    private String token() {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
