package io.keepwell.conversations;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a conversation is probably about, with the words that say so. A suggestion that a person confirms or
/// changes.
///
/// @param kind  the kind, null where nothing speaks for one
/// @param words the words, as the customer wrote them
record KindGuess(@Nullable ConversationKind kind, List<String> words) {

    private static final int LOOKED_AT = 6_000;
    private static final int WORDS_SHOWN = 5;

    private static final KindWords COMPLAINT = KindWords.of("complaint");
    private static final KindWords PRAISE = KindWords.of("praise");
    private static final KindWords REQUEST = KindWords.of("request");
    private static final KindWords QUESTION = KindWords.of("question");

    KindGuess {
        words = List.copyOf(words);
    }

    static KindGuess none() {
        return new KindGuess(null, List.of());
    }

    /// The guess for a letter. Complaints come first: a question asked in anger is one.
    static KindGuess of(String subject, String text) {
        var whole = unquoted(subject + "\n" + text);
        var complaint = COMPLAINT.in(whole);
        int weak = complaint.weak().size();
        boolean asks = whole.contains("?") || whole.contains("？");
        if (!complaint.strong().isEmpty() || weak >= 2 && !asks || weak >= 3) {
            return guess(ConversationKind.COMPLAINT, complaint.all());
        }
        var praise = PRAISE.in(whole);
        if (!praise.none() && !asks && weak == 0) {
            return guess(ConversationKind.PRAISE, praise.all());
        }
        if (asks) {
            return guess(
                    ConversationKind.QUESTION,
                    Stream.concat(QUESTION.in(whole).all().stream(), Stream.of("?"))
                            .toList());
        }
        var request = REQUEST.in(whole);
        return request.none() ? none() : guess(ConversationKind.REQUEST, request.all());
    }

    private static KindGuess guess(ConversationKind kind, List<String> words) {
        return new KindGuess(kind, words.stream().limit(WORDS_SHOWN).toList());
    }

    // What somebody else wrote before says nothing about this letter.
    private static String unquoted(String text) {
        var kept = new StringBuilder();
        text.substring(0, Math.min(text.length(), LOOKED_AT))
                .lines()
                .filter(line -> !line.startsWith(">"))
                .forEach(line -> kept.append(line).append('\n'));
        return kept.toString();
    }
}
