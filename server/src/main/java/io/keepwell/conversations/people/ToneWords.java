package io.keepwell.conversations.people;

import static io.keepwell.shared.Texts.t;
import static java.time.ZoneOffset.UTC;

import io.keepwell.conversations.tone.Lexicon;
import io.keepwell.conversations.tone.Lexicon.Phrase;
import io.keepwell.conversations.tone.Signal;
import io.keepwell.conversations.tone.WordFiles;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Audit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The words that count here: those Keepwell brings, with what the team added and without what it does not want. Kept
/// by each node for some seconds, for they are asked for with every conversation that is opened.
@Component
class ToneWords {

    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final int LONGEST = 80;
    private static final int MOST_WORDS = 6;
    // one setting for the whole house: the audit log wants an id
    private static final UUID SETTING = new UUID(0, 44);

    /// A word of the team.
    ///
    /// @param counts false for a word Keepwell brings that does not count here
    record Own(Signal signal, String words, boolean strong, boolean counts) {

        Phrase phrase() {
            return new Phrase(signal, words, strong);
        }
    }

    private record Cached(Lexicon lexicon, Instant until) {}

    private final JdbcClient jdbc;
    private final Audit audit;
    private final Clock clock;
    private volatile @Nullable Cached cached;

    ToneWords(JdbcClient jdbc, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /// What counts now.
    Lexicon lexicon() {
        var known = cached;
        var now = clock.instant();
        if (known == null || !now.isBefore(known.until())) {
            var own = own();
            known = new Cached(
                    WordFiles.lexicon(
                            own.stream().filter(Own::counts).map(Own::phrase).toList(),
                            own.stream()
                                    .filter(word -> !word.counts())
                                    .map(Own::phrase)
                                    .toList()),
                    now.plus(KEPT));
            cached = known;
        }
        return known.lexicon();
    }

    /// What the team has changed, by signal and word.
    List<Own> own() {
        return jdbc.sql("select signal, words, strong, counts from tone_word order by signal, words")
                .query((row, n) -> new Own(
                        Signal.of(row.getString("signal")).orElseThrow(),
                        row.getString("words"),
                        row.getBoolean("strong"),
                        row.getBoolean("counts")))
                .list();
    }

    /// Lets words count, or not count any more.
    @Transactional
    void put(Signal signal, String given, boolean strong, boolean counts) {
        var words = checked(given);
        jdbc.sql("""
                        insert into tone_word (signal, words, strong, counts, changed_at)
                        values (:signal, :words, :strong, :counts, :now)
                        on conflict (signal, words) do update
                           set strong = excluded.strong, counts = excluded.counts, changed_at = excluded.changed_at
                        """)
                .param("signal", signal.word())
                .param("words", words)
                .param("strong", strong)
                .param("counts", counts)
                .param("now", clock.instant().atOffset(UTC))
                .update();
        audit.record(counts ? "tone.added" : "tone.removed", SETTING, words, Map.of("signal", signal.word()));
        cached = null;
    }

    /// Forgets what the team said about words.
    @Transactional
    void reset(Signal signal, String words) {
        int changed = jdbc.sql("delete from tone_word where signal = :signal and words = :words")
                .param("signal", signal.word())
                .param("words", words)
                .update();
        if (changed == 1) {
            audit.record("tone.reset", SETTING, words, Map.of("signal", signal.word()));
        }
        cached = null;
    }

    private static String checked(String given) {
        var words = given.strip().toLowerCase(Locale.ROOT).replace('’', '\'').replaceAll("\\s+", " ");
        var parts = List.of(words.split(" "));
        boolean wrong = words.isEmpty()
                || words.length() > LONGEST
                || parts.size() > MOST_WORDS
                || parts.getFirst().equals("..")
                || parts.getLast().equals("..")
                || parts.stream().filter(".."::equals).count() > 1
                || parts.stream().anyMatch(part -> !part.matches("\\.\\.|[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}'-]*\\*?"));
        if (wrong) {
            throw InvalidRequest.field("words", t("conversations.tone.words.wrong", "most", MOST_WORDS));
        }
        return words;
    }
}
