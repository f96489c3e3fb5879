package io.keepwell.demo;

import static java.time.ZoneOffset.UTC;

import io.keepwell.problems.Areas;
import io.keepwell.shared.Ids;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What Pennyfold's people have marked in letters: what customers need and what hurts them; and how they
/// judge their own handling of the last complaints.
@Component
@DemoOnly
class DemoInsight {

    private static final int OF_EACH = 3;
    private static final int JUDGED = 14;

    private static final Pattern SENTENCE = Pattern.compile("[^.?!\\n]+[.?!]");

    /// Words that a sentence worth marking has.
    private record Worth(String words, String kind, String area) {}

    private static final List<Worth> WORTH = List.of(
            new Worth("once and for all", "need", "Categories"),
            new Worth("a way to split", "need", "Categories"),
            new Worth("to another category by hand", "pain-point", "Categories"),
            new Worth("useless like this", "pain-point", "Reports"),
            new Worth("password every time", "pain-point", "Signing in"),
            new Worth("signed out several times", "pain-point", "Signing in"),
            new Worth("before I reconnect", "need", "Bank connections"),
            new Worth("Warning from what comes up", "need", "Budgets"));

    private final Areas areas;
    private final JdbcClient jdbc;

    DemoInsight(Areas areas, JdbcClient jdbc) {
        this.areas = areas;
        this.jdbc = jdbc;
    }

    private record Letter(UUID id, UUID conversation, UUID customer, String text, Instant at) {}

    void arrange(Map<Colleague, UUID> colleagues) {
        var marking = List.of(
                Objects.requireNonNull(colleagues.get(Colleague.MARA)),
                Objects.requireNonNull(colleagues.get(Colleague.INES)));
        int turn = 0;
        for (var worth : WORTH) {
            for (var letter : letters(worth.words())) {
                mark(letter, worth, marking.get(turn++ % marking.size()));
            }
        }
        judge(marking.getFirst());
    }

    private List<Letter> letters(String words) {
        return jdbc.sql("""
                        select m.id, m.conversation_id, c.customer_id, m.text, m.created_at
                          from message m
                          join conversation c on c.id = m.conversation_id
                         where m.direction = 'in'
                           and m.type = 'message'
                           and m.text like :words
                         order by m.created_at desc, m.id
                         limit :few
                        """)
                .param("words", "%" + words + "%")
                .param("few", OF_EACH)
                .query((row, n) -> new Letter(
                        row.getObject("id", UUID.class),
                        row.getObject("conversation_id", UUID.class),
                        row.getObject("customer_id", UUID.class),
                        row.getString("text"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private void mark(Letter letter, Worth worth, UUID by) {
        SENTENCE.matcher(letter.text())
                .results()
                .map(found -> found.group().strip())
                .filter(sentence -> sentence.contains(worth.words()))
                .findFirst()
                .ifPresent(sentence -> jdbc.sql("""
                                insert into insight_mark (id, conversation_id, message_id, customer_id, kind, words, area_id,
                                                          member_id, at)
                                values (:id, :conversation, :message, :customer, :kind, :words, :area, :by, :at)
                                """)
                        .param("id", Ids.next())
                        .param("conversation", letter.conversation())
                        .param("message", letter.id())
                        .param("customer", letter.customer())
                        .param("kind", worth.kind())
                        .param("words", sentence.replaceAll("\\s+", " "))
                        .param("area", areas.named(worth.area()).id())
                        .param("by", by)
                        .param("at", letter.at().atOffset(UTC))
                        .update());
    }

    /// The outcome is mostly right; what takes long is the way there.
    private void judge(UUID by) {
        jdbc.sql("""
                        insert into complaint_justice (conversation_id, aspect, good, member_id, at)
                        select c.id, a.aspect,
                               case a.aspect when 'outcome' then c.place % 5 > 0
                                             when 'interaction' then c.place % 9 > 0
                                             else c.place % 3 > 0 end,
                               :by, c.solved_at
                          from (select id, solved_at, row_number() over (order by solved_at desc, id) as place
                                  from conversation
                                 where kind = 'complaint'
                                   and state = 'solved'
                                   and solved_at is not null) c
                         cross join unnest(array['outcome', 'interaction', 'procedure']) a (aspect)
                         where c.place <= :judged
                        """).param("by", by).param("judged", JUDGED).update();
    }
}
