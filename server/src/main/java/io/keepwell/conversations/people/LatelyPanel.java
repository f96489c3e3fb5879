package io.keepwell.conversations.people;

import gg.jte.Content;
import io.keepwell.customers.Customer;
import io.keepwell.customers.CustomerPanel;
import io.keepwell.mail.QuoteTrim;
import io.keepwell.shared.Fragments;
import io.keepwell.shared.Records;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What we did for a customer lately, and what they said, in their own words.
@Component
class LatelyPanel implements CustomerPanel {

    private static final int EACH = 3;

    /// Something said or done.
    record Lately(long number, String subject, String who, String words, Instant at) {

        String href() {
            return "/inbox/" + number;
        }

        String title() {
            return ConversationTimeline.subject(subject);
        }

        String first() {
            return ConversationTimeline.shortened(QuoteTrim.aboveQuotes(words));
        }
    }

    private final JdbcClient jdbc;
    private final Fragments fragments;

    LatelyPanel(JdbcClient jdbc, Fragments fragments) {
        this.jdbc = jdbc;
        this.fragments = fragments;
    }

    @Override
    public Slot slot() {
        return Slot.LATELY;
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Optional<Content> show(Customer customer) {
        var said = lately(customer, "in");
        var done = lately(customer, "out");
        return said.isEmpty() && done.isEmpty()
                ? Optional.empty()
                : Optional.of(fragments.of("conversations/people/lately.jte", Map.of("done", done, "said", said)));
    }

    private List<Lately> lately(Customer customer, String direction) {
        return jdbc.sql("""
                        select c.number, c.subject, m.author_name as who, left(m.text, 2000) as words, m.created_at as at
                          from conversation c
                          join message m on m.conversation_id = c.id
                         where c.customer_id = :customer
                           and m.direction = :direction
                           and (m.type = 'message' or m.call_reached and m.text <> '')
                           and m.automatic = 'no'
                           and m.delivery_state is distinct from 'cancelled'
                         order by m.created_at desc, m.id desc
                         limit :each
                        """)
                .param("customer", customer.id())
                .param("direction", direction)
                .param("each", EACH)
                .query(Records.of(Lately.class))
                .list();
    }
}
