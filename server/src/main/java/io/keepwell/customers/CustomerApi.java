package io.keepwell.customers;

import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Customers, for programs.
@RestController
@RequestMapping("/api/v1/customers")
@Tag(name = "Customers", description = "People who are, were or may become customers")
class CustomerApi {

    @Schema(name = "Customer")
    record CustomerAnswer(
            UUID id,

            @Schema(description = "The company's own user id") @Nullable
            String externalId,

            @Nullable String name,

            @Schema(description = "The address that identifies them") @Nullable
            String email,

            AccountAnswer account,

            @Schema(description = "Language they write in", example = "de") @Nullable
            String locale,

            @Schema(description = "What is known of them by name, such as their bank or their plan")
            Map<String, Object> traits,

            @Schema(description = "Stage of their journey") @Nullable
            String stage,

            @Schema(description = "Their lifetime value") @Nullable
            BigDecimal value,

            @Schema(description = "Probability that they leave") @Nullable
            BigDecimal risk,

            Instant firstSeenAt,
            Instant lastSeenAt) {

        static CustomerAnswer of(Customer customer, Map<String, Object> traits) {
            var locale = customer.locale();
            return new CustomerAnswer(
                    customer.id(),
                    customer.externalId(),
                    customer.name(),
                    customer.email(),
                    new AccountAnswer(customer.accountId(), customer.accountName()),
                    locale == null ? null : locale.toLanguageTag(),
                    traits,
                    null,
                    null,
                    null,
                    customer.firstSeenAt(),
                    customer.lastSeenAt());
        }
    }

    @Schema(name = "Account")
    record AccountAnswer(UUID id, String name) {}

    private final Customers customers;
    private final CustomerList list;
    private final Traits traits;
    private final Segments segments;

    CustomerApi(Customers customers, CustomerList list, Traits traits, Segments segments) {
        this.customers = customers;
        this.list = list;
        this.traits = traits;
        this.segments = segments;
    }

    @ForTeam
    @GetMapping
    @Operation(summary = "Customers, those last heard of first", description = "query finds names and addresses.")
    Slice<CustomerAnswer> list(
            @RequestParam(required = false) @Nullable String query,
            @Parameter(description = "Id or name of a saved segment") @RequestParam(required = false) @Nullable
                    String segment,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var rule = segment == null ? null : segments.get(segment).rule();
        var found = list.find(query, rule, cursor, Cursor.limit(limit));
        var known = traits.of(found.items().stream().map(Customer::id).toList());
        return new Slice<>(
                found.items().stream()
                        .map(customer -> CustomerAnswer.of(customer, known.getOrDefault(customer.id(), Map.of())))
                        .toList(),
                found.next());
    }

    @ForTeam
    @GetMapping("/{id}")
    @Operation(summary = "One customer", description = "id is the id, external:USER_ID or email:ADDRESS.")
    CustomerAnswer get(@PathVariable String id) {
        return answer(customers.find(id).orElseThrow(() -> new CustomerNotFound(id)));
    }

    CustomerAnswer answer(Customer customer) {
        return CustomerAnswer.of(customer, traits.of(List.of(customer.id())).getOrDefault(customer.id(), Map.of()));
    }
}
