package io.keepwell.webhooks;

import io.keepwell.shared.Ids;
import io.keepwell.shared.Records;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of events, deliveries and attempts.
@Repository
class DeliveryStore {

    private static final String SELECT = """
            select d.id, d.endpoint_id, d.event_id, e.sequence, e.type, e.subject_id, e.occurred_at, e.data, d.replay,
                   d.state, d.created_at, d.settled_at
              from webhook_delivery d
              join webhook_event e on e.id = d.event_id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    DeliveryStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Empties what was told of these subjects.
    void forget(Collection<UUID> subjects) {
        jdbc.sql("update webhook_event set data = '{}' where subject_id in (:subjects)")
                .param("subjects", subjects)
                .update();
    }

    UUID event(String type, UUID subject, Instant at, String data) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into webhook_event (id, type, subject_id, occurred_at, data, created_at)
                        values (:id, :type, :subject, :at, :data, :now)
                        """)
                .param("id", id)
                .param("type", type)
                .param("subject", subject)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("data", data)
                .param("now", now())
                .update();
        return id;
    }

    /// A delivery of an event; of one that was delivered before, a replay.
    UUID insert(UUID endpoint, UUID event, boolean waits) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into webhook_delivery (id, endpoint_id, event_id, replay, state, created_at)
                        select :id, :endpoint, :event, coalesce(max(replay) + 1, 0), :state, :now
                          from webhook_delivery
                         where endpoint_id = :endpoint and event_id = :event
                        """)
                .param("id", id)
                .param("endpoint", endpoint)
                .param("event", event)
                .param("state", waits ? "waiting" : "queued")
                .param("now", now())
                .update();
        return id;
    }

    Optional<Delivery> find(UUID id) {
        return jdbc.sql(SELECT + "where d.id = :id")
                .param("id", id)
                .query(DeliveryStore::delivery)
                .optional();
    }

    /// The newest of an endpoint.
    List<Delivery> newest(UUID endpoint, @Nullable Instant beforeAt, @Nullable UUID beforeId, int limit) {
        return jdbc.sql(SELECT + """
                         where d.endpoint_id = :endpoint
                           and (:beforeAt::timestamptz is null
                            or (d.created_at, d.id) < (:beforeAt::timestamptz, :beforeId::uuid))
                         order by d.created_at desc, d.id desc
                         limit :limit
                        """)
                .param("endpoint", endpoint)
                .param("beforeAt", beforeAt == null ? null : beforeAt.atOffset(ZoneOffset.UTC))
                .param("beforeId", beforeId)
                .param("limit", limit)
                .query(DeliveryStore::delivery)
                .list();
    }

    /// The events an endpoint was told, or was to be told, of a span of time, in their order.
    List<UUID> events(UUID endpoint, Instant from, Instant to, int limit) {
        return jdbc.sql("""
                        select e.id
                          from webhook_event e
                         where e.created_at >= :from
                           and e.created_at < :to
                           and exists (select 1 from webhook_delivery d
                                        where d.event_id = e.id and d.endpoint_id = :endpoint)
                         order by e.sequence
                         limit :limit
                        """)
                .param("endpoint", endpoint)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /// Those that wait for their endpoint, in their order.
    List<UUID> waiting(UUID endpoint) {
        return jdbc.sql("""
                        select d.id
                          from webhook_delivery d
                          join webhook_event e on e.id = d.event_id
                         where d.endpoint_id = :endpoint
                           and d.state = 'waiting'
                         order by e.sequence
                        """)
                .param("endpoint", endpoint)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    void state(UUID id, String state) {
        jdbc.sql("""
                        update webhook_delivery
                           set state = :state,
                               settled_at = case when :state in ('delivered', 'failed') then :now::timestamptz end
                         where id = :id
                        """).param("state", state).param("now", now()).param("id", id).update();
    }

    void attempt(Delivery.Attempt attempt) {
        jdbc.sql("""
                        insert into webhook_attempt (delivery_id, attempt, at, status, millis, words)
                        values (:delivery, :attempt, :at, :status, :millis, :words)
                        on conflict do nothing
                        """)
                .param("delivery", attempt.delivery())
                .param("attempt", attempt.attempt())
                .param("at", attempt.at().atOffset(ZoneOffset.UTC))
                .param("status", attempt.status())
                .param("millis", attempt.millis())
                .param("words", attempt.words())
                .update();
    }

    /// The attempts of deliveries, the first one first.
    Map<UUID, List<Delivery.Attempt>> attempts(List<UUID> deliveries) {
        return jdbc
                .sql("""
                        select delivery_id as delivery, attempt, at, status, millis, words
                          from webhook_attempt
                         where delivery_id = any(:deliveries)
                         order by attempt
                        """)
                .param("deliveries", deliveries.toArray(UUID[]::new))
                .query(Records.of(Delivery.Attempt.class))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Delivery.Attempt::delivery));
    }

    /// Whether anything was delivered to the endpoint since.
    boolean succeededSince(UUID endpoint, Instant since) {
        return jdbc.sql("select coalesce(last_success_at >= :since, false) from webhook_endpoint where id = :id")
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("id", endpoint)
                .query(Boolean.class)
                .single();
    }

    /// Forgets what is older, but not what still waits; returns how many events that were.
    int forget(Duration age) {
        return jdbc.sql("""
                        delete from webhook_event e
                         where created_at < :limit
                           and not exists (select 1 from webhook_delivery d
                                            where d.event_id = e.id and d.state in ('queued', 'waiting'))
                        """)
                .param("limit", clock.instant().minus(age).atOffset(ZoneOffset.UTC))
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Delivery delivery(ResultSet row, int n) throws SQLException {
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getObject("endpoint_id", UUID.class),
                row.getObject("event_id", UUID.class),
                row.getLong("sequence"),
                row.getString("type"),
                row.getObject("subject_id", UUID.class),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getString("data"),
                row.getInt("replay"),
                row.getString("state"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                EndpointStore.instant(row, "settled_at"));
    }
}
