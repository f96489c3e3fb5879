package io.keepwell.notifications;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What people are told, as rows.
@Repository
class NotificationStore {

    private static final String SELECT = """
            select id, member_id, kind, cause, coalesce(conversation_id, problem_id, follow_up_id) as conversation_id, message_id, by_id, detail, due_at, times, created_at,
                   seen_at
              from notification
            """;

    private final JdbcClient jdbc;

    NotificationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Writes it, unless the member was told of this cause before.
    boolean insert(UUID id, UUID member, Occasion occasion, boolean bell, Instant now) {
        int written = jdbc.sql("""
                        insert into notification (id, member_id, kind, cause, conversation_id, problem_id, follow_up_id, message_id, by_id,
                                                  detail, due_at, bell, created_at)
                        values (:id, :member, :kind, :cause, :conversation, :problem, :followUp, :message, :by, :detail, :due, :bell, :now)
                        on conflict (member_id, kind, cause) do nothing
                        """)
                .param("id", id)
                .param("member", member)
                .param("kind", occasion.kind().word())
                .param("cause", occasion.cause())
                .param(
                        "conversation",
                        occasion.kind().ofProblem() || occasion.kind().ofFollowUp() ? null : occasion.conversation())
                .param("followUp", occasion.kind().ofFollowUp() ? occasion.conversation() : null)
                .param("problem", occasion.kind().ofProblem() ? occasion.conversation() : null)
                .param("message", occasion.message())
                .param("by", occasion.by())
                .param("detail", occasion.detail())
                .param("due", at(occasion.dueAt()))
                .param("bell", bell)
                .param("now", at(now))
                .update();
        return written == 1;
    }

    /// Counts the occasion on what the member was told a moment ago and has not seen; false where there is none.
    boolean again(UUID member, Occasion occasion, Instant since, Instant now) {
        int counted = jdbc.sql("""
                        update notification
                           set times = times + 1, created_at = :now, by_id = :by, message_id = :message,
                               detail = :detail, due_at = :due
                         where id = (select id
                                       from notification
                                      where member_id = :member
                                        and (conversation_id = :conversation or problem_id = :conversation
                                or follow_up_id = :conversation)
                                        and kind = :kind
                                        and cause <> :cause
                                        and seen_at is null
                                        and created_at > :since
                                      order by created_at desc
                                      limit 1)
                        """)
                .param("member", member)
                .param("conversation", occasion.conversation())
                .param("kind", occasion.kind().word())
                .param("cause", occasion.cause())
                .param("by", occasion.by())
                .param("message", occasion.message())
                .param("detail", occasion.detail())
                .param("due", at(occasion.dueAt()))
                .param("since", at(since))
                .param("now", at(now))
                .update();
        return counted == 1;
    }

    Optional<Notification> find(UUID id) {
        return jdbc.sql(SELECT + " where id = :id")
                .param("id", id)
                .query(NotificationStore::read)
                .optional();
    }

    Optional<Notification> find(UUID id, UUID member) {
        return jdbc.sql(SELECT + " where id = :id and member_id = :member")
                .param("id", id)
                .param("member", member)
                .query(NotificationStore::read)
                .optional();
    }

    /// What stands behind the bell, newest first.
    ///
    /// @param unseenOnly whether what was seen is left out
    /// @param before     where the last part ended, or null
    List<Notification> list(UUID member, boolean unseenOnly, @Nullable Place before, int limit) {
        return jdbc.sql(SELECT + """
                         where member_id = :member
                           and bell
                           and (not :unseenOnly or seen_at is null)
                           and (cast(:at as timestamptz) is null
                                or (created_at, id) < (cast(:at as timestamptz), cast(:id as uuid)))
                         order by created_at desc, id desc
                         limit :limit
                        """)
                .param("member", member)
                .param("unseenOnly", unseenOnly)
                .param("at", before == null ? null : at(before.at()))
                .param("id", before == null ? null : before.id())
                .param("limit", limit)
                .query(NotificationStore::read)
                .list();
    }

    /// Where a part of the list ended.
    record Place(Instant at, UUID id) {}

    /// What the member has not seen about a conversation since an instant, newest first, whether behind the bell or
    /// not.
    List<Notification> unseen(UUID member, UUID conversation, Instant since) {
        return jdbc.sql(SELECT + """
                         where member_id = :member
                           and (conversation_id = :conversation or problem_id = :conversation
                                or follow_up_id = :conversation)
                           and seen_at is null
                           and created_at >= :since
                         order by created_at desc, id desc
                        """)
                .param("member", member)
                .param("conversation", conversation)
                .param("since", at(since))
                .query(NotificationStore::read)
                .list();
    }

    int unseen(UUID member) {
        return jdbc.sql("select count(*) from notification where member_id = :member and bell and seen_at is null")
                .param("member", member)
                .query(Integer.class)
                .single();
    }

    /// The conversations about which there is something that the member has not seen.
    List<UUID> conversations(UUID member, int limit) {
        return jdbc.sql("""
                        select distinct conversation_id
                          from notification
                         where member_id = :member
                           and conversation_id is not null
                           and seen_at is null
                         limit :limit
                        """)
                .param("member", member)
                .param("limit", limit)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    int seen(UUID id, UUID member, @Nullable Instant at) {
        return jdbc.sql("""
                        update notification
                           set seen_at = :at
                         where id = :id
                           and member_id = :member
                           and (seen_at is null) <> (cast(:at as timestamptz) is null)
                        """)
                .param("id", id)
                .param("member", member)
                .param("at", at(at))
                .update();
    }

    /// Everything up to now, or all about a conversation.
    int seenAll(UUID member, @Nullable UUID conversation, Instant at) {
        return jdbc.sql("""
                        update notification
                           set seen_at = :at
                         where member_id = :member
                           and seen_at is null
                           and created_at <= :at
                           and (cast(:conversation as uuid) is null or conversation_id = :conversation
                                or problem_id = :conversation or follow_up_id = :conversation)
                        """)
                .param("member", member)
                .param("conversation", conversation)
                .param("at", at(at))
                .update();
    }

    /// What was called seen at once, at that very instant, is unseen again.
    int unseeAll(UUID member, Instant seenAt) {
        return jdbc.sql("update notification set seen_at = null where member_id = :member and seen_at = :at")
                .param("member", member)
                .param("at", at(seenAt))
                .update();
    }

    /// Somebody has it now: that it came in for the team is no news any more.
    ///
    /// @return the members who had been told
    List<UUID> forgetForTeam(UUID conversation) {
        return jdbc.sql("""
                        delete from notification
                         where conversation_id = :conversation
                           and kind = 'team'
                           and seen_at is null
                        returning member_id
                        """)
                .param("conversation", conversation)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /// Forgets what was seen before an instant, and what nobody looked at for longer.
    int forget(Instant seenBefore, Instant madeBefore) {
        return jdbc.sql("delete from notification where seen_at < :seen or created_at < :made")
                .param("seen", at(seenBefore))
                .param("made", at(madeBefore))
                .update();
    }

    private static Notification read(ResultSet row, int n) throws SQLException {
        return new Notification(
                row.getObject("id", UUID.class),
                row.getObject("member_id", UUID.class),
                Kind.named(row.getString("kind")).orElseThrow(),
                row.getString("cause"),
                row.getObject("conversation_id", UUID.class),
                row.getObject("message_id", UUID.class),
                row.getObject("by_id", UUID.class),
                row.getString("detail"),
                instant(row, "due_at"),
                row.getInt("times"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "seen_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
