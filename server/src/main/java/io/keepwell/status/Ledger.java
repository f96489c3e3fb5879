package io.keepwell.status;

import io.keepwell.platform.OutboxState;
import io.keepwell.shared.Ids;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who is told what: a row for each subscriber and post, there before any letter is.
@Repository
class Ledger {

    private final JdbcClient jdbc;

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A row whose letter is to be written.
    record Owed(UUID id, UUID post, UUID subscriber) {}

    void owe(UUID post, List<UUID> subscribers, Instant at) {
        for (var subscriber : subscribers) {
            jdbc.sql("""
                insert into status_mail (id, post_id, subscriber_id, state, changed_at)
                values (:id, :post, :subscriber, 'queued', :at)
                on conflict (post_id, subscriber_id) do nothing
                """)
                    .param("id", Ids.next())
                    .param("post", post)
                    .param("subscriber", subscriber)
                    .param("at", Columns.at(at))
                    .update();
        }
    }

    /// Rows whose letters are to be written, the oldest first.
    List<UUID> owed(int most) {
        return jdbc.sql("""
            select id from status_mail
             where state = 'queued' and letter_id is null
             order by post_id, id
             limit :most
            """)
                .param("most", most)
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    /// Takes one of them for this transaction; empty where it is done, or somebody else has it.
    Optional<Owed> take(UUID id) {
        return jdbc.sql("""
            select id, post_id, subscriber_id
              from status_mail
             where id = :id
               and state = 'queued'
               and letter_id is null
               for update skip locked
            """)
                .param("id", id)
                .query((row, n) -> new Owed(
                        row.getObject("id", UUID.class),
                        row.getObject("post_id", UUID.class),
                        // who stops it meanwhile has no id here any more
                        Optional.ofNullable(row.getObject("subscriber_id", UUID.class))
                                .orElse(new UUID(0, 0))))
                .optional();
    }

    void written(UUID id, UUID letter, Instant at) {
        jdbc.sql("update status_mail set letter_id = :letter, changed_at = :at where id = :id")
                .param("letter", letter)
                .param("at", Columns.at(at))
                .param("id", id)
                .update();
    }

    void settle(UUID id, OutboxState state, String reason, Instant at) {
        jdbc.sql("update status_mail set state = :state, reason = :reason, changed_at = :at where id = :id")
                .param("state", state.word())
                .param("reason", reason)
                .param("at", Columns.at(at))
                .param("id", id)
                .update();
    }

    /// A letter has come further.
    ///
    /// @return id of the subscriber it was to; empty where it is not one of ours, or they have gone
    Optional<UUID> letter(UUID letter, OutboxState state, @Nullable String reason, Instant at) {
        return jdbc.sql("""
            update status_mail
               set state = :state, reason = :reason, changed_at = :at
             where letter_id = :letter
            returning subscriber_id
            """)
                .param("state", state == OutboxState.HANDING_OVER ? OutboxState.SENDING.word() : state.word())
                .param("reason", reason)
                .param("at", Columns.at(at))
                .param("letter", letter)
                .query((row, n) -> Optional.ofNullable(row.getObject("subscriber_id", UUID.class)))
                .optional()
                .flatMap(it -> it);
    }

    /// What became of the letters of an incident's posts: how many are in each state, by its word.
    Map<UUID, Map<String, Long>> counts(UUID incident) {
        Map<UUID, Map<String, Long>> counts = new HashMap<>();
        jdbc.sql("""
            select m.post_id, m.state, count(*) as count
              from status_mail m
              join status_post p on p.id = m.post_id
             where p.incident_id = :incident
             group by m.post_id, m.state
             order by m.state
            """)
                .param("incident", incident)
                .query((row, n) -> counts.computeIfAbsent(
                                row.getObject("post_id", UUID.class), post -> new LinkedHashMap<>())
                        .put(row.getString("state"), row.getLong("count")))
                .list();
        return counts;
    }
}
