package io.keepwell.conversations;

import gg.jte.Content;
import io.keepwell.conversations.ConversationPanel.Slot;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A conversation that is open.
///
/// @param id        id
/// @param number    number
/// @param subject   what about
/// @param name      the customer's name, or address
/// @param to        where a reply goes
/// @param state     state
/// @param cause     what is known of the cause, `none` while nothing is
/// @param kind      kind, `unknown` while there is none
/// @param kindWords words of the customer that suggested the kind, empty once a person decided
/// @param assignee  who answers, or null
/// @param members   who could
/// @param tags      tags
/// @param promise   the answer promised and still owed, or null
/// @param letters   what was said and done, oldest first
/// @param reply     the reply begun and not sent
/// @param note      the note begun and not kept
/// @param writable  whether the person who looks may write
/// @param writing   what the composer offers beside its text
/// @param parts     what other parts of Keepwell show with it
record ThreadView(
        UUID id,
        long number,
        String subject,
        String name,
        @Nullable String to,
        String state,
        String cause,
        String kind,
        List<String> kindWords,
        @Nullable Colleague assignee,
        List<Colleague> members,
        List<String> tags,
        @Nullable PromiseView promise,
        List<LetterView> letters,
        String reply,
        String note,
        boolean writable,
        Writing writing,
        Map<Slot, List<Content>> parts) {

    static final String NO_KIND = "unknown";

    List<Content> parts(Slot slot) {
        return parts.getOrDefault(slot, List.of());
    }

    List<String> states() {
        return List.of("open", "pending", "on-hold", "solved", "closed");
    }

    List<String> kinds() {
        return List.of("question", "complaint", "request", "praise");
    }

    boolean done() {
        return state.equals("solved") || state.equals("closed");
    }

    /// Whether it can only be solved with a word on the cause: complaints do not end without one.
    boolean causeOwed() {
        return complaint() && cause.equals("none");
    }

    /// Id of the newest letter or note, to notice that somebody else has answered meanwhile.
    String newest() {
        return letters.reversed().stream()
                .filter(letter -> !letter.event())
                .findFirst()
                .map(letter -> letter.id().toString())
                .orElse("");
    }

    boolean complaint() {
        return kind.equals("complaint");
    }

    String tagWords() {
        return String.join(", ", tags);
    }

    static String kindIcon(String kind) {
        return switch (kind) {
            case "complaint" -> "mood-sad";
            case "request" -> "bulb";
            case "praise" -> "heart";
            case "question" -> "help";
            default -> "circle-dashed";
        };
    }
}
