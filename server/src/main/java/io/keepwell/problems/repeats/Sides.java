package io.keepwell.problems.repeats;

import io.keepwell.problems.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Both times, side by side (3.8.6): when it was, what was said, what we told them, what we changed.
@Repository
class Sides {

    private static final int LONGEST = 400;
    private static final int LETTERS = 3;

    /// One of the times.
    ///
    /// @param title   what the team calls the problem
    /// @param number  number of the problem
    /// @param from    since when they had it
    /// @param until   until when, null while it lasts
    /// @param report  in which conversation they said so, or null where they did not write
    /// @param told    what we told them, the newest first
    /// @param changed what we changed then, or null
    record Side(
            String title,
            long number,
            Instant from,
            @Nullable Instant until,
            @Nullable Report report,
            List<Told> told,
            @Nullable String changed) {}

    /// What they said.
    record Report(long number, String subject, String words, Instant at) {}

    /// What we said.
    record Told(String words, @Nullable String author, boolean notice, Instant at) {}

    private final JdbcClient jdbc;

    Sides(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param person of whom
    /// @param time   which time
    /// @param next   when it happened again, or null for the latest
    /// @param own    the conversation to quote where it is one of this time, or null
    Side of(UUID person, Occurrence time, @Nullable Instant next, @Nullable UUID own) {
        var conversations = time.conversations();
        var quoted = own != null && conversations.contains(own)
                ? Optional.of(own)
                : time.sightings().stream()
                        .filter(it -> it.person().equals(person) && it.conversation() != null)
                        .flatMap(it -> Optional.ofNullable(it.conversation()).stream())
                        .findFirst()
                        .or(() -> conversations.stream().findFirst());
        record Head(String title, long number) {}
        var head = jdbc.sql("select title, number from problem where id = :problem")
                .param("problem", time.problem())
                .query((row, n) -> new Head(row.getString("title"), row.getLong("number")))
                .single();
        return new Side(
                head.title(),
                head.number(),
                time.from(),
                time.until(),
                quoted.flatMap(this::report).orElse(null),
                told(person, time, next),
                changed(time, next).orElse(null));
    }

    private Optional<Report> report(UUID conversation) {
        return jdbc.sql("""
                        select c.number, c.subject, left(m.text, :longest) as words, m.created_at
                          from conversation c
                          join message m on m.conversation_id = c.id and m.direction = 'in' and m.type = 'message'
                         where c.id = :conversation
                         order by m.created_at, m.id
                         limit 1
                        """)
                .param("conversation", conversation)
                .param("longest", LONGEST)
                .query((row, n) -> new Report(
                        row.getLong("number"),
                        row.getString("subject"),
                        row.getString("words"),
                        Rows.instant(row, "created_at")))
                .optional();
    }

    private List<Told> told(UUID person, Occurrence time, @Nullable Instant next) {
        return jdbc.sql("""
                        select left(m.text, :longest) as words, m.type = 'notice' as notice, m.author_name, m.created_at
                          from message m
                         where m.direction = 'out'
                           and m.type in ('message', 'notice')
                           and coalesce(m.delivery_state, 'sent') not in ('cancelled', 'failed', 'suppressed')
                           and m.created_at >= :from
                           and (cast(:next as timestamptz) is null or m.created_at < :next)
                           and (m.conversation_id = any(:conversations)
                                or m.id in (select n.message_id
                                              from notice n
                                              join customer c on c.id = n.customer_id
                                             where coalesce(c.merged_into, c.id) = :person
                                               and problem_survivor(n.problem_id) = :problem))
                         order by m.created_at desc, m.id desc
                         limit :most
                        """)
                .param("longest", LONGEST)
                .param("from", Rows.at(time.from()))
                .param("next", Rows.atOrNull(next))
                .param("conversations", time.conversations().toArray(UUID[]::new))
                .param("person", person)
                .param("problem", time.problem())
                .param("most", LETTERS)
                .query((row, n) -> new Told(
                        row.getString("words"),
                        row.getString("author_name"),
                        row.getBoolean("notice"),
                        Rows.instant(row, "created_at")))
                .list();
    }

    private Optional<String> changed(Occurrence time, @Nullable Instant next) {
        return jdbc.sql("""
                        select what_changed
                          from problem_episode
                         where problem_id = :problem
                           and fixed_at >= :from
                           and (cast(:next as timestamptz) is null or fixed_at < :next)
                         order by fixed_at desc
                         limit 1
                        """)
                .param("problem", time.problem())
                .param("from", Rows.at(time.from()))
                .param("next", Rows.atOrNull(next))
                .query((row, n) -> row.getString("what_changed"))
                .optional();
    }
}
