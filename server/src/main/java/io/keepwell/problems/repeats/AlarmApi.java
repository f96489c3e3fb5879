package io.keepwell.problems.repeats;

import io.keepwell.conversations.Conversations;
import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.problems.Problems;
import io.keepwell.problems.RepeatGrade;
import io.keepwell.problems.repeats.Alarm.Answers;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Repeat alarms, for programs.
@RestController
@Tag(name = "Repeat alarms", description = "The same problem twice for one customer")
class AlarmApi {

    private final Alarms alarms;
    private final RepeatRates rates;
    private final Problems problems;
    private final Conversations conversations;
    private final Customers customers;

    AlarmApi(Alarms alarms, RepeatRates rates, Problems problems, Conversations conversations, Customers customers) {
        this.alarms = alarms;
        this.rates = rates;
        this.problems = problems;
        this.conversations = conversations;
        this.customers = customers;
    }

    @Schema(name = "RepeatAnswers", description = "What is said to somebody whom we failed twice; for the team")
    record AnswersJson(
            @Schema(description = "What went wrong again") @Nullable
            String wentWrong,

            @Schema(description = "What is different now") @Nullable
            String different,

            @Schema(description = "What we offer") @Nullable String offer) {

        static AnswersJson of(Answers it) {
            return new AnswersJson(it.wentWrong(), it.different(), it.offer());
        }

        Answers answers() {
            return new Answers(given(wentWrong), given(different), given(offer));
        }

        private static String given(@Nullable String text) {
            return text == null ? "" : text;
        }
    }

    @Schema(name = "RepeatAlarm")
    record AlarmJson(
            UUID id,
            UUID conversation,

            @Schema(description = "Whoever has it again") UUID customer,

            @Schema(description = "Id of the problem") UUID problem,

            @Schema(
                    description =
                            "amber: another person of the account or another problem of the same part of the product;"
                                    + " red: the same person and problem; dark-red: and the first time was handled badly")
            RepeatGrade grade,

            @Schema(description = "1 up to 90 days after the last time, 0.5 up to 180, else 0.25")
            double weight,

            @Schema(description = "When they had it again") Instant beganAt,

            Instant raisedAt,

            @Schema(description = "When it no longer held, with the kind of what happened then") @Nullable
            Instant withdrawnAt,

            @Nullable String withdrawnWhy,

            @Schema(description = "To be said before a red one is answered")
            AnswersJson answers,

            @Nullable UUID answeredBy,
            @Nullable Instant answeredAt) {

        static AlarmJson of(Alarm it) {
            return new AlarmJson(
                    it.id(),
                    it.conversation(),
                    it.customer(),
                    it.problem(),
                    it.grade(),
                    it.weight(),
                    it.beganAt(),
                    it.raisedAt(),
                    it.withdrawnAt(),
                    it.withdrawnWhy(),
                    AnswersJson.of(it.answers()),
                    it.answeredBy(),
                    it.answeredAt());
        }
    }

    @ForTeam
    @GetMapping("/api/v1/repeat-alarms")
    @Operation(
            summary = "Repeat alarms that are not over, the worst and closest first",
            description = "Over are those that were withdrawn and those whose conversation is solved.")
    Slice<AlarmJson> open(
            @Parameter(description = "Only of this problem, by id or number") @RequestParam(required = false) @Nullable
                    String problem) {
        var which = problem == null ? null : problems.get(problem).id();
        return slice(alarms.open(which));
    }

    @ForTeam
    @GetMapping("/api/v1/conversations/{id}/repeat-alarms")
    @Operation(summary = "Repeat alarms of a conversation, withdrawn ones too, the worst first")
    Slice<AlarmJson> ofConversation(@PathVariable String id) {
        return slice(alarms.of(conversations.get(id).id()));
    }

    @ForTeam
    @GetMapping("/api/v1/customers/{id}/repeat-alarms")
    @Operation(
            summary = "Repeat alarms of a customer, the newest first",
            description = "id is the id, external:USER_ID or email:ADDRESS; an unknown one has none.")
    Slice<AlarmJson> ofCustomer(@PathVariable String id) {
        return slice(Optional.of(id)
                .flatMap(customers::find)
                .map(Customer::id)
                .map(alarms::ofCustomer)
                .orElse(List.of()));
    }

    @ForAgents
    @PutMapping("/api/v1/repeat-alarms/{id}/answers")
    @Operation(
            summary = "Say what went wrong again, what is different now and what we offer",
            description = "A reply to a conversation in red alarm is refused with 409 until all three are said.")
    AlarmJson answer(@PathVariable UUID id, @RequestBody AnswersJson answers) {
        alarms.answer(id, answers.answers());
        return AlarmJson.of(alarms.get(id));
    }

    @ForTeam
    @GetMapping("/api/v1/repeat-rates")
    @Operation(
            summary = "How often problems came back for those who were told that they are fixed",
            description =
                    "Accounts that had it again within 90 days, of those told; by problem and by whoever answers for it.")
    Slice<RepeatRates.Rate> rates() {
        return new Slice<>(rates.all(), null);
    }

    private static Slice<AlarmJson> slice(List<Alarm> found) {
        return new Slice<>(found.stream().map(AlarmJson::of).toList(), null);
    }
}
