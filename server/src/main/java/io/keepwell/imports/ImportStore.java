package io.keepwell.imports;

import io.keepwell.platform.BlobNames;
import io.keepwell.shared.Records;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of imports.
@Repository
class ImportStore implements BlobNames {

    static final int MOST_TROUBLES = 1000;

    private static final String SELECT = """
            select id, format, name, blob, size, mailbox_id as mailbox, member_id as member, state, failure, position, items,
                   conversations, messages, people, files, known, troubles, oldest, newest, created_at, changed_at
              from import_run
            """;

    /// What one item adds to the figures of its run.
    record Gain(long conversations, long messages, long people, long files, long known) {

        static final Gain NONE = new Gain(0, 0, 0, 0, 0);
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    ImportStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void insert(UUID id, Format format, String name, String blob, long size, @Nullable UUID mailbox, UUID member) {
        jdbc.sql("""
                        insert into import_run (id, format, name, blob, size, mailbox_id, member_id, state, created_at,
                                                changed_at)
                        values (:id, :format, :name, :blob, :size, :mailbox, :member, 'examining', :now, :now)
                        """)
                .param("id", id)
                .param("format", format.word())
                .param("name", name)
                .param("blob", blob)
                .param("size", size)
                .param("mailbox", mailbox)
                .param("member", member)
                .param("now", now())
                .update();
    }

    Optional<ImportRun> find(UUID id) {
        return jdbc.sql(SELECT + " where id = :id")
                .param("id", id)
                .query(Records.of(ImportRun.class))
                .optional();
    }

    /// The newest first.
    List<ImportRun> all() {
        return jdbc.sql(SELECT + " order by created_at desc, id desc limit 200")
                .query(Records.of(ImportRun.class))
                .list();
    }

    /// Moves a run on from one of the states; false where it is in none of them.
    boolean move(UUID id, List<String> from, String to, @Nullable String failure) {
        return jdbc.sql("""
                        update import_run
                           set state = :to, failure = :failure, changed_at = :now,
                               items = case when :to = 'examined' then position else items end
                         where id = :id and state in (:from)
                        """)
                        .param("id", id)
                        .param("from", from)
                        .param("to", to)
                        .param("failure", failure)
                        .param("now", now())
                        .update()
                == 1;
    }

    /// Begins the figures anew, before a file is gone through.
    void restart(UUID id) {
        jdbc.sql("""
                        update import_run
                           set position = 0, conversations = 0, messages = 0, people = 0, files = 0, known = 0, troubles = 0,
                               oldest = null, newest = null
                         where id = :id
                        """).param("id", id).update();
        jdbc.sql("delete from import_trouble where run_id = :id")
                .param("id", id)
                .update();
    }

    /// Notes an item that was dealt with.
    ///
    /// @return false where the run is in another state by now, and the item must not count
    boolean dealt(UUID id, String state, long item, Gain gain, @Nullable Instant oldest, @Nullable Instant newest) {
        return jdbc.sql("""
                        update import_run
                           set position = :position, conversations = conversations + :conversations,
                               messages = messages + :messages, people = people + :people, files = files + :files,
                               known = known + :known, oldest = least(oldest, :oldest), newest = greatest(newest, :newest),
                               changed_at = :now
                         where id = :id and state = :state
                        """)
                        .param("id", id)
                        .param("state", state)
                        .param("position", item + 1)
                        .param("conversations", gain.conversations())
                        .param("messages", gain.messages())
                        .param("people", gain.people())
                        .param("files", gain.files())
                        .param("known", gain.known())
                        .param("oldest", oldest == null ? null : oldest.atOffset(ZoneOffset.UTC))
                        .param("newest", newest == null ? null : newest.atOffset(ZoneOffset.UTC))
                        .param("now", now())
                        .update()
                == 1;
    }

    /// Notes several at once, of a file that is only looked at.
    void looked(UUID id, long position, Gain gain, @Nullable Instant oldest, @Nullable Instant newest) {
        dealt(id, "examining", position - 1, gain, oldest, newest);
    }

    void trouble(UUID id, long item, Trouble trouble) {
        jdbc.sql(
                        "update import_run set troubles = troubles + 1, position = greatest(position, :position) where id = :id")
                .param("id", id)
                .param("position", item + 1)
                .update();
        jdbc.sql("""
                        insert into import_trouble (run_id, item, place, words)
                        select :id, :item, :place, :words
                         where (select troubles from import_run where id = :id) <= :most
                        on conflict do nothing
                        """)
                .param("id", id)
                .param("item", item)
                .param("place", trouble.place())
                .param("words", trouble.words())
                .param("most", MOST_TROUBLES)
                .update();
    }

    List<Trouble> troubles(UUID id, int limit) {
        return jdbc.sql("select place, words from import_trouble where run_id = :id order by item limit :limit")
                .param("id", id)
                .param("limit", limit)
                .query((row, n) -> new Trouble(row.getString("place"), row.getString("words")))
                .list();
    }

    /// The file is not needed any more.
    void forgetFile(UUID id) {
        jdbc.sql("update import_run set blob = null where id = :id")
                .param("id", id)
                .update();
    }

    Optional<UUID> known(String source, String kind, String key) {
        return jdbc.sql("select id from imported where source = :source and kind = :kind and key = :key")
                .param("source", source)
                .param("kind", kind)
                .param("key", hash(key))
                .query((row, n) -> UUID.fromString(row.getString("id")))
                .optional();
    }

    /// Notes what a file calls something; false where that is known.
    boolean learn(String source, String kind, String key, UUID id) {
        return jdbc.sql("""
                        insert into imported (source, kind, key, id) values (:source, :kind, :key, :id)
                        on conflict do nothing
                        """)
                        .param("source", source)
                        .param("kind", kind)
                        .param("key", hash(key))
                        .param("id", id)
                        .update()
                == 1;
    }

    @Override
    public Set<String> named(Collection<String> digests) {
        return digests.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql("select blob from import_run where blob in (:digests)")
                        .param("digests", digests)
                        .query((row, n) -> row.getString("blob"))
                        .list());
    }

    private Object now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static byte[] hash(String key) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)), 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
