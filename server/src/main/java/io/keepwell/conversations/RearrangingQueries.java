package io.keepwell.conversations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What the pages for joining and parting read.
@Repository
class RearrangingQueries {

    /// A conversation as one needs to see it before joining it with another.
    ///
    /// @param words   of the newest letter
    /// @param letters how many letters and notes
    record Side(
            UUID id,
            long number,
            String subject,
            String name,
            @Nullable String email,
            UUID customer,
            String state,
            @Nullable String assignee,
            String words,
            long letters,
            Instant createdAt,
            Instant lastMessageAt) {}

    private static final String SELECT = """
            select c.id, c.number, c.subject, coalesce(u.name, p.email, '') as name, p.email, c.customer_id, c.state,
                   a.name as assignee, coalesce(m.words, '') as words, n.letters, c.created_at, c.last_message_at
              from conversation c
              join customer u on u.id = c.customer_id
              left join team_member a on a.id = c.assignee_id
              left join lateral (select email from participant
                                  where conversation_id = c.id order by added_at limit 1) p on true
              left join lateral (select left(text, 300) as words from message
                                  where conversation_id = c.id and type = 'message'
                                  order by created_at desc, id desc limit 1) m on true
              left join lateral (select count(*) as letters from message
                                  where conversation_id = c.id and type in ('message', 'note', 'call')) n on true
            """;

    private static final int SHOWN = 8;

    private final JdbcClient jdbc;

    RearrangingQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Side> side(UUID id) {
        return jdbc.sql(SELECT + "where c.id = :id")
                .param("id", id)
                .query(RearrangingQueries::side)
                .optional();
    }

    /// Conversations that another one may go together with: found by number, subject or person; without
    /// words, the other ones of the same customer.
    List<Side> candidates(UUID besides, UUID customer, String words) {
        var plain = words.strip().replaceFirst("^#", "");
        return jdbc.sql(SELECT + """
                         where c.id in (select f.id
                                          from conversation f
                                          join customer v on v.id = f.customer_id
                                         where f.id <> :besides
                                           and f.merged_into is null
                                           and f.spam_at is null
                                           and f.state <> 'closed'
                                           and (:plain <> '' or f.customer_id = :customer)
                                           and (:plain = ''
                                             or f.number::text = :plain
                                             or f.subject ilike :like
                                             or v.name ilike :like
                                             or exists (select 1 from participant q
                                                         where q.conversation_id = f.id and q.email ilike :like))
                                         order by f.number::text = :plain desc, f.last_message_at desc
                                         limit :limit)
                         order by c.number::text = :plain desc, c.last_message_at desc
                        """)
                .param("besides", besides)
                .param("customer", customer)
                .param("plain", plain)
                .param("like", "%" + InboxQueries.escaped(plain) + "%")
                .param("limit", SHOWN)
                .query(RearrangingQueries::side)
                .list();
    }

    private static Side side(ResultSet row, int n) throws SQLException {
        return new Side(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getString("subject"),
                row.getString("name"),
                row.getString("email"),
                row.getObject("customer_id", UUID.class),
                row.getString("state"),
                row.getString("assignee"),
                row.getString("words").replaceAll("\\s+", " ").strip(),
                row.getLong("letters"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_message_at", OffsetDateTime.class).toInstant());
    }
}
