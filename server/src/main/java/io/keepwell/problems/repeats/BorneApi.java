package io.keepwell.problems.repeats;

import io.keepwell.conversations.FailuresBorne;
import io.keepwell.customers.CustomerNotFound;
import io.keepwell.customers.Customers;
import io.keepwell.shared.ForTeam;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// How long customers are with us and what they have borne, for programs.
@RestController
@Tag(name = "Customers")
class BorneApi {

    @Schema(name = "FailureBorne")
    record FailureJson(
            @Schema(description = "Since when they had it") Instant at,

            @Schema(description = "Title of the problem, or subject of the conversation")
            String what,

            @Schema(
                    allowableValues = {"problem", "one-off"},
                    description = "one-off: no cause that could happen again")
            String kind,

            @Schema(description = "Number of the conversation that told of it; null where they did not write") @Nullable
            Long conversation,

            @Schema(description = "Whether they had had the same before")
            boolean again) {}

    @Schema(name = "FailuresBorne")
    record BorneJson(
            @Schema(description = "When we first heard of them")
            Instant firstSeenAt,

            int count,

            @Schema(description = "Above so many whoever answers is warned")
            int most,

            @Schema(description = "Whether it is more than that")
            boolean above,

            @Schema(description = "Within how many months they are counted")
            int months,

            @Schema(description = "Complaints within that time whose cause nobody knows yet; not counted")
            long undecided,

            @Schema(description = "The newest first") List<FailureJson> failures) {}

    private final CountedFailures failures;
    private final Customers customers;

    BorneApi(CountedFailures failures, Customers customers) {
        this.failures = failures;
        this.customers = customers;
    }

    @ForTeam
    @GetMapping("/api/v1/customers/{id}/failures-borne")
    @Operation(
            summary = "What a customer has borne from us",
            description =
                    "Problems that hit them by what they wrote or by what was seen, each time once, and complaints that were"
                            + " one-offs but no misunderstandings. id is the id, external:USER_ID or email:ADDRESS.")
    BorneJson of(@PathVariable String id) {
        var customer = customers.find(id).orElseThrow(() -> CustomerNotFound.of(id));
        var borne = failures.of(customer.id());
        return new BorneJson(
                customer.firstSeenAt(),
                borne.count(),
                borne.most(),
                borne.above(),
                borne.months(),
                borne.undecided(),
                borne.failures().stream().map(BorneApi::json).toList());
    }

    private static FailureJson json(FailuresBorne.Failure it) {
        return new FailureJson(it.at(), it.what(), it.kind(), it.conversation(), it.again());
    }
}
