package io.keepwell.conversations;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of saved replies. A member finds their own, those of their teams and everybody's.
@Repository
class SavedReplyStore {

    private static final String SELECT = """
            select r.id, r.name, r.member_id, r.team_id, t.name as team_name, r.tags, r.uses
              from saved_reply r
              left join team t on t.id = r.team_id
             where """ + Sharing.FOUND;

    private record Text(UUID reply, String language, String text) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    SavedReplyStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Those a member finds, by name.
    List<SavedReply> all(UUID me) {
        return read(SELECT + " and r.deleted_at is null order by lower(r.name), r.id", me, null);
    }

    Optional<SavedReply> find(UUID id, UUID me) {
        return read(SELECT + " and r.deleted_at is null and r.id = :id", me, id).stream()
                .findFirst();
    }

    /// One that was deleted.
    Optional<SavedReply> deleted(UUID id, UUID me) {
        return read(SELECT + " and r.deleted_at is not null and r.id = :id", me, id).stream()
                .findFirst();
    }

    private List<SavedReply> read(String sql, UUID me, @Nullable UUID id) {
        var texts = texts(id);
        return jdbc.sql(sql)
                .param("me", me)
                .param("id", id)
                .query((row, n) -> new SavedReply(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getObject("member_id", UUID.class),
                        row.getObject("team_id", UUID.class),
                        row.getString("team_name"),
                        ConversationRow.strings(row.getArray("tags")),
                        texts.getOrDefault(row.getObject("id", UUID.class), Map.of()),
                        row.getLong("uses")))
                .list();
    }

    private Map<UUID, Map<String, String>> texts(@Nullable UUID id) {
        return jdbc
                .sql("""
                        select saved_reply_id, language, text
                          from saved_reply_text
                         where cast(:id as uuid) is null or saved_reply_id = :id
                        """)
                .param("id", id)
                .query((row, n) -> new Text(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Text::reply, Collectors.toMap(Text::language, Text::text, (a, b) -> a, TreeMap::new)));
    }

    void put(UUID id, UUID me, SavedReplyDraft draft) {
        jdbc.sql("""
                        insert into saved_reply (id, name, member_id, team_id, tags, created_at, changed_at)
                        values (:id, :name, :member, :team, :tags, :now, :now)
                        on conflict (id) do update
                           set name = excluded.name, member_id = excluded.member_id, team_id = excluded.team_id,
                               tags = excluded.tags, changed_at = excluded.changed_at
                        """)
                .param("id", id)
                .param("name", draft.givenName())
                .param("member", draft.givenScope().equals("own") ? me : null)
                .param("team", draft.team())
                .param("tags", draft.givenTags().toArray(String[]::new))
                .param("now", now())
                .update();
        jdbc.sql("delete from saved_reply_text where saved_reply_id = :id")
                .param("id", id)
                .update();
        draft.givenTexts()
                .forEach((language, text) -> jdbc.sql(
                                "insert into saved_reply_text (saved_reply_id, language, text) values (:id, :language, :text)")
                        .param("id", id)
                        .param("language", language)
                        .param("text", text)
                        .update());
    }

    void delete(UUID id) {
        jdbc.sql("update saved_reply set deleted_at = :now where id = :id")
                .param("id", id)
                .param("now", now())
                .update();
    }

    void restore(UUID id) {
        jdbc.sql("update saved_reply set deleted_at = null where id = :id")
                .param("id", id)
                .update();
    }

    void used(UUID id) {
        jdbc.sql("update saved_reply set uses = uses + 1, used_at = :now where id = :id")
                .param("id", id)
                .param("now", now())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
