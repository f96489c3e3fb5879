package io.keepwell.conversations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Sentences that apologise, and whether they were written for this customer now: an apology that was said
/// before, or that everybody gets, can be worse than none (feedback.md 6.3.2).
@Component
public class Apologies {

    private static final int LETTERS = 200;
    private static final int FEWEST_WORDS = 4;
    private static final int MORE_WORDS = 3;

    /// How one apologises in the languages that Keepwell knows.
    private static final Pattern SORRY = Pattern.compile(
            "\\b(sorry|apolog\\p{L}*|regret\\p{L}*|forgive|entschuldig\\p{L}*|verzeih\\p{L}*|leid|bedau[er]+\\p{L}*"
                    + "|désolée?s?|excus\\p{L}*|disculp\\p{L}*|lo siento|lo sentimos|lament\\p{L}*)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?…])\\s+|\\R+");
    private static final Pattern PLACE = Pattern.compile("\\{[^{}]*}+");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+", Pattern.UNICODE_CHARACTER_CLASS);

    private final JdbcClient jdbc;

    Apologies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The sentences of a text that apologise.
    public static List<String> in(String text) {
        return Arrays.stream(SENTENCE.split(text.strip()))
                .map(String::strip)
                .filter(sentence -> SORRY.matcher(sentence).find())
                .toList();
    }

    /// The first apology in a text that was not written for this moment: it stands in a saved reply, in a
    /// macro or in an acknowledgement, or this customer was told the same before. A word or three are
    /// nobody's.
    ///
    /// @param conversation the conversation that is answered
    /// @param text         what somebody is about to say
    public Optional<String> canned(Conversation conversation, String text) {
        var apologies = in(text).stream()
                .filter(sentence -> words(sentence).size() >= FEWEST_WORDS)
                .toList();
        if (apologies.isEmpty()) {
            return Optional.empty();
        }
        var known = Stream.of(saved(), said(conversation.customer()).stream(), usual())
                .flatMap(it -> it)
                .flatMap(it -> in(it).stream())
                .map(it -> words(PLACE.matcher(it).replaceAll(" ")))
                .filter(it -> it.size() >= FEWEST_WORDS)
                .distinct()
                .toList();
        return apologies.stream()
                .filter(sentence -> known.stream().anyMatch(it -> same(it, words(sentence))))
                .findFirst();
    }

    /// How many letters of ours to a customer apologise already, from whoever they came.
    public int counted(UUID customer) {
        return (int) said(customer).stream().filter(text -> !in(text).isEmpty()).count();
    }

    private Stream<String> saved() {
        return jdbc.sql("""
                        select t.text
                          from saved_reply_text t
                          join saved_reply r on r.id = t.saved_reply_id
                         where r.deleted_at is null
                         union
                        select actions ->> 'text'
                          from macro
                         where deleted_at is null
                           and actions ->> 'text' is not null
                         union
                        select text from acknowledgement_wording
                        """).query((row, n) -> row.getString(1)).list().stream();
    }

    private static Stream<String> usual() {
        return Stream.of(Locale.ENGLISH, Locale.GERMAN)
                .flatMap(locale -> Stream.of(true, false)
                        .map(informal ->
                                Wordings.defaults(locale, informal).getOrDefault(AcknowledgementPart.APOLOGY, "")));
    }

    private List<String> said(UUID customer) {
        return jdbc.sql("""
                        select m.text
                          from message m
                          join conversation c on c.id = m.conversation_id
                         where c.customer_id = :customer
                           and m.direction = 'out'
                           and m.type in ('message', 'acknowledgement', 'notice')
                           and coalesce(m.delivery_state, 'sent') not in ('cancelled', 'failed', 'suppressed')
                         order by m.created_at desc
                         limit :limit
                        """)
                .param("customer", customer)
                .param("limit", LETTERS)
                .query((row, n) -> row.getString(1))
                .list();
    }

    private static List<String> words(String sentence) {
        var words = new ArrayList<String>();
        WORD.matcher(sentence.toLowerCase(Locale.ROOT)).results().forEach(it -> words.add(it.group()));
        return List.copyOf(words);
    }

    /// Whether the words of one stand in the other in their order, but for names that were filled in.
    private static boolean same(List<String> known, List<String> said) {
        if (said.size() < known.size() || said.size() > known.size() + MORE_WORDS) {
            return false;
        }
        int next = 0;
        for (var word : said) {
            if (next < known.size() && known.get(next).equals(word)) {
                next++;
            }
        }
        return next == known.size();
    }
}
