package io.keepwell.conversations.people;

import io.keepwell.conversations.AngryLetters;
import io.keepwell.conversations.tone.Signal;
import io.keepwell.conversations.tone.Tone;
import io.keepwell.mail.QuoteTrim;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds angry letters by the signals of tone, each with the words that caused it.
@Component
class HeardLetters implements AngryLetters {

    private static final int MOST = 500;
    private static final int LONGEST = 400;

    private record Letter(UUID conversation, Instant at, String text) {}

    private record Heard(Letter letter, String words, Tone tone) {}

    private final ToneWords words;
    private final JdbcClient jdbc;

    HeardLetters(ToneWords words, JdbcClient jdbc) {
        this.words = words;
        this.jdbc = jdbc;
    }

    @Override
    public List<Angry> of(Collection<UUID> conversations, Instant since) {
        var lexicon = words.lexicon();
        var hardest = new HashMap<UUID, Heard>();
        letters(conversations, since).forEach(letter -> {
            var own = QuoteTrim.aboveQuotes(letter.text());
            var heard = new Heard(letter, own, Tone.of(own, lexicon));
            if (heard.tone().weight() > 0) {
                hardest.merge(
                        letter.conversation(),
                        heard,
                        (one, other) -> one.tone().weight() >= other.tone().weight() ? one : other);
            }
        });
        return hardest.values().stream()
                .sorted(Comparator.comparingInt((Heard it) -> -it.tone().weight())
                        .thenComparing(it -> it.letter().at(), Comparator.reverseOrder()))
                .map(HeardLetters::angry)
                .toList();
    }

    private List<Letter> letters(Collection<UUID> conversations, Instant since) {
        return jdbc.sql("""
                        select conversation_id, created_at, left(text, 20000) as text
                          from message
                         where conversation_id = any(:conversations)
                           and direction = 'in'
                           and type = 'message'
                           and verified
                           and automatic = 'no'
                           and created_at >= :since
                         order by created_at desc
                         limit :most
                        """)
                .param("conversations", conversations.toArray(UUID[]::new))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("most", MOST)
                .query((row, n) -> new Letter(
                        row.getObject("conversation_id", UUID.class),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getString("text")))
                .list();
    }

    private static Angry angry(Heard heard) {
        var text = heard.words().strip();
        return new Angry(
                heard.letter().conversation(),
                heard.letter().at(),
                text.length() <= LONGEST ? text : text.substring(0, LONGEST).strip() + "…",
                Stream.of(Signal.ANGER, Signal.LEAVING, Signal.REPEAT)
                        .flatMap(signal -> heard.tone().words(signal).stream())
                        .distinct()
                        .toList());
    }
}
