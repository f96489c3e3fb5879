package io.keepwell.problems;

import io.keepwell.conversations.ConversationProblems;
import io.keepwell.shared.Cursor;
import io.keepwell.shared.Slice;
import io.keepwell.shared.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Problems as lists ask for them.
@Component
class ProblemQueries implements ConversationProblems {

    private final JdbcClient jdbc;

    ProblemQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Which problems.
    ///
    /// @param state one of the states, `open` for those that last, `fixed-not-told`, or null for all
    /// @param area  id of a part of the product, or null
    /// @param owner id of a member, or null
    /// @param query words of the titles or a number, or null
    record Filter(
            @Nullable String state,
            @Nullable UUID area,
            @Nullable UUID owner,
            @Nullable String query) {}

    /// All of them, the newest first.
    List<Problem> all(Filter filter) {
        return list(filter, null, Integer.MAX_VALUE - 1).items();
    }

    /// The newest first.
    Slice<Problem> list(Filter filter, @Nullable String cursor, int limit) {
        var where = new ArrayList<String>(List.of("p.merged_into is null"));
        var values = new HashMap<String, Object>();
        if ("open".equals(filter.state())) {
            where.add("p.state in ('reported', 'confirmed', 'workaround', 'in-progress')");
        } else if (filter.state() != null) {
            where.add("p.state = :state");
            values.put("state", filter.state());
        }
        if (filter.area() != null) {
            where.add("p.area_id = :area");
            values.put("area", filter.area());
        }
        if (filter.owner() != null) {
            where.add("p.owner_id = :owner");
            values.put("owner", filter.owner());
        }
        if (filter.query() != null && !filter.query().isBlank()) {
            where.add("(p.title ilike :words or p.public_title ilike :words or p.number::text = :number)");
            values.put("words", "%" + filter.query().strip().replaceAll("([%_\\\\])", "\\\\$1") + "%");
            values.put("number", filter.query().strip());
        }
        if (cursor != null) {
            where.add("p.number < :before");
            values.put("before", before(cursor));
        }
        var found = jdbc.sql("select " + ProblemStore.COLUMNS + " from problem p where " + String.join(" and ", where)
                        + " order by p.number desc limit :most")
                .params(values)
                .param("most", limit + 1)
                .query(ProblemStore::read)
                .list();
        return found.size() > limit
                ? new Slice<>(
                        found.subList(0, limit), Cursor.of(found.get(limit - 1).number()))
                : new Slice<>(found, null);
    }

    /// What a conversation is linked to, the first link first; of what was merged, what it became part of.
    List<ProblemPanel.Linked> linkedTo(UUID conversation) {
        return jdbc.sql("select " + ProblemStore.COLUMNS + """
                               , l.kind
                          from problem_link l
                          join problem p on p.id = problem_survivor(l.problem_id)
                         where l.conversation_id = :conversation
                           and l.unlinked_at is null
                         order by l.linked_at, l.id
                        """)
                .param("conversation", conversation)
                .query((row, n) -> new ProblemPanel.Linked(
                        ProblemStore.read(row, n), Words.read(LinkKind.class, row.getString("kind"))))
                .list();
    }

    private static long before(String cursor) {
        try {
            return Long.parseLong(Cursor.read(cursor, 1).getFirst());
        } catch (NumberFormatException e) {
            throw Cursor.foreign();
        }
    }

    @Override
    public Map<UUID, UUID> causing(Collection<UUID> conversations) {
        var problems = new HashMap<UUID, UUID>();
        jdbc.sql("""
                        select l.conversation_id, problem_survivor(l.problem_id) as problem_id
                          from problem_link l
                         where l.conversation_id in (:conversations)
                           and l.kind = 'caused-by'
                           and l.unlinked_at is null
                         order by l.linked_at, l.id
                        """).param("conversations", conversations).query(row -> {
            problems.putIfAbsent(row.getObject("conversation_id", UUID.class), row.getObject("problem_id", UUID.class));
        });
        return problems;
    }
}
