package io.keepwell.gestures;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Words;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which gestures are asked for, as addresses say it.
///
/// @param kind  word of a kind
/// @param mix   `credits` or `others`
/// @param by    id of the member who gave them
/// @param state word of how they stand
/// @param customer reference of the customer
/// @param from  first day
/// @param until last day
/// @param after word of what the customer did afterwards
record GestureQuery(
        @Nullable String kind,
        @Nullable String mix,
        @Nullable String by,
        @Nullable String state,
        @Nullable String customer,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable String after) {

    GestureStore.Filter filter(KeepwellSettings house, Customers customers) {
        if (from != null && until != null && until.isBefore(from)) {
            throw InvalidRequest.field("until", t("gestures.refused.span"));
        }
        return new GestureStore.Filter(
                Words.askedOrNull(GestureKind.class, "kind", kind),
                credits(),
                member(),
                Words.askedOrNull(GestureState.class, "state", state),
                person(customers),
                null,
                from == null ? null : from.atStartOfDay(house.zone()).toInstant(),
                until == null
                        ? null
                        : until.plusDays(1).atStartOfDay(house.zone()).toInstant(),
                Words.askedOrNull(Afterwards.class, "after", after));
    }

    private @Nullable Boolean credits() {
        if (mix == null || mix.isBlank()) {
            return null;
        }
        return switch (mix) {
            case "credits" -> true;
            case "others" -> false;
            default -> throw InvalidRequest.field("mix", "mix is one of credits, others.");
        };
    }

    private @Nullable UUID member() {
        try {
            return by == null || by.isBlank() ? null : UUID.fromString(by);
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.field("by", t("gestures.refused.member"));
        }
    }

    // An unknown customer gives an empty list, as everywhere in the API.
    private @Nullable UUID person(Customers customers) {
        return customer == null || customer.isBlank()
                ? null
                : Optional.of(customer)
                        .flatMap(customers::find)
                        .map(Customer::id)
                        .orElse(new UUID(0, 0));
    }

    /// Whether anything is asked for at all.
    boolean narrowed() {
        return !parameters().isEmpty();
    }

    /// The same as a part of an address, `kind=credit&from=2026-11-01`; empty where nothing is asked for.
    String parameters() {
        var parameters = new StringJoiner("&");
        add(parameters, "kind", kind);
        add(parameters, "mix", mix);
        add(parameters, "by", by);
        add(parameters, "state", state);
        add(parameters, "customer", customer);
        add(parameters, "from", from);
        add(parameters, "until", until);
        add(parameters, "after", after);
        return parameters.toString();
    }

    private static void add(StringJoiner parameters, String name, @Nullable Object value) {
        if (value != null && !value.toString().isBlank()) {
            parameters.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }
}
