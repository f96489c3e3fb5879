package io.keepwell.problems.insight;

import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.Cursor;
import io.keepwell.shared.Slice;
import io.keepwell.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of what was marked.
@Repository
class MarkStore {

    private static final String SELECT = """
            select i.id, i.conversation_id, c.number, i.message_id, i.customer_id, i.kind, i.words, i.area_id, i.member_id, i.at
              from insight_mark i
              join conversation c on c.id = i.conversation_id
            """;

    /// Which marks.
    ///
    /// @param area   id of a part of the product, or null for all
    /// @param noArea only those of no part
    record Filter(@Nullable InsightKind kind, @Nullable UUID area, boolean noArea) {}

    /// How many there are of a part of the product.
    ///
    /// @param area id of the part, null for those of none
    record Count(@Nullable UUID area, @Nullable String name, long needs, long painPoints, long customers) {}

    /// A letter of the customer's side.
    record Letter(UUID id, @Nullable UUID customer, String text) {}

    private final JdbcClient jdbc;

    MarkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static Mark read(ResultSet row, int n) throws SQLException {
        return new Mark(
                row.getObject("id", UUID.class),
                row.getObject("conversation_id", UUID.class),
                row.getLong("number"),
                row.getObject("message_id", UUID.class),
                row.getObject("customer_id", UUID.class),
                Words.read(InsightKind.class, row.getString("kind")),
                row.getString("words"),
                row.getObject("area_id", UUID.class),
                row.getObject("member_id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    /// What the customer's side wrote in a conversation, the newest first.
    List<Letter> letters(UUID conversation) {
        return jdbc.sql("""
                        select id, customer_id, text
                          from message
                         where conversation_id = :conversation
                           and direction = 'in'
                           and type = 'message'
                         order by created_at desc, id desc
                        """)
                .param("conversation", conversation)
                .query((row, n) -> new Letter(
                        row.getObject("id", UUID.class),
                        row.getObject("customer_id", UUID.class),
                        row.getString("text")))
                .list();
    }

    void insert(Mark mark) {
        jdbc.sql("""
                        insert into insight_mark (id, conversation_id, message_id, customer_id, kind, words, area_id, member_id, at)
                        values (:id, :conversation, :message, :customer, :kind, :words, :area, :member, :at)
                        """)
                .param("id", mark.id())
                .param("conversation", mark.conversation())
                .param("message", mark.message())
                .param("customer", mark.customer())
                .param("kind", mark.kind().word())
                .param("words", mark.words())
                .param("area", mark.area())
                .param("member", mark.by())
                .param("at", mark.at().atOffset(UTC))
                .update();
    }

    Optional<Mark> find(UUID id) {
        return jdbc.sql(SELECT + "where i.id = :id")
                .param("id", id)
                .query(MarkStore::read)
                .optional();
    }

    boolean delete(UUID id) {
        return jdbc.sql("delete from insight_mark where id = :id")
                        .param("id", id)
                        .update()
                == 1;
    }

    boolean area(UUID id, @Nullable UUID area) {
        return jdbc.sql("update insight_mark set area_id = :area where id = :id")
                        .param("area", area)
                        .param("id", id)
                        .update()
                == 1;
    }

    /// Those of one conversation, in the order they were marked.
    List<Mark> of(UUID conversation) {
        return jdbc.sql(SELECT + "where i.conversation_id = :conversation order by i.id")
                .param("conversation", conversation)
                .query(MarkStore::read)
                .list();
    }

    /// The newest first.
    Slice<Mark> list(Filter filter, @Nullable String cursor, int limit) {
        var where = new ArrayList<String>(List.of("true"));
        var values = new HashMap<String, Object>();
        if (filter.kind() != null) {
            where.add("i.kind = :kind");
            values.put("kind", filter.kind().word());
        }
        if (filter.noArea()) {
            where.add("i.area_id is null");
        } else if (filter.area() != null) {
            where.add("i.area_id = :area");
            values.put("area", filter.area());
        }
        if (cursor != null) {
            where.add("i.id < :before");
            values.put("before", before(cursor));
        }
        var found = jdbc.sql(SELECT + "where " + String.join(" and ", where) + " order by i.id desc limit :most")
                .params(values)
                .param("most", limit + 1)
                .query(MarkStore::read)
                .list();
        return found.size() > limit
                ? new Slice<>(
                        found.subList(0, limit), Cursor.of(found.get(limit - 1).id()))
                : new Slice<>(found, null);
    }

    private static UUID before(String cursor) {
        try {
            return UUID.fromString(Cursor.read(cursor, 1).getFirst());
        } catch (IllegalArgumentException e) {
            throw Cursor.foreign();
        }
    }

    /// How many there are by part of the product, the most first; those of no part last.
    List<Count> counts() {
        return jdbc.sql("""
                        select i.area_id, a.name, count(*) filter (where i.kind = 'need') as needs,
                               count(*) filter (where i.kind = 'pain-point') as pain_points,
                               count(distinct coalesce(c.merged_into, c.id)) as customers
                          from insight_mark i
                          join customer c on c.id = i.customer_id
                          left join problem_area a on a.id = i.area_id
                         group by i.area_id, a.name
                         order by i.area_id is null, count(*) desc, a.name
                        """)
                .query((row, n) -> new Count(
                        row.getObject("area_id", UUID.class),
                        row.getString("name"),
                        row.getLong("needs"),
                        row.getLong("pain_points"),
                        row.getLong("customers")))
                .list();
    }
}
