package io.keepwell.problems;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// When the fixes of broadcasts reach whom, and whose rows wait for that.
@Repository
class AvailabilityStore {

    private static final String OWED = """
            select n.id, n.broadcast_id, coalesce(who.merged_into, who.id) as customer_id, n.available_at
              from notice n
              join customer who on who.id = n.customer_id
             where n.state = 'owed'
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AvailabilityStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// A row that waits.
    ///
    /// @param availableAt from when on they have the fix, or null
    record Owed(
            UUID notice,
            UUID broadcast,
            UUID customer,
            @Nullable Instant availableAt) {}

    void set(UUID broadcast, Availability availability) {
        jdbc.sql("update broadcast set availability = cast(:availability as jsonb) where id = :id")
                .param("availability", availability.everybody() ? null : json.writeValueAsString(availability.json()))
                .param("id", broadcast)
                .update();
    }

    /// Of a broadcast; empty where there is no such broadcast.
    Optional<Availability> find(UUID broadcast) {
        return jdbc.sql("select coalesce(availability::text, '{}') from broadcast where id = :id")
                .param("id", broadcast)
                .query(String.class)
                .optional()
                .map(this::read);
    }

    /// What was said last of the fix of an episode.
    Availability ofEpisode(UUID problem, int episode) {
        return jdbc.sql("""
                        select coalesce(availability::text, '{}')
                          from broadcast
                         where problem_id = :problem
                           and episode = :episode
                           and stage = 'fixed'
                           and state <> 'cancelled'
                         order by made_at desc, id desc
                         limit 1
                        """)
                .param("problem", problem)
                .param("episode", episode)
                .query(String.class)
                .optional()
                .map(this::read)
                .orElse(Availability.EVERYBODY);
    }

    private Availability read(String text) {
        return Availability.of(json.readValue(text, Availability.Json.class));
    }

    /// The broadcasts that somebody waits for because of what is known of them.
    List<UUID> waiting() {
        return jdbc.sql("""
                        select distinct b.id
                          from notice n
                          join broadcast b on b.id = n.broadcast_id
                         where n.state = 'owed'
                           and b.availability is not null
                        """).query((row, n) -> row.getObject(1, UUID.class)).list();
    }

    List<Owed> owed(UUID broadcast) {
        return jdbc.sql(OWED + " and n.broadcast_id = :broadcast order by n.id")
                .param("broadcast", broadcast)
                .query(AvailabilityStore::owed)
                .list();
    }

    /// What a person waits for, under whichever of their profiles.
    List<Owed> owedTo(UUID customer) {
        return jdbc.sql(OWED + """
                           and n.customer_id in (select id from customer where id = :customer or merged_into = :customer)
                         order by n.id
                        """)
                .param("customer", customer)
                .query(AvailabilityStore::owed)
                .list();
    }

    private static Owed owed(ResultSet row, int n) throws SQLException {
        return new Owed(
                row.getObject("id", UUID.class),
                row.getObject("broadcast_id", UUID.class),
                row.getObject("customer_id", UUID.class),
                Rows.instantOrNull(row, "available_at"));
    }

    void available(UUID notice, @Nullable Instant at) {
        jdbc.sql("update notice set available_at = :at where id = :id and state = 'owed'")
                .param("at", Rows.atOrNull(at))
                .param("id", notice)
                .update();
    }
}
