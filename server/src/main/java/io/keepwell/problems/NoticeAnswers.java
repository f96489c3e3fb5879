package io.keepwell.problems;

import io.keepwell.conversations.AppConversations;
import io.keepwell.conversations.CustomerNotices;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// "Does it work for you?" (3.7.11): who says no has their conversation open again, and enough of them say that the
/// problem is not fixed. Only pressing a button answers; opening the address changes nothing.
@Service
class NoticeAnswers {

    private static final int LONGEST_WORDS = 5_000;

    private final NoticeStore ledger;
    private final ProblemStore problems;
    private final CustomerNotices conversations;
    private final AppConversations app;
    private final LiveUpdates live;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    NoticeAnswers(
            NoticeStore ledger,
            ProblemStore problems,
            CustomerNotices conversations,
            AppConversations app,
            LiveUpdates live,
            ApplicationEventPublisher events,
            Clock clock) {
        this.ledger = ledger;
        this.problems = problems;
        this.conversations = conversations;
        this.app = app;
        this.live = live;
        this.events = events;
        this.clock = clock;
    }

    /// What is asked about.
    ///
    /// @param title       what customers read of the problem
    /// @param whatChanged what we changed
    record Question(String title, String whatChanged) {}

    /// The question of a letter; empty where there is no such letter.
    Optional<Question> question(String token) {
        return ledger.ofToken(token)
                .flatMap(notice -> problems.find(notice.problem())
                        .map(problem -> new Question(
                                problem.publicTitle(),
                                problems.episodes(problem.id()).stream()
                                        .filter(episode -> episode.number() == notice.episode())
                                        .map(Episode::whatChanged)
                                        .filter(Objects::nonNull)
                                        .findFirst()
                                        .orElse(""))));
    }

    /// Takes an answer; the last one counts.
    ///
    /// @param words what they add, may be empty
    /// @return false where there is no such letter
    @Transactional
    boolean answer(String token, boolean works, String words) {
        var found = ledger.ofToken(token);
        if (found.isEmpty()) {
            return false;
        }
        var notice = found.get();
        var at = now();
        var stripped = words.strip();
        var kept = stripped.length() > LONGEST_WORDS ? stripped.substring(0, LONGEST_WORDS) : stripped;
        boolean news = !kept.isEmpty() && !ledger.words(notice.id()).equals(kept);
        ledger.answer(notice.id(), works, kept, at);
        if (!works && notice.conversation() != null) {
            conversations.reopen(notice.conversation());
            if (news) {
                // what they say of it is read where everything else of theirs is
                app.say(
                        notice.conversation(),
                        notice.customer(),
                        new AppConversations.Said(Ids.next(), kept, List.of()));
            }
        }
        var problem = problems.survivor(notice.problem()).orElse(notice.problem());
        events.publishEvent(new FixAnswered(problem, notice.customer(), works, at));
        live.changed("problem", problem);
        return true;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
