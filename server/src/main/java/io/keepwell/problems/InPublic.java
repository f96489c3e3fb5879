package io.keepwell.problems;

import io.keepwell.shared.Refusal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What is told to those a problem hits, on the public status page too: once, when the hold is over, and not at
/// all where it was taken back. That the page refuses it keeps no letter from leaving; the problem says so.
@Component
class InPublic {

    private static final Logger LOG = LoggerFactory.getLogger(InPublic.class);

    private final ObjectProvider<PublicStatus> pages;
    private final BroadcastStore broadcasts;
    private final ProblemStore problems;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    InPublic(
            ObjectProvider<PublicStatus> pages,
            BroadcastStore broadcasts,
            ProblemStore problems,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.pages = pages;
        this.broadcasts = broadcasts;
        this.problems = problems;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Whether it can be said there.
    boolean open() {
        return pages.stream().anyMatch(PublicStatus::open);
    }

    /// Where everybody can follow a problem.
    Optional<String> follow(UUID problem) {
        return pages.stream().flatMap(page -> page.follow(problem).stream()).findFirst();
    }

    /// Refuses what cannot be said there.
    void check() {
        if (!open()) {
            throw ProblemRefused.because("no-status-page");
        }
    }

    /// Says it at once, in the transaction of whoever tells nobody else.
    void now(UUID problem, NoticeStage stage, String text, @Nullable String whatChanged) {
        pages.forEach(page -> page.say(problem, stage, words(text, whatChanged)));
    }

    /// Notes that it is said when the hold of a broadcast is over.
    void with(UUID broadcast) {
        jdbc.sql("update broadcast set also_public = true where id = :id")
                .param("id", broadcast)
                .update();
    }

    /// Says what a broadcast whose hold is over has to say there, unless that was done before.
    void of(UUID broadcast) {
        boolean wanted = jdbc.sql("select also_public from broadcast where id = :id")
                .param("id", broadcast)
                .query(Boolean.class)
                .optional()
                .orElse(false);
        if (!wanted) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> say(broadcast));
        } catch (Refusal refused) {
            LOG.warn("Broadcast {} could not be said on the status page", broadcast);
            transaction.executeWithoutResult(status -> {
                var what = broadcasts.lock(broadcast).orElseThrow();
                done(broadcast);
                problems.happened(
                        what.problem(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        null,
                        "not-in-public",
                        null,
                        refused.sentence());
            });
        }
    }

    private void say(UUID id) {
        var broadcast = broadcasts.lock(id).orElseThrow();
        boolean leaves = broadcast.state().running() && !broadcast.holdUntil().isAfter(clock.instant());
        if (leaves && done(id)) {
            now(
                    broadcast.problem(),
                    broadcast.stage(),
                    broadcast.texts().getOrDefault("", ""),
                    broadcast.whatChanged());
        }
    }

    private boolean done(UUID broadcast) {
        return jdbc.sql("update broadcast set also_public = false where id = :id and also_public")
                        .param("id", broadcast)
                        .update()
                == 1;
    }

    private static String words(String text, @Nullable String whatChanged) {
        return whatChanged == null ? text.strip() : text.strip() + "\n\n" + whatChanged.strip();
    }
}
