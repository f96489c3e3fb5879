package io.keepwell.conversations;

import io.keepwell.tasks.Task;
import io.keepwell.tasks.Tasks;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What belongs to the letters of a conversation and goes where they go: promises, who was named in them, replies that
/// wait for their time, files of drafts. What went is noted, so that the same comes back.
@Component
class Followers {

    private final Tasks tasks;
    private final JdbcClient jdbc;

    Followers(Tasks tasks, JdbcClient jdbc) {
        this.tasks = tasks;
        this.jdbc = jdbc;
    }

    /// All that belongs to the source goes into the target.
    void all(Rearrangement act) {
        go(act, "task", ids(tasks.ofSubject(act.source())));
        go(act, "later-reply", rows("later_reply", act.source()));
        go(act, "kept-file", rows("kept_file", act.source()));
        mentions(act.source(), act.target());
    }

    /// What was promised in letters goes with them.
    void of(Rearrangement act, Collection<UUID> messages) {
        go(
                act,
                "task",
                messages.stream()
                        .flatMap(message -> tasks.madeIn(message).stream())
                        .map(Task::id)
                        .toList());
        mentions(act.source(), act.target());
    }

    /// What went comes back, as far as it is still there.
    void back(Rearrangement act) {
        var there = ids(tasks.ofSubject(act.target()));
        tasks.about(gone(act, "task").stream().filter(there::contains).toList(), act.source());
        bring("later_reply", gone(act, "later-reply"), act.source());
        bring("kept_file", gone(act, "kept-file"), act.source());
        mentions(act.target(), act.source());
    }

    /// All that belongs to the target, whether it went there or came since, goes into the source.
    void allBack(Rearrangement act) {
        tasks.about(ids(tasks.ofSubject(act.target())), act.source());
        bring("later_reply", rows("later_reply", act.target()), act.source());
        bring("kept_file", rows("kept_file", act.target()), act.source());
        mentions(act.target(), act.source());
    }

    private void go(Rearrangement act, String kind, List<UUID> ids) {
        jdbc.sql("""
                        insert into rearranged_row (rearrangement_id, kind, row_id)
                        select :act, :kind, unnest(:ids)
                        """)
                .param("act", act.id())
                .param("kind", kind)
                .param("ids", ids.toArray(UUID[]::new))
                .update();
        switch (kind) {
            case "task" -> tasks.about(ids, act.target());
            case "later-reply" -> bring("later_reply", ids, act.target());
            default -> bring("kept_file", ids, act.target());
        }
    }

    private List<UUID> gone(Rearrangement act, String kind) {
        return jdbc.sql("select row_id from rearranged_row where rearrangement_id = :act and kind = :kind")
                .param("act", act.id())
                .param("kind", kind)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    private List<UUID> rows(String table, UUID conversation) {
        return jdbc.sql("select id from " + table + " where conversation_id = :conversation")
                .param("conversation", conversation)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    private void bring(String table, List<UUID> ids, UUID to) {
        jdbc.sql("update " + table + " set conversation_id = :to where id = any(:ids)")
                .param("to", to)
                .param("ids", ids.toArray(UUID[]::new))
                .update();
    }

    // Whoever was named in a letter is named where the letter is.
    private void mentions(UUID from, UUID to) {
        jdbc.sql("""
                        update conversation_mention n
                           set conversation_id = m.conversation_id
                          from message m
                         where m.id = n.message_id
                           and m.conversation_id = :to
                           and n.conversation_id = :from
                        """).param("from", from).param("to", to).update();
    }

    private static List<UUID> ids(List<Task> tasks) {
        return tasks.stream().map(Task::id).toList();
    }
}
