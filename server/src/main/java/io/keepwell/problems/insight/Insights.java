package io.keepwell.problems.insight;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.Conversations;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.problems.Area;
import io.keepwell.problems.Areas;
import io.keepwell.problems.LinkKind;
import io.keepwell.problems.Problem;
import io.keepwell.problems.Problems;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Words;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Marks sentences of customers as what they need or what hurts them (24).
@Service
class Insights {

    private static final int LONGEST = 1_000;

    private final MarkStore store;
    private final Conversations conversations;
    private final Problems problems;
    private final Areas areas;
    private final Members members;
    private final LiveUpdates live;
    private final Clock clock;

    Insights(
            MarkStore store,
            Conversations conversations,
            Problems problems,
            Areas areas,
            Members members,
            LiveUpdates live,
            Clock clock) {
        this.store = store;
        this.conversations = conversations;
        this.problems = problems;
        this.areas = areas;
        this.members = members;
        this.live = live;
        this.clock = clock;
    }

    /// Marks words of a letter of the customer.
    ///
    /// @param kind    `need` or `pain-point`
    /// @param words   as they stand in the letter, whatever the space between them
    /// @param message id of the letter, or null for the newest that has these words
    /// @param area    id of a part of the product; null for that of the problem behind the conversation, if any
    /// @return id of the mark; of the one that is there where the same was marked before
    @Transactional
    UUID mark(UUID conversation, String kind, String words, @Nullable UUID message, @Nullable UUID area) {
        var about = conversations.get(conversation);
        var what = Words.asked(InsightKind.class, "kind", kind);
        var wanted = plain(words);
        if (wanted.isEmpty() || wanted.length() > LONGEST) {
            throw InvalidRequest.field("words", t("problems.insight.refused.words", "most", LONGEST));
        }
        if (area != null && areas.find(area).isEmpty()) {
            throw InvalidRequest.field("area", t("problems.refused.area"));
        }
        var letter = store.letters(about.id()).stream()
                .filter(it -> message == null || it.id().equals(message))
                .filter(it -> plain(it.text()).contains(wanted))
                .findFirst()
                .orElseThrow(() -> InvalidRequest.field("words", t("problems.insight.refused.not-there")));
        var same = store.of(about.id()).stream()
                .filter(it -> it.message().equals(letter.id())
                        && it.kind() == what
                        && it.words().equals(wanted))
                .findFirst();
        if (same.isPresent()) {
            return same.get().id();
        }
        var id = Ids.next();
        store.insert(new Mark(
                id,
                about.id(),
                about.number(),
                letter.id(),
                letter.customer() == null ? about.customer() : letter.customer(),
                what,
                wanted,
                area == null ? areaBehind(about.id()).orElse(null) : area,
                members.current().map(Member::id).orElse(null),
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
        live.changed("conversation", about.id());
        return id;
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private Optional<UUID> areaBehind(UUID conversation) {
        return problems.linksOf(conversation).stream()
                .filter(link -> link.kind() == LinkKind.CAUSED_BY)
                .flatMap(link -> problems.find(link.problem()).stream())
                .map(Problem::area)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /// Takes a mark back.
    @Transactional
    void unmark(UUID id) {
        var mark = store.find(id).orElseThrow(MarkNotFound::new);
        store.delete(id);
        live.changed("conversation", mark.conversation());
    }

    /// Says which part of the product it is about; an unknown name makes it, nothing is none.
    @Transactional
    void area(UUID id, String area) {
        var part = area.isBlank() ? null : areas.named(area.strip());
        if (!store.area(id, part == null ? null : part.id())) {
            throw new MarkNotFound();
        }
    }

    /// The part of the product of a name or an id, null for none.
    @Nullable
    UUID areaNamed(String area) {
        return area.isBlank()
                ? null
                : Optional.of(areas.named(area.strip())).map(Area::id).orElseThrow();
    }
}
