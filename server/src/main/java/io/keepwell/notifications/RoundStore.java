package io.keepwell.notifications;

import io.keepwell.shared.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What is about to leave by mail or for browsers, gathered by person and conversation.
@Repository
class RoundStore {

    /// How patient a way is.
    ///
    /// @param waits   so long it waits: whoever sees the bell meanwhile needs nothing more
    /// @param between at least so long from one to the next about the same conversation
    record Pace(Duration waits, Duration between) {

        static Pace of(Way way) {
            return way == Way.MAIL
                    ? new Pace(Duration.ofMinutes(1), Duration.ofMinutes(10))
                    : new Pace(Duration.ofSeconds(3), Notifications.TOGETHER);
        }
    }

    /// @param since what happened from then on belongs to it
    record Round(UUID id, UUID member, UUID conversation, Way way, Instant since) {}

    private final JdbcClient jdbc;

    RoundStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Begins a round, unless one is gathering.
    void open(UUID member, UUID conversation, Way way, Instant now) {
        var pace = Pace.of(way);
        jdbc.sql("""
                        insert into notification_round (id, member_id, conversation_id, way, since, due_at)
                        select :id, :member, :conversation, :way, :now,
                               greatest(cast(:soonest as timestamptz),
                                        (select max(settled_at) + cast(:between as interval)
                                           from notification_round
                                          where member_id = :member
                                            and conversation_id = :conversation
                                            and way = :way
                                            and outcome = 'told'))
                        on conflict (member_id, conversation_id, way) where settled_at is null do nothing
                        """)
                .param("id", Ids.next())
                .param("member", member)
                .param("conversation", conversation)
                .param("way", way.word())
                .param("now", at(now))
                .param("soonest", at(now.plus(pace.waits())))
                .param("between", pace.between().toSeconds() + " seconds")
                .update();
    }

    /// Takes what is due, held until the transaction ends.
    List<Round> due(Instant now, int limit) {
        return jdbc.sql("""
                        select id, member_id, conversation_id, way, since
                          from notification_round
                         where settled_at is null
                           and due_at <= :now
                         order by due_at
                         limit :limit
                           for update skip locked
                        """)
                .param("now", at(now))
                .param("limit", limit)
                .query((row, n) -> new Round(
                        row.getObject("id", UUID.class),
                        row.getObject("member_id", UUID.class),
                        row.getObject("conversation_id", UUID.class),
                        Way.named(row.getString("way")).orElseThrow(),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .list();
    }

    void settle(UUID id, String outcome, Instant now) {
        jdbc.sql("update notification_round set settled_at = :now, outcome = :outcome where id = :id")
                .param("now", at(now))
                .param("outcome", outcome)
                .param("id", id)
                .update();
    }

    void wait(UUID id, Instant until) {
        jdbc.sql("update notification_round set due_at = :until where id = :id")
                .param("until", at(until))
                .param("id", id)
                .update();
    }

    int forget(Instant before) {
        return jdbc.sql("delete from notification_round where settled_at < :before")
                .param("before", at(before))
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
