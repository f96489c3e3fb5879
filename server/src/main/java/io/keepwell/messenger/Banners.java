package io.keepwell.messenger;

import static java.time.ZoneOffset.UTC;

import io.keepwell.customers.Consents;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.problems.CustomerProblem;
import io.keepwell.problems.CustomerProblems;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What people who are hit by a problem see of it over the pages of the company's application (13). Only those for
/// whom the company's server vouches: a guest may be anybody.
@Component
class Banners {

    private static final int MOST = 5;

    private final CustomerProblems problems;
    private final Consents consents;
    private final LiveUpdates live;
    private final JdbcClient jdbc;
    private final Clock clock;

    Banners(CustomerProblems problems, Consents consents, LiveUpdates live, JdbcClient jdbc, Clock clock) {
        this.problems = problems;
        this.consents = consents;
        this.live = live;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// What a visitor is to be told of problems, the newest word first.
    ///
    /// @param locale language of the page
    List<CustomerProblem> of(Visitor visitor, Locale locale) {
        return switch (visitor) {
            case Visitor.Guest guest -> List.of();
            case Visitor.Known(var customer) -> known(customer, locale);
        };
    }

    private List<CustomerProblem> known(UUID customer, Locale locale) {
        var hitting = problems.hitting(customer, locale);
        if (hitting.isEmpty() || !consents.allows(customer, Consents.Topic.SERVICE_NOTICES)) {
            return List.of();
        }
        var dismissed = dismissed(customer);
        return hitting.stream()
                .filter(problem -> !dismissed.contains(problem.text()))
                .limit(MOST)
                .toList();
    }

    private Set<UUID> dismissed(UUID customer) {
        return Set.copyOf(jdbc.sql("select text_id from messenger_dismissal where customer_id = :customer")
                .param("customer", customer)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    /// They have read it and want it gone; what is said next is another text. Of what they do not see nothing is kept.
    @Transactional
    void dismiss(Visitor visitor, UUID text) {
        boolean theirs =
                of(visitor, Locale.ENGLISH).stream().anyMatch(it -> it.text().equals(text));
        if (!theirs) {
            return;
        }
        jdbc.sql("""
            insert into messenger_dismissal (customer_id, text_id, at) values (:customer, :text, :now)
            on conflict do nothing
            """)
                .param("customer", visitor.customer())
                .param("text", text)
                .param("now", clock.instant().atOffset(UTC))
                .update();
        // their other windows
        live.changed(Streams.TOPIC, visitor.customer());
    }
}
