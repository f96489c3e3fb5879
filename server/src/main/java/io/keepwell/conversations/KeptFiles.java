package io.keepwell.conversations;

import io.keepwell.mail.IncomingMail;
import io.keepwell.platform.BlobNames;
import io.keepwell.shared.Ids;
import io.keepwell.shared.Records;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Files that wait with a draft or with a reply for later.
@Repository
class KeptFiles implements BlobNames {

    /// A file.
    record Kept(UUID id, String name, String contentType, long size, String blob) {

        IncomingMail.Attachment attachment() {
            return new IncomingMail.Attachment(name, contentType, size, blob, null, false);
        }
    }

    private static final String SELECT = "select id, name, content_type, size, blob from kept_file ";

    private final JdbcClient jdbc;
    private final Clock clock;

    KeptFiles(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// The files of a draft, in the order they were added.
    List<Kept> ofDraft(UUID conversation, UUID member) {
        return jdbc.sql(SELECT + """
                         where conversation_id = :conversation
                           and member_id = :member
                           and later_id is null
                         order by id
                        """)
                .param("conversation", conversation)
                .param("member", member)
                .query(Records.of(Kept.class))
                .list();
    }

    List<Kept> ofLater(UUID later) {
        return jdbc.sql(SELECT + "where later_id = :later order by id")
                .param("later", later)
                .query(Records.of(Kept.class))
                .list();
    }

    /// The same for several at once.
    Map<UUID, List<String>> namesOfLater(Collection<UUID> later) {
        return later.isEmpty()
                ? Map.of()
                : jdbc
                        .sql("select later_id, name from kept_file where later_id in (:later) order by id")
                        .param("later", later)
                        .query((row, n) -> Map.entry(row.getObject("later_id", UUID.class), row.getString("name")))
                        .list()
                        .stream()
                        .collect(Collectors.groupingBy(
                                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /// Adds a file to a draft.
    Kept add(UUID conversation, UUID member, IncomingMail.Attachment file) {
        var kept = new Kept(Ids.next(), file.name(), file.contentType(), file.size(), file.blob());
        jdbc.sql("""
                        insert into kept_file (id, conversation_id, member_id, name, content_type, size, blob, created_at)
                        values (:id, :conversation, :member, :name, :contentType, :size, :blob, :now)
                        """)
                .param("id", kept.id())
                .param("conversation", conversation)
                .param("member", member)
                .param("name", kept.name())
                .param("contentType", kept.contentType())
                .param("size", kept.size())
                .param("blob", kept.blob())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return kept;
    }

    /// Lets a draft have these files and no others.
    void keep(UUID conversation, UUID member, List<IncomingMail.Attachment> files) {
        drop(conversation, member);
        files.forEach(file -> add(conversation, member, file));
    }

    /// Gives files back to a draft, beside those it has.
    void giveBack(UUID conversation, UUID member, List<IncomingMail.Attachment> files) {
        files.forEach(file -> add(conversation, member, file));
    }

    /// Hands the files over to a reply for later.
    void wait(UUID later, UUID conversation, UUID member, List<IncomingMail.Attachment> files) {
        files.stream()
                .map(file -> add(conversation, member, file).id())
                .forEach(id -> jdbc.sql("update kept_file set later_id = :later where id = :id")
                        .param("later", later)
                        .param("id", id)
                        .update());
    }

    /// Gives the files of a reply for later back to its author's draft.
    void backToDraft(UUID later, UUID member) {
        jdbc.sql("update kept_file set later_id = null, member_id = :member where later_id = :later")
                .param("later", later)
                .param("member", member)
                .update();
    }

    void dropLater(UUID later) {
        jdbc.sql("delete from kept_file where later_id = :later")
                .param("later", later)
                .update();
    }

    /// Takes one file off a draft of this member.
    Optional<UUID> remove(UUID id, UUID member) {
        return jdbc.sql(
                        "delete from kept_file where id = :id and member_id = :member and later_id is null returning conversation_id")
                .param("id", id)
                .param("member", member)
                .query(UUID.class)
                .optional();
    }

    void drop(UUID conversation, UUID member) {
        jdbc.sql("""
                        delete from kept_file
                         where conversation_id = :conversation
                           and member_id = :member
                           and later_id is null
                        """)
                .param("conversation", conversation)
                .param("member", member)
                .update();
    }

    @Override
    public Set<String> named(Collection<String> digests) {
        return digests.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql("select distinct blob from kept_file where blob in (:digests)")
                        .param("digests", digests)
                        .query((row, n) -> row.getString(1))
                        .list());
    }
}
