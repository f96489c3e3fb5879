package io.keepwell.conversations.search;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What is shown of what was found.
@Component
class SearchPages {

    /// A conversation that was found.
    ///
    /// @param author  who wrote the message that matches best, null where the number or a person was found
    /// @param type    of that message, such as `note`
    /// @param at      when that was, else when something was last said
    /// @param snippet its part that shows why, null where the number or a person was found
    record Row(
            UUID id,
            long number,
            String subject,
            String name,
            String state,
            boolean spam,
            @Nullable UUID message,
            @Nullable String author,
            @Nullable String type,
            Instant at,
            @Nullable Snippet snippet) {}

    /// The page.
    ///
    /// @param query what was typed
    /// @param rows  the best first
    /// @param shown how many of them at most
    record Page(String query, List<Row> rows, Search.Result result, int shown) {

        boolean further() {
            return result.hits().size() > shown;
        }
    }

    private final Search search;
    private final JdbcClient jdbc;

    SearchPages(Search search, JdbcClient jdbc) {
        this.search = search;
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    Page page(String query, int from, int shown) {
        var result = search.find(query);
        var hits = result.hits().stream().skip(from).limit(shown).toList();
        return new Page(query, rows(query, hits), result, from + shown);
    }

    private List<Row> rows(String query, List<Search.Hit> hits) {
        if (hits.isEmpty()) {
            return List.of();
        }
        var messages =
                hits.stream().map(Search.Hit::message).filter(Objects::nonNull).toList();
        var snippets = search.snippets(query, messages);
        var best = new HashMap<UUID, UUID>();
        hits.forEach(hit -> {
            if (hit.message() != null) {
                best.put(hit.conversation(), hit.message());
            }
        });
        var rows = new HashMap<UUID, Row>();
        for (var row : jdbc.sql("""
                        select c.id, c.number, c.subject, c.state, c.spam_at is not null as spam,
                               coalesce(u.name, (select value from customer_identifier
                                                  where customer_id = u.id and type = 'email' limit 1), '') as name,
                               m.id as message_id, m.author_name, m.type, coalesce(m.created_at, c.last_message_at) as at
                          from conversation c
                          join customer u on u.id = c.customer_id
                          left join message m on m.conversation_id = c.id and m.id in (:messages)
                         where c.id in (:ids)
                        """)
                .param("ids", hits.stream().map(Search.Hit::conversation).toList())
                .param("messages", messages.isEmpty() ? List.of(new UUID(0, 0)) : messages)
                .query((row, n) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getLong("number"),
                        row.getString("subject"),
                        row.getString("name"),
                        row.getString("state"),
                        row.getBoolean("spam"),
                        row.getObject("message_id", UUID.class),
                        row.getString("author_name"),
                        row.getString("type"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        null))
                .list()) {
            rows.put(row.id(), row);
        }
        return hits.stream()
                .map(hit -> rows.get(hit.conversation()))
                .filter(Objects::nonNull)
                .map(row -> with(row, row.message() == null ? null : snippets.get(row.message())))
                .toList();
    }

    private static Row with(Row row, @Nullable Snippet snippet) {
        return new Row(
                row.id(),
                row.number(),
                row.subject(),
                row.name(),
                row.state(),
                row.spam(),
                row.message(),
                row.author(),
                row.type(),
                row.at(),
                snippet);
    }
}
