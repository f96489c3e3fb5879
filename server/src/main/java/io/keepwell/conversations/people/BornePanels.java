package io.keepwell.conversations.people;

import static io.keepwell.shared.Texts.t;

import gg.jte.Content;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationPanel;
import io.keepwell.conversations.FailuresBorne;
import io.keepwell.conversations.FailuresBorne.Borne;
import io.keepwell.customers.Customer;
import io.keepwell.customers.CustomerPanel;
import io.keepwell.customers.Customers;
import io.keepwell.shared.Fragments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Long-standing customers forgive more, which is not to be used up (57): a word in the composer before they are
/// answered, and how it stands with them on their page.
@Configuration(proxyBeanMethods = false)
class BornePanels {

    private static final int FIRST = 10;

    /// "Ana Ribeiro has borne 4 failures in 12 months."
    static String sentence(String name, Borne borne) {
        return t("conversations.borne", "name", name, "count", borne.count(), "months", borne.months());
    }

    /// How long we know somebody, in words.
    static String tenure(String name, Instant since, Clock clock) {
        long months = Duration.between(since, clock.instant()).toDays() / 30;
        if (months < 1) {
            return t("conversations.above.lately");
        }
        return months < 12
                ? t("conversations.above.months", "name", name, "months", months)
                : t("conversations.above.years", "name", name, "years", months / 12);
    }

    @Bean
    ConversationPanel borneWarning(List<FailuresBorne> failures, Customers customers, Fragments fragments) {
        return new ConversationPanel() {
            @Override
            public Slot slot() {
                return Slot.COMPOSER;
            }

            @Override
            public int order() {
                return FIRST;
            }

            @Override
            public Optional<Content> show(Conversation conversation) {
                return borne(failures, conversation)
                        .filter(Borne::above)
                        .map(borne -> fragments.of(
                                "conversations/people/borne-warning.jte",
                                Map.of(
                                        "conversation",
                                        conversation.id(),
                                        "sentence",
                                        sentence(
                                                customers
                                                        .get(conversation.customer())
                                                        .label(),
                                                borne))));
            }
        };
    }

    static Optional<Borne> borne(List<FailuresBorne> failures, Conversation conversation) {
        return conversation.automatic()
                ? Optional.empty()
                : failures.stream().findFirst().map(it -> it.of(conversation.customer()));
    }

    @Bean
    CustomerPanel borneByCustomer(List<FailuresBorne> failures, Fragments fragments, Clock clock) {
        return new CustomerPanel() {
            @Override
            public Slot slot() {
                return Slot.LATELY;
            }

            @Override
            public int order() {
                return FIRST;
            }

            @Override
            public Optional<Content> show(Customer customer) {
                return failures.stream()
                        .findFirst()
                        .map(it -> it.of(customer.id()))
                        .filter(borne -> borne.count() > 0 || borne.undecided() > 0)
                        .map(borne -> fragments.of(
                                "conversations/people/borne.jte",
                                Map.of(
                                        "borne",
                                        borne,
                                        "sentence",
                                        tenure(customer.label(), customer.firstSeenAt(), clock)
                                                + " "
                                                + sentence(customer.label(), borne))));
            }
        };
    }
}
