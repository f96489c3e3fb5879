package io.keepwell.portal;

import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of customers' pages: how they are set up, when their customers were there, and what they did there.
@Repository
class PortalStore {

    /// Whoever comes back within this time is still here.
    private static final Duration VISIT = Duration.ofMinutes(30);

    private final JdbcClient jdbc;
    private final Clock clock;

    PortalStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    PortalSettings settings() {
        return jdbc.sql("select enabled, in_letters, company, colour from portal_settings")
                .query((row, n) -> new PortalSettings(
                        row.getBoolean("enabled"),
                        row.getBoolean("in_letters"),
                        row.getString("company"),
                        row.getString("colour")))
                .optional()
                .orElse(PortalSettings.USUAL);
    }

    void keep(PortalSettings settings) {
        jdbc.sql("""
            insert into portal_settings (enabled, in_letters, company, colour, changed_at)
            values (:enabled, :letters, :company, :colour, :now)
            on conflict (one) do update
               set enabled = excluded.enabled, in_letters = excluded.in_letters, company = excluded.company,
                   colour = excluded.colour, changed_at = excluded.changed_at
            """)
                .param("enabled", settings.enabled())
                .param("letters", settings.inLetters())
                .param("company", settings.company())
                .param("colour", settings.colour())
                .param("now", clock.instant().atOffset(UTC))
                .update();
    }

    /// When somebody was here before this visit; empty where this is the first.
    Optional<Instant> before(UUID customer) {
        return jdbc.sql("select visited_at, before_at from portal_customer where customer_id = :customer")
                .param("customer", customer)
                .query((row, n) -> before(row))
                .optional()
                .flatMap(it -> it);
    }

    private Optional<Instant> before(ResultSet row) throws SQLException {
        var visited = instant(row, "visited_at");
        boolean here = visited != null && visited.isAfter(clock.instant().minus(VISIT));
        return Optional.ofNullable(here ? instant(row, "before_at") : visited);
    }

    /// When somebody was here last; empty for never.
    Optional<Instant> visited(UUID customer) {
        return jdbc.sql("select visited_at from portal_customer where customer_id = :customer")
                .param("customer", customer)
                .query((row, n) -> Optional.ofNullable(instant(row, "visited_at")))
                .optional()
                .flatMap(it -> it);
    }

    /// A person is here, as something they did shows: what is on the page that was drawn then is not new next time.
    void visited(UUID customer, Instant drawn) {
        jdbc.sql("""
            insert into portal_customer (customer_id, visited_at) values (:customer, :drawn)
            on conflict (customer_id) do update
               set before_at  = case when portal_customer.visited_at < excluded.visited_at - make_interval(mins => :visit)
                                     then portal_customer.visited_at else portal_customer.before_at end,
                   visited_at = greatest(portal_customer.visited_at, excluded.visited_at)
            """)
                .param("customer", customer)
                .param("drawn", drawn.atOffset(UTC))
                .param("visit", (int) VISIT.toMinutes())
                .update();
    }

    /// They have seen all of it: nothing on the page that was drawn then is new any more.
    void seen(UUID customer, Instant drawn) {
        jdbc.sql("""
            insert into portal_customer (customer_id, visited_at, before_at) values (:customer, :drawn, :drawn)
            on conflict (customer_id) do update
               set before_at = excluded.before_at,
                   visited_at = greatest(portal_customer.visited_at, excluded.visited_at)
            """)
                .param("customer", customer)
                .param("drawn", drawn.atOffset(UTC))
                .update();
    }

    /// Notes what somebody did by themselves.
    void did(UUID customer, PortalDeed deed) {
        jdbc.sql("insert into portal_deed (id, customer_id, kind, at) values (:id, :customer, :kind, :now)")
                .param("id", Ids.next())
                .param("customer", customer)
                .param("kind", deed.word())
                .param("now", clock.instant().atOffset(UTC))
                .update();
    }

    /// How often each thing was done within a time.
    Map<String, Long> deeds(Instant from, Instant to) {
        var counts = new LinkedHashMap<String, Long>();
        for (var deed : PortalDeed.values()) {
            counts.put(deed.word(), 0L);
        }
        jdbc.sql("select kind, count(*) as many from portal_deed where at >= :from and at < :to group by kind")
                .param("from", from.atOffset(UTC))
                .param("to", to.atOffset(UTC))
                .query(row -> {
                    counts.put(row.getString("kind"), row.getLong("many"));
                });
        return counts;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
