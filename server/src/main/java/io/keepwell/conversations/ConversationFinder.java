package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

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

    ConversationFinder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Found> find(String words, int limit) {
        if (words.isEmpty()) {
            return List.of();
        }
        var plain = words.startsWith("#") ? words.substring(1) : words;
        return jdbc.sql("""
                        select c.number, c.subject, coalesce(u.name, '') as name
                          from conversation c
                          join customer u on u.id = c.customer_id
                         where (c.merged_into is null or c.number::text = :plain)
                           and c.spam_at is null
                           and (c.number::text = :plain
                            or c.subject ilike :like
                            or u.name ilike :like
                            or exists (select 1 from customer_identifier i
                                        where i.customer_id = u.id and i.type = 'email' and i.value ilike :like))
                         order by c.number::text = :plain desc, c.last_message_at desc
                         limit :limit
                        """)
                .param("plain", plain)
                .param(
                        "like",
                        "%" + plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
                .param("limit", limit)
                .query((row, n) -> new Found(
                        row.getString("subject").isBlank() ? "#" + row.getLong("number") : row.getString("subject"),
                        row.getString("name").isBlank()
                                ? t("conversations.find", "number", Long.toString(row.getLong("number")))
                                : row.getString("name"),
                        "/inbox/" + row.getLong("number")))
                .list();
    }
}
