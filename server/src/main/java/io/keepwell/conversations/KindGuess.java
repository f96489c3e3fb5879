package io.keepwell.conversations;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a conversation is probably about, with the words that say so. A suggestion that a person confirms or changes.
///
/// @param kind  the kind, null where nothing speaks for one
/// @param words the words, as the customer wrote them
record KindGuess(@Nullable ConversationKind kind, List<String> words) {

    private static final int LOOKED_AT = 6_000;
    private static final int WORDS_SHOWN = 5;

    // One of the strong words is a complaint by itself, of the weak ones it takes two.
    private static final Pattern STRONG_COMPLAINT = words("""
            complain\\w*|complaint\\w*|unacceptable|outrageous|terrible|awful|horrible|disappoint\\w*|disgust\\w*
            |furious|angry|annoy\\w*|frustrat\\w*|ridiculous|fed up|not work(?:ing)?|\\w+n['’]t work(?:ing)?|stopped working
            |broken|faulty|defective|damaged|twice already|charged twice|double charged|overcharged|wrongly charged
            |never arrived|(?:has|have) not arrived|still waiting|third time|second time|let down|rip-?off|scam
            |beschwer\\w*|reklam\\w*|unverschämt\\w*|unmöglich|inakzeptabel|nicht akzeptabel|enttäusch\\w*|ärger\\w*
            |verärgert|wütend|sauer|frech\\w*|funktioniert\\w* (?:\\w+ ){0,2}nicht|geht (?:\\w+ ){0,2}nicht|kaputt\\w*
            |defekt\\w*|beschädigt\\w*|doppelt (?:ab)?gebucht|doppelt belastet|zu viel abgebucht|nie angekommen
            |(?:noch )?nicht angekommen|schon wieder|warte immer noch|zum (?:zweiten|dritten) mal|katastroph\\w*""");
    private static final Pattern WEAK_COMPLAINT = words("""
            error\\w*|wrong|fail(?:s|ed|ing|ure)?|missing|lost|problem\\w*|issue\\w*|again|still|bug\\w*|crash\\w*|late
            |unable|cannot|can['’]t|refund|urgent\\w*|delay\\w*
            |fehler\\w*|falsch\\w*|fehlt|verloren|problem\\w*|wieder|immer noch|abgestürzt|stürzt|verspätet|leider
            |kann nicht|erstattung|dringend""");
    private static final Pattern PRAISE = words("""
            thank you so much|thanks so much|thanks a lot|wonderful|fantastic|brilliant|excellent|awesome|amazing|love
            |delighted|very happy|so happy|great (?:job|work|service|support|app)|well done|impressed
            |vielen dank|herzlichen dank|großartig\\w*|wunderbar\\w*|fantastisch\\w*|begeister\\w*|klasse|toll\\w*
            |sehr zufrieden|super (?:service|arbeit|app)|spitze|lob""");
    private static final Pattern REQUEST = words("""
            please|could you|can you|would you|would like|i['’]d like|i want|i need|cancel|change my|delete my|send me
            |bitte|könnten sie|können sie|kannst du|könntest du|möchte|hätte gern\\w*|brauche|kündig\\w*|ändern|löschen
            |schicken sie""");
    private static final Pattern QUESTION = words("""
            how|what|where|when|why|which|who|is it possible|can i|do i|does|is there|are there
            |wie|was|wo|wann|warum|welche[rs]?|wer|kann ich|ist es möglich|gibt es|darf ich""");

    KindGuess {
        words = List.copyOf(words);
    }

    static KindGuess none() {
        return new KindGuess(null, List.of());
    }

    /// The guess for a letter. Complaints come first: a question asked in anger is one.
    static KindGuess of(String subject, String text) {
        var whole = unquoted(subject + "\n" + text);
        var strong = found(STRONG_COMPLAINT, whole);
        var weak = found(WEAK_COMPLAINT, whole);
        boolean asks = whole.contains("?") || whole.contains("？");
        if (!strong.isEmpty() || weak.size() >= 2 && !asks || weak.size() >= 3) {
            strong.addAll(weak);
            return guess(ConversationKind.COMPLAINT, strong);
        }
        var praise = found(PRAISE, whole);
        if (!praise.isEmpty() && !asks && weak.isEmpty()) {
            return guess(ConversationKind.PRAISE, praise);
        }
        var request = found(REQUEST, whole);
        if (asks) {
            var question = found(QUESTION, whole);
            question.add("?");
            return guess(ConversationKind.QUESTION, question);
        }
        return request.isEmpty() ? none() : guess(ConversationKind.REQUEST, request);
    }

    private static KindGuess guess(ConversationKind kind, Set<String> words) {
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

    private static Set<String> found(Pattern words, String text) {
        var found = new LinkedHashSet<String>();
        var lower = new ArrayList<String>();
        words.matcher(text).results().forEach(match -> {
            var word = match.group().strip();
            if (!lower.contains(word.toLowerCase(Locale.ROOT))) {
                lower.add(word.toLowerCase(Locale.ROOT));
                found.add(word);
            }
        });
        return found;
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:" + alternatives.replaceAll("\\s*\\n\\s*", "") + ")(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }
}
