package io.keepwell.mail;

import gg.jte.Content;
import io.keepwell.customers.Customer;
import io.keepwell.customers.CustomerPanel;
import io.keepwell.customers.Customers;
import io.keepwell.mail.Suppressions.Suppression;
import io.keepwell.shared.Fragments;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Whether mail reaches a customer, on their page: on the first tab where it does not, with the way back; among what is
/// known with the way to stop it.
@Configuration(proxyBeanMethods = false)
class SuppressionPanels {

    /// An address of theirs.
    ///
    /// @param stopped why and since when nothing is sent there, or null
    record Reach(String address, @Nullable Suppression stopped) {}

    @Bean
    CustomerPanel stoppedMail(Suppressions suppressions, Customers customers, Members members, Fragments fragments) {
        return new Panel(CustomerPanel.Slot.LATELY, 10, suppressions, customers, members, fragments);
    }

    @Bean
    CustomerPanel mailAddresses(Suppressions suppressions, Customers customers, Members members, Fragments fragments) {
        return new Panel(CustomerPanel.Slot.KNOWN, 400, suppressions, customers, members, fragments);
    }

    private record Panel(
            Slot slot, int order, Suppressions suppressions, Customers customers, Members members, Fragments fragments)
            implements CustomerPanel {

        @Override
        public Optional<Content> show(Customer customer) {
            var addresses = customers.addresses(customer.id());
            var stopped = suppressions.among(addresses).stream()
                    .collect(Collectors.toMap(Suppression::address, Function.identity()));
            boolean first = slot == Slot.LATELY;
            List<Reach> reaches = addresses.stream()
                    .filter(address -> !first || stopped.containsKey(address))
                    .map(address -> new Reach(address, stopped.get(address)))
                    .toList();
            boolean writable =
                    members.current().filter(me -> me.role() != Role.VIEWER).isPresent();
            return reaches.isEmpty()
                    ? Optional.empty()
                    : Optional.of(fragments.of(
                            first ? "mail/stopped.jte" : "mail/reaches.jte",
                            Map.of("customer", customer.id(), "reaches", reaches, "writable", writable)));
        }
    }
}
