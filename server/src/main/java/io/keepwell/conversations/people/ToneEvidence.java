package io.keepwell.conversations.people;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.tone.Signal;
import io.keepwell.conversations.tone.Tone;
import io.keepwell.customers.RelationshipEvidence;
import io.keepwell.mail.QuoteTrim;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How a customer's letters sounded, with the words that say so, and when they praised us.
@Component
class ToneEvidence implements RelationshipEvidence {

    private static final int LETTERS = 200;
    private static final double PRAISE = 0.3;
    private static final Map<Signal, Double> WEIGHTS =
            Map.of(Signal.ANGER, -0.3, Signal.LEAVING, -0.4, Signal.REPEAT, -0.2);

    private final ToneWords words;
    private final JdbcClient jdbc;

    ToneEvidence(ToneWords words, JdbcClient jdbc) {
        this.words = words;
        this.jdbc = jdbc;
    }

    private record Letter(Instant at, long number, String text) {}

    @Override
    public List<Item> of(UUID customer) {
        var lexicon = words.lexicon();
        var items = new ArrayList<Item>();
        for (var letter : letters(customer)) {
            var tone = Tone.of(QuoteTrim.aboveQuotes(letter.text()), lexicon);
            double weight = tone.clear().stream()
                    .mapToDouble(signal -> WEIGHTS.getOrDefault(signal, 0.0))
                    .sum();
            if (weight < 0) {
                items.add(new Item(
                        letter.at(),
                        Math.max(-1, weight),
                        "mail",
                        t("conversations.tone.evidence"),
                        String.join(
                                ", ",
                                Stream.of(Signal.ANGER, Signal.LEAVING, Signal.REPEAT)
                                        .filter(tone.clear()::contains)
                                        .flatMap(signal -> tone.words(signal).stream())
                                        .distinct()
                                        .toList()),
                        "/inbox/" + letter.number()));
            }
        }
        items.addAll(praise(customer));
        return items;
    }

    private List<Letter> letters(UUID customer) {
        return jdbc.sql("""
                        select m.created_at, c.number, left(m.text, 20000) as text
                          from message m
                          join conversation c on c.id = m.conversation_id
                         where m.customer_id in (select id from customer where id = :customer or merged_into = :customer)
                           and m.direction = 'in' and m.type = 'message' and m.verified and m.automatic = 'no'
                           and c.spam_at is null
                         order by m.created_at desc
                         limit :most
                        """)
                .param("customer", customer)
                .param("most", LETTERS)
                .query((row, n) -> new Letter(
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getLong("number"),
                        Objects.requireNonNullElse(row.getString("text"), "")))
                .list();
    }

    private List<Item> praise(UUID customer) {
        return jdbc.sql("""
                        select created_at, number, subject
                          from conversation
                         where customer_id in (select id from customer where id = :customer or merged_into = :customer)
                           and kind = 'praise' and spam_at is null
                        """)
                .param("customer", customer)
                .query((row, n) -> new Item(
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        PRAISE,
                        "thumb-up",
                        t("conversations.tone.praise"),
                        row.getString("subject"),
                        "/inbox/" + row.getLong("number")))
                .list();
    }
}
