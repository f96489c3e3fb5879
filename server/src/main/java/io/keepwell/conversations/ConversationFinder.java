package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.search.Search;
import io.keepwell.shared.Finder;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds conversations for Ctrl-K: by number, by words of the subject, by name or address of the customer.
@Component
@Order(10)
class ConversationFinder implements Finder {

    private final JdbcClient jdbc;
    private final Search search;

    ConversationFinder(JdbcClient jdbc, Search search) {
        this.search = search;
        this.jdbc = jdbc;
    }

    @Override
    public List<Found> find(String words, int limit) {
        if (words.isEmpty()) {
            return List.of();
        }
        var ids = search.find(words).hits().stream()
                .limit(limit)
                .map(Search.Hit::conversation)
                .toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select c.number, c.subject, coalesce(u.name, '') as name
                          from conversation c
                          join customer u on u.id = c.customer_id
                         where c.id in (:ids)
                           and c.spam_at is null
                         order by array_position(array[:ids]::uuid[], c.id)
                        """)
                .param("ids", ids)
                .query((row, n) -> new Found(
                        row.getString("subject").isBlank() ? "#" + row.getLong("number") : row.getString("subject"),
                        row.getString("name").isBlank()
                                ? t("conversations.find", "number", Long.toString(row.getLong("number")))
                                : row.getString("name"),
                        "/inbox/" + row.getLong("number")))
                .list();
    }
}
