package io.keepwell.problems;

import io.keepwell.conversations.CustomerNotices;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// A person tries again to tell those whom a notice did not reach. What would be wrong news by now is refused.
@Service
class NoticeRetries {

    private final Problems problems;
    private final ProblemStore store;
    private final NoticeStore ledger;
    private final BroadcastStore broadcasts;
    private final CustomerNotices conversations;
    private final Members members;
    private final LiveUpdates live;
    private final Clock clock;

    NoticeRetries(
            Problems problems,
            ProblemStore store,
            NoticeStore ledger,
            BroadcastStore broadcasts,
            CustomerNotices conversations,
            Members members,
            LiveUpdates live,
            Clock clock) {
        this.problems = problems;
        this.store = store;
        this.ledger = ledger;
        this.broadcasts = broadcasts;
        this.conversations = conversations;
        this.members = members;
        this.live = live;
        this.clock = clock;
    }

    /// Tells one person again: a letter that failed, came back or is uncertain leaves again as it was, and one
    /// that could not be written is written.
    ///
    /// @throws ProblemRefused where the notice is in no such state, or what it says is not so any more
    @Transactional
    void one(UUID notice) {
        var found = ledger.find(notice).orElseThrow(() -> new NoticeNotFound(notice));
        var broadcast = found.broadcast();
        checkStillTrue(found.problem(), found.episode(), found.stage());
        var message = found.message();
        boolean again;
        if (message != null) {
            again = conversations.sendAgain(message);
        } else {
            again = broadcast != null && ledger.again(broadcast, found.id(), now()) > 0;
        }
        if (!again) {
            throw ProblemRefused.because("not-failed");
        }
        if (broadcast != null) {
            broadcasts.wake(broadcast);
        }
        noted(found.problem(), 1);
    }

    /// Tells all those again whom a broadcast failed to tell.
    ///
    /// @return how many
    @Transactional
    int all(UUID id) {
        var broadcast = broadcasts.find(id).orElseThrow(() -> new ProblemNotFound(id.toString()));
        checkStillTrue(broadcast.problem(), broadcast.episode(), broadcast.stage());
        int again = (int) ledger.refused(id).stream()
                        .filter(conversations::sendAgain)
                        .count()
                + ledger.again(id, null, now());
        if (again == 0) {
            throw ProblemRefused.because("not-failed");
        }
        broadcasts.wake(id);
        noted(broadcast.problem(), again);
        return again;
    }

    private void checkStillTrue(UUID problem, int episode, NoticeStage stage) {
        var now = problems.get(problem);
        boolean current = store.family(now.id(), now.episode()).contains(new ProblemStore.Part(problem, episode));
        if (!current || now.state().over() != (stage == NoticeStage.FIXED)) {
            throw ProblemRefused.because("outdated");
        }
    }

    private void noted(UUID problem, int people) {
        store.happened(
                problem,
                now(),
                members.current().map(Member::id).orElse(null),
                "tried-again",
                null,
                Integer.toString(people));
        live.changed("problem", problem);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
