package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.InboxQueries.Event;
import io.keepwell.conversations.InboxQueries.Message;
import io.keepwell.mail.QuoteTrim;
import io.keepwell.shared.Moments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What was said and done in a conversation, as it is read from top to bottom.
@Component
class ThreadLetters {

    /// The events that are told, and their icons.
    private static final Map<String, String> EVENTS = Map.ofEntries(
            Map.entry("state", "progress-check"),
            Map.entry("assignee", "user-check"),
            Map.entry("team", "users"),
            Map.entry("kind", "category"),
            Map.entry("cause", "search"),
            Map.entry("priority", "flag"),
            Map.entry("tags", "tag"),
            Map.entry("snoozed", "moon"),
            Map.entry("thanks", "heart-handshake"),
            Map.entry("reach", "phone"),
            Map.entry("follows", "corner-down-right"),
            Map.entry("followed-by", "corner-right-down"),
            Map.entry("confirmed", "user-check"),
            Map.entry("separated", "arrows-split"),
            Map.entry("merged", "arrows-join"),
            Map.entry("merged-from", "arrows-join"),
            Map.entry("split-off", "arrows-split"),
            Map.entry("split-from", "arrows-split"),
            Map.entry("moved-out", "corner-up-right"),
            Map.entry("moved-in", "corner-right-down"),
            Map.entry("undone-merge", "arrow-back-up"),
            Map.entry("undone-split", "arrow-back-up"),
            Map.entry("undone-move", "arrow-back-up"),
            Map.entry("spam", "alert-octagon"),
            Map.entry(OwnershipTimeouts.KIND, "clock-pause"),
            Map.entry("takes-part", "user-plus"),
            Map.entry("repeat-alarm", "alert-octagon"),
            Map.entry("repeat-alarm-over", "alert-octagon"),
            Map.entry("gesture", "gift"),
            Map.entry("gesture-asked", "hourglass"),
            Map.entry("gesture-approved", "gift"),
            Map.entry("gesture-declined", "gift"),
            Map.entry("gesture-undone", "arrow-back-up"),
            Map.entry("rule-stopped", "hand-stop"),
            Map.entry("acknowledgement-withheld", "mail-off"));

    private static final String GESTURE = "conversations.gesture.";

    /// Events whose value is a word of ours, to be said in the reader's language.
    private static final Map<String, String> WORDS = Map.of(
            "state",
            "conversations.state.",
            "kind",
            "conversations.kind.",
            "cause",
            "conversations.cause.",
            "priority",
            "conversations.priority.",
            "acknowledgement-withheld",
            "conversations.withheld.",
            "gesture",
            GESTURE,
            "gesture-asked",
            GESTURE,
            "gesture-approved",
            GESTURE,
            "gesture-declined",
            GESTURE,
            "gesture-undone",
            GESTURE);

    private final InboxQueries queries;
    private final MessageMarks marks;
    private final Clock clock;

    ThreadLetters(InboxQueries queries, MessageMarks marks, Clock clock) {
        this.queries = queries;
        this.marks = marks;
        this.clock = clock;
    }

    /// @param name how the customer is called
    List<LetterView> of(InboxQueries.Thread thread, String name) {
        var files = queries.files(thread.id());
        var marked = marks.of(thread.id());
        var earlier = new ArrayList<String>();
        var letters = new ArrayList<LetterView>();
        for (var message : queries.messages(thread.id())) {
            letters.add(
                    switch (message) {
                        case Message it when it.type().equals("acknowledgement") -> acknowledgement(thread, it, name);
                        case Message it when "cancelled".equals(it.deliveryState()) -> takenBack(it);
                        case Message it -> letter(it, earlier, files, marked, name);
                    });
            // notes are never part of what a customer can quote
            if (!message.type().equals("note") && !message.type().equals("call")) {
                earlier.add(message.text());
            }
        }
        return Stream.concat(
                        letters.stream(),
                        queries.events(thread.id()).stream()
                                .filter(event -> EVENTS.containsKey(event.kind()))
                                .map(ThreadLetters::event))
                .sorted(Comparator.comparing(LetterView::at))
                .toList();
    }

