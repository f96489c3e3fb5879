package io.keepwell.conversations;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The conversations that somebody called spam.
@Repository
class SpamList {

    /// One of them.
    ///
    /// @param name who wrote it
    /// @param at   when it was called spam
    record Marked(long number, String subject, String name, Instant at) {}

    private final JdbcClient jdbc;

    SpamList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Marked> newest(int limit) {
        return jdbc.sql("""
                        select c.number, c.subject,
                               coalesce(u.name, (select email
                                                   from participant p
                                                  where p.conversation_id = c.id
                                                  order by added_at
                                                  limit 1), '') as name,
                               c.spam_at as at
                          from conversation c
                          join customer u on u.id = c.customer_id
                         where c.spam_at is not null
                         order by c.spam_at desc, c.id desc
                         limit :limit
                        """)
                .param("limit", limit)
                .query(new SimplePropertyRowMapper<>(Marked.class))
                .list();
    }
}
