package io.keepwell.conversations;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What members have typed and not sent: per conversation one reply (`message`) and one note (`note`) each.
@Repository
class Drafts {

    private final JdbcClient jdbc;
    private final Clock clock;

    Drafts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Keeps the text in place of what was there; an empty one drops it.
    void keep(UUID conversation, UUID member, String type, String text) {
        if (text.isBlank()) {
            drop(conversation, member, type);
            return;
        }
        jdbc.sql("""
                        insert into draft (conversation_id, member_id, type, text, changed_at)
                        values (:conversation, :member, :type, :text, :now)
                        on conflict (conversation_id, member_id, type) do update
                           set text = excluded.text, changed_at = excluded.changed_at
                        """)
                .param("conversation", conversation)
                .param("member", member)
                .param("type", type)
                .param("text", text)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Puts a text back, before what has been typed since.
    void giveBack(UUID conversation, UUID member, String type, String text) {
        var since = find(conversation, member, type);
        keep(
                conversation,
                member,
                type,
                since.map(typed -> text + "\n\n" + typed).orElse(text));
    }

    void drop(UUID conversation, UUID member, String type) {
        jdbc.sql("""
                        delete from draft
                         where conversation_id = :conversation
                           and member_id = :member
                           and type = :type
                        """)
                .param("conversation", conversation)
                .param("member", member)
                .param("type", type)
                .update();
    }

    Optional<String> find(UUID conversation, UUID member, String type) {
        return jdbc.sql("""
                        select text
                          from draft
                         where conversation_id = :conversation
                           and member_id = :member
                           and type = :type
                        """)
                .param("conversation", conversation)
                .param("member", member)
                .param("type", type)
                .query(String.class)
                .optional();
    }
}