    private LetterView letter(
            Message message,
            List<String> earlier,
            Map<UUID, List<InboxQueries.File>> files,
            Map<UUID, List<String>> marks,
            String name) {
        var sections = QuoteTrim.sections(message.text(), earlier);
        var words = text(sections, false);
        var quoted = text(sections, true);
        boolean in = message.direction().equals("in");
        boolean call = message.type().equals("call");
        boolean note = message.type().equals("note") || call;
        var look = call ? "call" : note ? "note" : !in ? "out" : message.verified() ? "in" : "held";
        return new LetterView(
                message.id(),
                look,
                call ? CallWords.icon(message) : "mail",
                message.authorName(),
                line(message, look, name),
                message.createdAt(),
                words.isEmpty() && !call ? t("conversations.words.none") : words,
                quoted.isEmpty() ? null : quoted,
                in && message.original(),
                message.picturesLeftOut(),
                in && message.kept(),
                marks.getOrDefault(message.id(), List.of()).stream()
                        .map(mark -> t("conversations.mark." + mark))
                        .toList(),
                files.getOrDefault(message.id(), List.of()).stream()
                        .map(file -> new LetterView.File(file.id(), file.name(), FileSizes.words(file.size())))
                        .toList(),
                note || in
                        ? null
                        : DeliveryView.of(
                                message.deliveryState(),
                                message.deliveryReason(),
                                message.deliveryAt(),
                                message.dueAt(),
                                clock.instant(),
                                name));
    }

    private static LetterView takenBack(Message message) {
        var key = message.type().equals("call") ? "conversations.calls.taken-back" : "conversations.taken-back";
        return event(
                message.id(),
                "arrow-back-up",
                t(key, "who", message.authorName()),
                message.createdAt(),
                message.text());
    }

    private static String text(List<QuoteTrim.Section> sections, boolean hidden) {
        return sections.stream()
                .filter(section -> section.hidden() == hidden)
                .map(QuoteTrim.Section::text)
                .collect(Collectors.joining())
                .strip();
    }

    private static String line(Message message, String look, String name) {
        return switch (look) {
            case "note" -> t("conversations.note.who");
            case "call" -> CallWords.line(message, name);
            case "out" -> t("conversations.to", "name", name);
            default -> {
                var email = message.authorEmail();
                var address = email == null || email.equals(message.authorName()) ? "" : email;
                yield message.automatic().equals("no") ? address : t("conversations.automatic", "address", address);
            }
        };
    }

    private static LetterView acknowledgement(InboxQueries.Thread thread, Message message, String name) {
        var state = message.deliveryState() == null ? "sent" : message.deliveryState();
        var left = thread.acknowledgedAt();
        boolean gone = left != null && Set.of("sent", "delivered").contains(state);
        var line = gone
                ? t(
                        thread.promisedAt() == null
                                ? "conversations.acknowledged"
                                : "conversations.acknowledged.promise",
                        "span",
                        Moments.span(Duration.between(thread.createdAt(), left)),
                        "time",
                        thread.promisedAt() == null ? "" : Moments.time(thread.promisedAt()))
                : t(
                        "conversations.acknowledgement",
                        "state",
                        t("conversations.delivery." + state),
                        "reason",
                        message.deliveryReason() == null ? "none" : message.deliveryReason());
        return event(message.id(), gone ? "mail-check" : "mail", line, message.createdAt(), message.text());
    }

    private static LetterView event(Event event) {
        var who = event.memberName() == null ? t("conversations.event.keepwell") : event.memberName();
        var said = event.newValue() == null || event.newValue().isBlank() ? "none" : event.newValue();
        var words = WORDS.get(event.kind());
        var value = words == null ? said : t(words + said);
        if (event.kind().equals("snoozed") && !said.equals("none")) {
            value = Moments.time(Instant.parse(said));
        }
        boolean taken = event.kind().equals("assignee") && value.equals(who);
        var line = t("conversations.event." + (taken ? "taken" : event.kind()), "who", who, "value", value);
        return event(
                event.id(),
                EVENTS.getOrDefault(event.kind(), "point"),
                line + ", " + Moments.ago(event.at()),
                event.at(),
                "");
    }

    private static LetterView event(UUID id, String icon, String line, Instant at, String text) {
        return new LetterView(
                id, "event", icon, "", line, at, text, null, false, false, false, List.of(), List.of(), null);
    }
}
