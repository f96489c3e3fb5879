package io.keepwell.customers;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Finder;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Finds customers for Ctrl-K, by name, address or account.
@Component
@Order(5)
class CustomerFinder implements Finder {

    private static final int MOST = 4;

    private final CustomerList list;

    CustomerFinder(CustomerList list) {
        this.list = list;
    }

    @Override
    public List<Found> find(String words, int limit) {
        if (words.length() < 2) {
            return List.of();
        }
        return list.find(words, null, Math.min(limit, MOST)).items().stream()
                .map(customer -> new Found(customer.label(), t("customers.find"), "/customers/" + customer.id()))
                .toList();
    }
}
