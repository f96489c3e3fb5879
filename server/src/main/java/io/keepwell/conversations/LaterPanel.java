package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import gg.jte.Content;
import io.keepwell.shared.Fragments;
import io.keepwell.shared.Moments;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Shows under the letters what waits to leave, and what was stopped.
@Component
class LaterPanel implements ConversationPanel {

    /// A reply for later as it is shown.
    ///
    /// @param files names of its files
    /// @param field its time as a field for date and time has it
    /// @param from  the first time that can be chosen
    record View(
            UUID id,
            String author,
            String text,
            List<String> files,
            String sentence,
            boolean stopped,
            String field,
            String from,
            boolean writable) {}

    private final LaterReplies replies;
    private final KeptFiles files;
    private final LaterTimes times;
    private final Members members;
    private final Fragments fragments;
    private final Clock clock;

    LaterPanel(
            LaterReplies replies,
            KeptFiles files,
            LaterTimes times,
            Members members,
            Fragments fragments,
            Clock clock) {
        this.replies = replies;
        this.files = files;
        this.times = times;
        this.members = members;
        this.fragments = fragments;
        this.clock = clock;
    }

    @Override
    public Slot slot() {
        return Slot.BELOW_LETTERS;
    }

    @Override
    public int order() {
        return 500;
    }

    @Override
    public Optional<Content> show(Conversation conversation) {
        var open = replies.open(conversation.id());
        if (open.isEmpty()) {
            return Optional.empty();
        }
        var names = files.namesOfLater(open.stream().map(LaterReply::id).toList());
        boolean writable =
                members.current().filter(member -> member.role() != Role.VIEWER).isPresent();
        var views = open.stream()
                .map(later -> view(later, names.getOrDefault(later.id(), List.of()), writable))
                .toList();
        return Optional.of(fragments.of("conversations/later.jte", Map.of("replies", views)));
    }

    private View view(LaterReply later, List<String> names, boolean writable) {
        return new View(
                later.id(),
                later.memberName(),
                later.text(),
                names,
                words(later),
                later.stopped(),
                times.field(later.stopped() ? clock.instant().plusSeconds(3600) : later.due()),
                times.field(clock.instant()),
                writable);
    }

    private static String words(LaterReply later) {
        return later.stopped()
                ? t(
                        "conversations.writing.later.stopped",
                        "why",
                        orNone(later.stoppedWhy()),
                        "author",
                        later.memberName(),
                        "who",
                        orNone(later.stopper()))
                : t(
                        "conversations.writing.later.waits",
                        "author",
                        later.memberName(),
                        "time",
                        Moments.time(later.due()),
                        "then",
                        orNone(later.thenState()));
    }

    private static String orNone(@Nullable String word) {
        return word == null ? "none" : word;
    }
}
