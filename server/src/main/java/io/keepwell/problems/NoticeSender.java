package io.keepwell.problems;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.conversations.CustomerNotices;
import io.keepwell.conversations.NewNotice;
import io.keepwell.conversations.NoticeOutcome;
import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.Texts;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes what the ledger says is to be told. A row of the ledger, the message in the person's thread and the
/// letter in the outbox change in one transaction: whatever crashes, each is written once (3.7.16, PR11).
@Component
class NoticeSender {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);

    private static final int AT_ONCE = 50;

    /// So many that cannot be written one after another stop their broadcast.
    private static final int MOST_IN_A_ROW = 10;

    /// The reason of a notice that could not be written.
    static final String NOT_WRITTEN = "not-written";

    private static final int TOKEN_BYTES = 16;

    private final BroadcastStore broadcasts;
    private final NoticeStore ledger;
    private final ProblemStore problems;
    private final LinkStore links;
    private final Reachable reachable;
    private final CustomerNotices conversations;
    private final InPublic inPublic;
    private final Customers customers;
    private final Members members;
    private final KeepwellSettings settings;
    private final LiveUpdates live;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    NoticeSender(
            BroadcastStore broadcasts,
            NoticeStore ledger,
            ProblemStore problems,
            LinkStore links,
            Reachable reachable,
            CustomerNotices conversations,
            InPublic inPublic,
            Customers customers,
            Members members,
            KeepwellSettings settings,
            LiveUpdates live,
            TransactionTemplate transaction,
            MeterRegistry meters,
            Clock clock) {
        this.broadcasts = broadcasts;
        this.ledger = ledger;
        this.problems = problems;
        this.links = links;
        this.reachable = reachable;
        this.conversations = conversations;
        this.inPublic = inPublic;
        this.customers = customers;
        this.members = members;
        this.settings = settings;
        this.live = live;
        this.transaction = transaction;
        this.meters = meters;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> tellCustomers() {
        return Tasks.recurring("tell-customers", FixedDelay.ofSeconds(1)).execute((instance, context) -> sendAll());
    }

    /// Writes everything whose hold is over. What goes wrong with one broadcast keeps no other from leaving; it
    /// is thrown once all have had their turn.
    void sendAll() {
        transaction.executeWithoutResult(status -> {
            if (ledger.due(clock.instant()) > 0) {
                broadcasts.wake();
            }
        });
        RuntimeException first = null;
        for (var broadcast : broadcasts.running(clock.instant())) {
            try {
                send(broadcast);
            } catch (RuntimeException broken) {
                if (first == null) {
                    first = broken;
                } else {
                    first.addSuppressed(broken);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void send(UUID id) {
        // first, so that the letters can say where to follow it
        inPublic.of(id);
        int failed = 0;
        boolean more = true;
        while (more) {
            var taken = new ArrayList<UUID>();
            try {
                more = Boolean.TRUE.equals(transaction.execute(status -> sendSome(id, taken)));
                failed = 0;
            } catch (RuntimeException broken) {
                if (taken.isEmpty() || PassingTrouble.is(broken)) {
                    throw broken;
                }
                for (var notice : taken) {
                    failed = sendAlone(id, notice) ? 0 : failed + 1;
                    if (failed == MOST_IN_A_ROW) {
                        halt(id, failed);
                        return;
                    }
                }
            }
        }
    }

    /// @param taken takes the ids of those it is about to write
    /// @return whether there may be more
    private boolean sendSome(UUID id, List<UUID> taken) {
        var broadcast = broadcasts.lock(id).orElseThrow();
        if (!leaves(broadcast)) {
            return false;
        }
        var some = ledger.takeSome(id, AT_ONCE);
        if (some.isEmpty()) {
            broadcasts.state(id, BroadcastState.DONE);
            LOG.info("Broadcast {} has been written whole", id);
        } else {
            some.forEach(notice -> taken.add(notice.id()));
            broadcasts.state(id, BroadcastState.SENDING);
            write(broadcast, some);
        }
        live.changed("problem", broadcast.problem());
        return !some.isEmpty();
    }

    /// One of a batch in which something went wrong, so that it spoils no other.
    ///
    /// @return false where it is this one that cannot be written
    private boolean sendAlone(UUID id, UUID notice) {
        try {
            transaction.executeWithoutResult(status -> {
                var broadcast = broadcasts.lock(id).orElseThrow();
                if (leaves(broadcast)) {
                    write(broadcast, ledger.take(notice));
                }
            });
            return true;
        } catch (RuntimeException broken) {
            if (PassingTrouble.is(broken)) {
                throw broken;
            }
            LOG.error("Notice {} of broadcast {} cannot be written", notice, id, broken);
            transaction.executeWithoutResult(status -> ledger.failed(notice, NOT_WRITTEN, now()));
            count("failed", 1);
            return false;
        }
    }

    /// So many in a row are no matter of single people: it stops, and a person decides when it goes on.
    private void halt(UUID id, int failed) {
        transaction.executeWithoutResult(status -> {
            var broadcast = broadcasts.lock(id).orElseThrow();
            broadcasts.state(id, BroadcastState.PAUSED);
            problems.happened(broadcast.problem(), now(), null, "halted", null, Integer.toString(failed));
            live.changed("problem", broadcast.problem());
        });
        LOG.error("Broadcast {} has stopped: {} notices in a row could not be written", id, failed);
    }

    private boolean leaves(Broadcast broadcast) {
        return broadcast.state().running() && !broadcast.holdUntil().isAfter(clock.instant());
    }

    private void write(Broadcast broadcast, List<Notice> some) {
        if (some.isEmpty()) {
            return;
        }
        var problem = problems.find(broadcast.problem()).orElseThrow();
        // whoever asked for it since, or was forgotten, is not told
        var refusals = reachable.refusals(some.stream().map(Notice::customer).toList());
        var heard = ledger.heardAlready(
                broadcast.problem(),
                broadcast.episode(),
                some.stream().map(Notice::id).toList());
        var known = known(problem.id(), some);
        var author = author(broadcast);
        for (var notice : some) {
            var refusal = heard.contains(notice.id()) ? "told-already" : refusals.get(notice.customer());
            if (refusal == null) {
                write(problem, broadcast, notice, known, author);
            } else {
                ledger.suppressed(notice.id(), refusal, now());
            }
        }
        count("written", some.size());
    }

    private void count(String outcome, int many) {
        meters.counter("keepwell.notices", "outcome", outcome).increment(many);
    }

    /// What is known of those who are told, asked once for all of them.
    ///
    /// @param customers     by the id of the customer
    /// @param reports       what they reported
    /// @param conversations where they were last told of it
    /// @param follow        where everybody can follow it, or null
    private record Known(
            Map<UUID, Customer> customers,
            Map<UUID, List<LinkStore.Report>> reports,
            Map<UUID, UUID> conversations,
            @Nullable String follow) {}

    private Known known(UUID problem, List<Notice> some) {
        var ids = some.stream().map(Notice::customer).collect(Collectors.toSet());
        return new Known(
                customers.find(ids),
                links.reports(problem, ids),
                ledger.conversations(problem, ids),
                inPublic.follow(problem).orElse(null));
    }

    private void write(Problem problem, Broadcast broadcast, Notice notice, Known known, @Nullable String author) {
        var customer = Objects.requireNonNull(known.customers().get(notice.customer()));
        var reports = known.reports().getOrDefault(customer.id(), List.of());
        var locale = broadcast.language(customer.locale(), Texts.supported(settings.locale()));
        var token = token();
        var letter = NoticeLetters.write(
                problem,
                broadcast,
                conversations.firstName(customer.name()).orElse(null),
                reports,
                locale,
                settings.zone(),
                broadcast.stage() == NoticeStage.FIXED ? settings.publicUrl() + "/works/" + token : null,
                known.follow());
        var outcome = conversations.write(new NewNotice(
                customer.id(),
                reports.isEmpty()
                        ? known.conversations().get(customer.id())
                        : reports.getFirst().conversation(),
                letter.subject(),
                letter.text(),
                author,
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
