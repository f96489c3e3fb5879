package io.keepwell.conversations;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.keepwell.customers.Customer;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The shapes of conversations in the API.
final class ConversationJson {

    private ConversationJson() {}

    @Schema(name = "Conversation", description = "What is being talked about with one customer")
    record Item(
            UUID id,

            @Schema(description = "The number that people quote")
            long number,

            String subject,
            ConversationState state,

            @Schema(description = "What is known of the cause of a complaint")
            CauseState cause,

            @Schema(description = "What it is about; null while undecided") @Nullable
            ConversationKind kind,

            Channel channel,
            Person customer,

            @Schema(description = "Id of the member who looks after it") @Nullable
            UUID assignee,

            @Schema(description = "Id of the team that looks after it") @Nullable
            UUID team,

            Priority priority,

            @Schema(description = "Until when the customer needs it") @Nullable
            Instant neededBy,

            @Schema(description = "The problem it is linked to") @Nullable
            UUID problem,

            @Schema(description = "Whether a machine opened it")
            boolean automatic,

            Instant createdAt,

            @Schema(description = "When the acknowledgement had left") @Nullable
            Instant acknowledgedAt,

            @Schema(description = "When a person first answered") @Nullable
            Instant firstResponseAt,

            @Nullable Instant solvedAt,

            @Schema(description = "Since when the customer waits for an answer") @Nullable
            Instant waitingSince,

            @Schema(description = "Since when it is called spam; null where it is not") @Nullable
            Instant spamAt,

            @Schema(description = "Until when it is put off, unless the customer writes before; null where it is not")
            @Nullable
            Instant snoozedUntil) {

        /// @param problem id of the problem that caused it, or null
        static Item of(Conversation it, @Nullable Customer customer, @Nullable UUID problem) {
            return new Item(
                    it.id(),
                    it.number(),
                    it.subject(),
                    it.state(),
                    it.cause(),
                    it.kind(),
                    it.channel(),
                    customer == null
                            ? new Person(it.customer(), null, null)
                            : new Person(customer.id(), customer.name(), customer.email()),
                    it.assignee(),
                    it.team(),
                    it.priority(),
                    it.neededBy(),
                    problem,
                    it.automatic(),
                    it.createdAt(),
                    it.acknowledgedAt(),
                    it.firstResponseAt(),
                    it.solvedAt(),
                    it.waitingSince(),
                    it.spamAt(),
                    it.snoozedUntil());
        }
    }

    @Schema(name = "ConversationDetails", description = "A conversation with all that was said in it")
    record Details(
            @JsonUnwrapped Item item,

            @Schema(description = "The words that suggested the kind; empty once a person has decided")
            List<String> kindWords,

            List<String> tags,

            @Schema(description = "The closed conversation it continues") @Nullable
            UUID follows,

            @Schema(description = "Why the customer was not acknowledged", example = "automatic") @Nullable
            String acknowledgementWithheld,

            @Schema(description = "Oldest first") List<Said> messages,

            Sla sla,

            @Schema(description = "What the customer can use now, such as phone; empty for everything")
            List<String> usableChannels,

            @Schema(description = "How to reach them now, such as a phone number") @Nullable
            String reachAt) {}

    @Schema(name = "ConversationCustomer")
    record Person(UUID id, @Nullable String name, @Nullable String email) {}

    @Schema(name = "Message", description = "Something said in a conversation")
    record Said(
            UUID id,

            @Schema(allowableValues = {"in", "out"}) String direction,

            @Schema(allowableValues = {"message", "note", "acknowledgement", "notice", "survey", "call"})
            String type,

            @Schema(description = "Name of whoever wrote it")
            String author,

            @Schema(
                    description =
                            "false for a letter of somebody the conversation does not know; it is held until somebody confirms it")
            boolean verified,

            @Schema(
                    description = "Whether a machine wrote it, and of what kind",
                    allowableValues = {"no", "generated", "replied", "bounce"})
            String automatic,

            String text,

            @Schema(description = "Sanitised HTML, where it came with some") @Nullable
            String html,

            Instant createdAt,

            @Schema(description = "What became of it on its way out; null for what never leaves") @Nullable
            Delivery delivery,

            List<File> attachments,

            @Schema(description = "Of a phone call, who called and whether they spoke; null for everything else")
            @Nullable
            PhoneCall call) {}

    @Schema(name = "PhoneCall")
    record PhoneCall(
            @Schema(
                    description = "in where the customer called",
                    allowableValues = {"in", "out"})
            String direction,

            @Schema(description = "Whether they spoke with each other; only then it is an answer")
            boolean reached,

            @Schema(description = "How long it took, where somebody said so") @Nullable
            Integer minutes) {}

    @Schema(name = "Delivery")
    record Delivery(
            @Schema(
                    allowableValues = {
                        "queued",
                        "sending",
                        "handing-over",
                        "sent",
                        "delivered",
                        "bounced",
                        "failed",
                        "uncertain",
                        "suppressed",
                        "cancelled"
                    })
            String state,

            @Nullable Instant at,

            @Schema(description = "Why, where there is a reason") @Nullable
            String reason) {}

    @Schema(name = "Attachment")
    record File(UUID id, String name, String contentType, long size) {}

    @Schema(name = "Sla", description = "What was promised, and whether it was kept")
    record Sla(
            @Nullable Instant promisedAt,

            @Schema(description = "null without a promise, and while it can still be kept") @Nullable
            Boolean answeredInTime,

            @Schema(description = "What is measured and what was agreed, oldest start first")
            List<AgreedTime> clocks) {}
}
