package io.keepwell.customers.consents;

import io.keepwell.customers.Consents.By;
import io.keepwell.customers.Consents.Choice;
import io.keepwell.customers.Consents.Topic;
import io.keepwell.customers.CustomerNotFound;
import io.keepwell.customers.Customers;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What customers want to hear from us, for programs.
@RestController
@RequestMapping("/api/v1/customers/{customer}/consents")
@Tag(name = "Customers")
class ConsentApi {

    @Schema(name = "Consent")
    record ConsentAnswer(
            @Schema(allowableValues = {"service-notices", "surveys", "marketing"})
            String topic,

            @Schema(description = "Whether they may be told; true until they say otherwise")
            boolean allowed,

            @Schema(description = "Since when; null where they never said anything") @Nullable
            Instant since,

            @Schema(
                    description = "Who said so",
                    allowableValues = {"customer", "team"})
            @Nullable
            String by,

            @Schema(description = "Name of whoever of the team took it down") @Nullable
            String member) {

        static ConsentAnswer of(Choice choice) {
            var by = choice.by();
            return new ConsentAnswer(
                    choice.topic().word(),
                    choice.allowed(),
                    choice.since(),
                    by == null ? null : by.name().toLowerCase(Locale.ROOT),
                    choice.member());
        }
    }

    @Schema(name = "ConsentRequest")
    record ConsentRequest(
            boolean allowed,

            @Schema(description = "Whether the customer said so themselves; else somebody of the team took it down")
            @Nullable
            Boolean byCustomer) {}

    private final ConsentBook consents;
    private final Customers customers;

    ConsentApi(ConsentBook consents, Customers customers) {
        this.consents = consents;
        this.customers = customers;
    }

    @ForTeam
    @GetMapping
    @Operation(summary = "What a customer wants to hear from us", description = "Every topic once.")
    Slice<ConsentAnswer> list(@PathVariable String customer) {
        return new Slice<>(
                consents.of(find(customer)).stream().map(ConsentAnswer::of).toList(), null);
    }

    @ForAgents
    @PutMapping("/{topic}")
    @Operation(
            summary = "Take down whether a customer wants to hear of a topic",
            description = "service-notices, surveys or marketing; each stands by itself.")
    ConsentAnswer choose(
            @PathVariable String customer, @PathVariable String topic, @RequestBody ConsentRequest request) {
        var of = Topic.of(topic).orElseThrow(NoSuchTopic::new);
        var id = find(customer);
        consents.choose(id, of, request.allowed(), Boolean.TRUE.equals(request.byCustomer()) ? By.CUSTOMER : By.TEAM);
        return consents.of(id).stream()
                .filter(choice -> choice.topic() == of)
                .map(ConsentAnswer::of)
                .findFirst()
                .orElseThrow();
    }

    private UUID find(String reference) {
        return customers
                .find(reference)
                .orElseThrow(() -> CustomerNotFound.of(reference))
                .id();
    }
}
