package io.keepwell.conversations;

import io.keepwell.platform.LiveUpdates;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Keeps who was named in a note until they have looked.
@Component
class Mentions {

    private final MessageStore messages;
    private final Members members;
    private final LiveUpdates live;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    Mentions(
            MessageStore messages,
            Members members,
            LiveUpdates live,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.messages = messages;
        this.members = members;
        this.live = live;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Takes part in the transaction that writes the note.
    @EventListener
    void on(ConversationHappened happened) {
        if (!(happened.what() instanceof ConversationHappened.Said(var id))) {
            return;
        }
        messages.find(id)
                .filter(message -> message.note() && message.text().indexOf('@') >= 0)
                .ifPresent(note -> MentionNames.in(note.text(), members.active()).stream()
                        .filter(member -> !member.id().equals(note.member()))
                        .forEach(member -> mention(note, member)));
    }

    private void mention(Message note, Member member) {
        int made = jdbc.sql("""
                        insert into conversation_mention (conversation_id, message_id, member_id, at)
                        values (:conversation, :message, :member, :at)
                        on conflict (message_id, member_id) do nothing
                        """)
                .param("conversation", note.conversation())
                .param("message", note.id())
                .param("member", member.id())
                .param("at", note.createdAt().atOffset(ZoneOffset.UTC))
                .update();
        if (made > 0) {
            events.publishEvent(new Mentioned(note.conversation(), note.id(), member.id(), note.member()));
        }
    }

    /// The member has the conversation before them, and with it the notes that name them.
    @Transactional
    void seen(UUID conversation, UUID member) {
        int seen = jdbc.sql("""
                        update conversation_mention
                           set seen_at = :now
                         where conversation_id = :conversation
                           and member_id = :member
                           and seen_at is null
                        """)
                .param("conversation", conversation)
                .param("member", member)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (seen > 0) {
            live.changed("inbox", conversation);
        }
    }
}
