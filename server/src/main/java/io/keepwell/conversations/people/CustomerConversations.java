package io.keepwell.conversations.people;

import gg.jte.Content;
import io.keepwell.customers.Customer;
import io.keepwell.customers.CustomerPanel;
import io.keepwell.shared.Fragments;
import io.keepwell.shared.Records;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The conversations of a customer, on their page.
@Component
class CustomerConversations implements CustomerPanel {

    private static final int MOST = 200;

    /// A conversation in the list.
    record Talk(
            long number,
            String subject,
            String state,
            @Nullable String kind,
            String cause,
            long letters,
            Instant createdAt,
            @Nullable Instant solvedAt) {

        String title() {
            return ConversationTimeline.subject(subject);
        }

        boolean complaint() {
            return "complaint".equals(kind);
        }
    }

    private final JdbcClient jdbc;
    private final Fragments fragments;

    CustomerConversations(JdbcClient jdbc, Fragments fragments) {
        this.jdbc = jdbc;
        this.fragments = fragments;
    }

    @Override
    public Slot slot() {
        return Slot.CONVERSATIONS;
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Optional<Content> show(Customer customer) {
        var talks = talks(customer.id());
        return talks.isEmpty()
                ? Optional.empty()
                : Optional.of(fragments.of("conversations/people/talks.jte", Map.of("talks", talks)));
    }

    private List<Talk> talks(UUID customer) {
        return jdbc.sql("""
                        select c.number, c.subject, c.state, c.kind, c.cause, c.created_at, c.solved_at,
                               (select count(*) from message m
                                 where m.conversation_id = c.id and m.type = 'message' and m.direction = 'in') as letters
                          from conversation c
                         where c.customer_id = :customer
                         order by c.created_at desc, c.id desc
                         limit :most
                        """)
                .param("customer", customer)
                .param("most", MOST)
                .query(Records.of(Talk.class))
                .list();
    }
}
