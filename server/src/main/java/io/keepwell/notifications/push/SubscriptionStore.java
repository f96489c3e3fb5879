package io.keepwell.notifications.push;

import io.keepwell.platform.Keys;
import io.keepwell.shared.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The browsers that may notify people, as rows; where they are reached lies encrypted.
@Repository
class SubscriptionStore {

    private static final String SELECT = """
            select id, member_id, mark, address, user_agent, created_at, seen_at, reached_at, failure
              from push_subscription
            """;

    private final JdbcClient jdbc;
    private final Keys keys;
    private final Clock clock;

    SubscriptionStore(JdbcClient jdbc, Keys keys, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
    }

    /// Keeps a browser; one that is known belongs to this member from now on, for they are signed in there.
    UUID keep(UUID member, Address address, String userAgent) {
        return jdbc.sql("""
                        insert into push_subscription (id, member_id, mark, address, user_agent, created_at, seen_at)
                        values (:id, :member, :mark, :address, :userAgent, :now, :now)
                        on conflict (mark) do update
                           set member_id = excluded.member_id, address = excluded.address,
                               user_agent = excluded.user_agent, seen_at = excluded.seen_at, failure = null
                        returning id
                        """)
                .param("id", Ids.next())
                .param("member", member)
                .param("mark", address.mark())
                .param("address", keys.encrypt(address.joined()))
                .param("userAgent", userAgent)
                .param("now", now())
                .query((row, n) -> row.getObject("id", UUID.class))
                .single();
    }

    /// Notes that a browser still listens; false where it is not one of the member's.
    boolean seen(UUID member, byte[] mark) {
        return jdbc.sql("update push_subscription set seen_at = :now where mark = :mark and member_id = :member")
                        .param("now", now())
                        .param("mark", mark)
                        .param("member", member)
                        .update()
                == 1;
    }

    Optional<Subscription> find(UUID id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    Optional<Subscription> find(byte[] mark) {
        return jdbc.sql(SELECT + "where mark = :mark")
                .param("mark", mark)
                .query(this::read)
                .optional();
    }

    /// The browsers of a member, the last seen first.
    List<Subscription> of(UUID member) {
        return jdbc.sql(SELECT + "where member_id = :member order by seen_at desc, id")
                .param("member", member)
                .query(this::read)
                .list();
    }

    boolean any(UUID member) {
        return jdbc.sql("select exists(select 1 from push_subscription where member_id = :member)")
                .param("member", member)
                .query(Boolean.class)
                .single();
    }

    void delete(UUID id) {
        jdbc.sql("delete from push_subscription where id = :id").param("id", id).update();
    }

    void deleteAll(UUID member) {
        jdbc.sql("delete from push_subscription where member_id = :member")
                .param("member", member)
                .update();
    }

    /// Notes what became of the last one.
    ///
    /// @param failure what the push service said, null where it took it
    void tried(UUID id, @Nullable String failure) {
        jdbc.sql("""
                        update push_subscription
                           set failure = :failure,
                               reached_at = case when cast(:failure as text) is null then :now else reached_at end
                         where id = :id
                        """)
                .param("failure", failure)
                .param("now", now())
                .param("id", id)
                .update();
    }

    private Subscription read(ResultSet row, int n) throws SQLException {
        var reached = row.getObject("reached_at", OffsetDateTime.class);
        return new Subscription(
                row.getObject("id", UUID.class),
                row.getObject("member_id", UUID.class),
                HexFormat.of().formatHex(row.getBytes("mark")),
                Address.split(keys.decrypt(row.getBytes("address"))),
                row.getString("user_agent"),
                instant(row, "created_at"),
                instant(row, "seen_at"),
                reached == null ? null : reached.toInstant(),
                row.getString("failure"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
