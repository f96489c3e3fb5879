package io.keepwell.conversations.people;

import io.keepwell.conversations.Conversation;
import io.keepwell.shared.Records;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What stands above a thread, read from the rows.
@Repository
class ThreadFacts {

    /// A letter of the thread.
    ///
    /// @param theirs  whether the customer wrote it, and no machine of theirs
    /// @param subject of the conversation with the first letter, else empty
    record Letter(UUID id, boolean theirs, String subject, String text) {}

    /// Counts of a customer and of the conversation.
    ///
    /// @param earlier    conversations before this one
    /// @param complaints complaints among them
    /// @param causesOpen those whose cause is not known or not fixed yet
    /// @param letters    letters of the customer in this one
    record Counts(long earlier, long complaints, long causesOpen, long letters) {}

    /// An earlier complaint.
    record Complaint(long number, String subject, String state, String cause, Instant createdAt) {

        String title() {
            return ConversationTimeline.subject(subject);
        }
    }

    private final JdbcClient jdbc;

    ThreadFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The last letters up to the customer's newest, oldest first: theirs to be heard, ours for what they quote.
    List<Letter> letters(UUID conversation, int limit) {
        return jdbc.sql("""
                        select m.id, m.direction = 'in' and m.verified and m.automatic = 'no' as theirs,
                               case when m.created_at = (select min(created_at) from message
                                                          where conversation_id = :conversation)
                                    then c.subject else '' end as subject,
                               left(m.text, 60000) as text
                          from (select id, conversation_id, direction, verified, automatic, text, created_at
                                  from message
                                 where conversation_id = :conversation
                                   and type in ('message', 'acknowledgement')
                                 order by created_at desc, id desc
                                 limit :limit) m
                          join conversation c on c.id = m.conversation_id
                         order by m.created_at, m.id
                        """)
                .param("conversation", conversation)
                .param("limit", limit)
                .query(Records.of(Letter.class))
                .list();
    }

    Counts counts(Conversation conversation) {
        return jdbc.sql("""
                        select count(*) as earlier,
                               count(*) filter (where kind = 'complaint') as complaints,
                               count(*) filter (where kind = 'complaint' and cause in ('none', 'triage', 'open'))
                                   as causes_open,
                               (select count(*)
                                  from message
                                 where conversation_id = :id
                                   and direction = 'in'
                                   and type = 'message'
                                   and automatic = 'no') as letters
                          from conversation
                         where customer_id = :customer
                           and id <> :id
                           and created_at <= :at
                        """)
                .param("id", conversation.id())
                .param("customer", conversation.customer())
                .param("at", conversation.createdAt().atOffset(ZoneOffset.UTC))
                .query(Records.of(Counts.class))
                .single();
    }

    List<Complaint> complaints(UUID customer, UUID besides, int limit) {
        return jdbc.sql("""
                        select number, subject, state, cause, created_at
                          from conversation
                         where customer_id = :customer
                           and id <> :besides
                           and kind = 'complaint'
                         order by created_at desc
                         limit :limit
                        """)
                .param("customer", customer)
                .param("besides", besides)
                .param("limit", limit)
                .query(Records.of(Complaint.class))
                .list();
    }
}
