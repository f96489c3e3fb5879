package io.keepwell.followups;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.problems.Area;
import io.keepwell.problems.Areas;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Words;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Which follow-ups an address asks for: what opens a number to its people.
@Component
class FollowUpQueries {

    private static final List<String> NAMES =
            List.of("state", "customer", "figure", "reason", "step", "area", "problem", "idea", "gap", "from", "until");
    private static final UUID NOBODY = new UUID(0, 0);

    private final ChoiceStore choices;
    private final Areas areas;
    private final Customers customers;
    private final KeepwellSettings house;

    FollowUpQueries(ChoiceStore choices, Areas areas, Customers customers, KeepwellSettings house) {
        this.choices = choices;
        this.areas = areas;
        this.customers = customers;
        this.house = house;
    }

    boolean narrowed(Map<String, String> asked) {
        return NAMES.stream().anyMatch(name -> !asked.getOrDefault(name, "").isBlank());
    }

    FollowUpFilter filter(Map<String, String> asked) {
        var customer = asked.getOrDefault("customer", "");
        var from = day("from", asked);
        var until = day("until", asked);
        return new FollowUpFilter(
                FollowUpApi.states(asked.get("state")),
                customer.isBlank()
                        ? null
                        : customers.find(customer).map(Customer::id).orElse(NOBODY),
                null,
                null,
                false,
                Words.askedOrNull(Figure.class, "figure", asked.get("figure")),
                id("reason", asked),
                id("step", asked),
                id("area", asked),
                id("problem", asked),
                id("idea", asked),
                !asked.getOrDefault("gap", "").isBlank(),
                from == null ? null : from.atStartOfDay(house.zone()).toInstant(),
                until == null
                        ? null
                        : until.plusDays(1).atStartOfDay(house.zone()).toInstant());
    }

    private static @Nullable LocalDate day(String name, Map<String, String> asked) {
        var typed = asked.getOrDefault(name, "");
        try {
            return typed.isBlank() ? null : LocalDate.parse(typed);
        } catch (DateTimeException e) {
            throw InvalidRequest.field(name, t("followups.refused.day"));
        }
    }

    private static @Nullable UUID id(String name, Map<String, String> asked) {
        var typed = asked.getOrDefault(name, "");
        try {
            return typed.isBlank() ? null : UUID.fromString(typed);
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.field(name, t("followups.refused.choice"));
        }
    }

    /// The same as a part of an address that goes on, `&reason=…`; empty where nothing is asked for.
    String parameters(Map<String, String> asked) {
        return NAMES.stream()
                .filter(name -> !asked.getOrDefault(name, "").isBlank())
                .map(name -> "&" + name + "="
                        + URLEncoder.encode(Objects.requireNonNull(asked.get(name)), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    /// Who is shown, in words; null where nothing is narrowed.
    @Nullable
    String words(Map<String, String> asked) {
        if (!narrowed(asked)) {
            return null;
        }
        var filter = filter(asked);
        return Stream.of(
                        Optional.ofNullable(filter.customer())
                                .flatMap(customers::find)
                                .map(Customer::label),
                        Optional.ofNullable(filter.figure()).map(it -> t("followups.figure." + it.word())),
                        Optional.ofNullable(choices.label(filter.reason())),
                        Optional.ofNullable(choices.label(filter.step())),
                        Optional.ofNullable(filter.area()).flatMap(areas::find).map(Area::name),
                        Optional.ofNullable(asked.get("state"))
                                .filter(it -> !it.isBlank() && !it.equals("open"))
                                .map(it -> t("followups.state." + it)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" · "));
    }
}
