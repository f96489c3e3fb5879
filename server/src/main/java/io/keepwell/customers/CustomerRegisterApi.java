package io.keepwell.customers;

import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Takes customers in from the company's own programs, and finds them by what is known of them.
@RestController
@RequestMapping("/api/v1/customers")
@Tag(name = "Customers")
class CustomerRegisterApi {

    @Schema(name = "CustomerRequest", description = "A customer as your own program knows them")
    record Request(
            @Schema(description = "The company's own user id; this or email has to be there") @Nullable
            String externalId,

            @Nullable String name,

            @Schema(description = "An address that identifies them") @Nullable
            String email,

            @Schema(
                    description = "Text, a number, true, false or a list of these, by name; null removes one",
                    example = "{\"bank\":\"Nordbank\",\"plan\":\"plus\"}")
            @Nullable
            Map<String, @Nullable Object> traits,

            @Schema(description = "Name of the account they belong to; made where there is none of that name") @Nullable
            String account) {}

    @Schema(name = "CustomersMatching")
    record MatchAnswer(
            @Schema(description = "How many there are") long count,

            @Schema(description = "Their ids, at most 10,000 of them")
            List<UUID> ids,

            @Schema(description = "The rule in words") String inWords) {}

    private static final int MOST = 10_000;

    private final CustomerRegister register;
    private final Customers customers;
    private final Traits traits;
    private final CustomerApi api;

    CustomerRegisterApi(CustomerRegister register, Customers customers, Traits traits, CustomerApi api) {
        this.register = register;
        this.customers = customers;
        this.traits = traits;
        this.api = api;
    }

    @ForAgents
    @PostMapping
    @Operation(
            summary = "Take a customer in, or change them",
            description =
                    "Whoever has the externalId, else whoever has the email, else somebody new (201). What is absent stays.")
    ResponseEntity<CustomerApi.CustomerAnswer> register(@RequestBody Request request) {
        var registered = register.register(new CustomerRegister.Entry(
                request.externalId(), request.name(), request.email(), request.account(), request.traits()));
        var answer = api.answer(customers.get(registered.customer()));
        return registered.made()
                ? ResponseEntity.created(URI.create("/api/v1/customers/" + registered.customer()))
                        .body(answer)
                : ResponseEntity.ok(answer);
    }

    @ForTeam
    @PostMapping("/matching")
    @Operation(
            summary = "Who is meant by a rule over traits, account, language and tenure",
            description = "All conditions have to hold. Changes nothing.")
    MatchAnswer matching(@RequestBody TraitRule.Json rule) {
        var read = TraitRule.of(rule);
        var ids = traits.matching(read);
        return new MatchAnswer(ids.size(), ids.stream().limit(MOST).toList(), read.inWords());
    }
}
