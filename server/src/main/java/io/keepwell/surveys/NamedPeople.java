package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Customers;
import io.keepwell.shared.Refusal.FieldError;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Pasted people as customers.
@Component
class NamedPeople {

    private static final int MOST = 1_000;
    private static final int MOST_LINES_NAMED = 10;
    private static final String FIELD = "people";

    private final Customers customers;
    private final Clock clock;

    NamedPeople(Customers customers, Clock clock) {
        this.customers = customers;
        this.clock = clock;
    }

    /// Who they are; whoever is unknown becomes a customer.
    List<UUID> met(PastedPeople pasted) {
        return pasted.people().stream().map(this::met).toList();
    }

    private UUID met(PastedPeople.Person person) {
        // whoever is known was not heard of just now
        return customers
                .find(person.address())
                .orElseGet(() -> customers.meet(person.address(), person.name(), null, clock.instant()))
                .id();
    }

    /// What is wrong with what was pasted: nobody, too many, or lines without an address.
    static Optional<FieldError> wrong(PastedPeople read) {
        if (!read.wrong().isEmpty()) {
            var lines = read.wrong().stream()
                    .limit(MOST_LINES_NAMED)
                    .map(String::valueOf)
                    .toList();
            return error(t("surveys.start.unread", "count", read.wrong().size(), "lines", String.join(", ", lines)));
        }
        if (read.people().isEmpty()) {
            return error(t("surveys.start.nobody"));
        }
        return read.people().size() > MOST ? error(t("surveys.start.many", "most", MOST)) : Optional.empty();
    }

    private static Optional<FieldError> error(String sentence) {
        return Optional.of(new FieldError(FIELD, sentence));
    }
}
