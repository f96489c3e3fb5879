package io.keepwell.gestures;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.Conversations;
import io.keepwell.customers.Customers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Slice;
import io.keepwell.shared.Words;
import io.keepwell.team.Members;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Gestures, for programs.
@RestController
@Tag(name = "Gestures", description = "What the team does for customers beyond an answer")
class GestureApi {

    private static final int MOST_MONTHS = 120;

    @Schema(name = "Gesture")
    record Item(
            UUID id,
            GestureKind kind,

            @Schema(description = "What it is called where the kind is other, else empty")
            String called,

            @Schema(description = "What it was; empty once the customer is forgotten")
            String what,

            Cost.Json cost,

            @Schema(
                    description = "given; waiting for a decision, since it is above the allowance; declined; undone by"
                            + " whoever noted it")
            GestureState state,

            UUID conversation,
            UUID customer,

            @Schema(description = "Id of the member who gave it, or asks for it")
            UUID by,

            @Schema(description = "When it was written down")
            Instant notedAt,

            @Schema(description = "When it counts: when it was written down, or when it was approved")
            Instant at,

            @Schema(description = "Id of the member who decided; null for what is within the allowance") @Nullable
            UUID decidedBy,

            @Nullable Instant decidedAt,

            @Schema(description = "What they said, may be empty")
            String decidedWhy,

            @Nullable Instant undoneAt,

            @Schema(description = "Id of the promise of a call it came with") @Nullable
            UUID promise) {

        static Item of(Gesture it) {
            return new Item(
                    it.id(),
                    it.kind(),
                    it.called(),
                    it.what(),
                    it.cost().json(),
                    it.state(),
                    it.conversation(),
                    it.customer(),
                    it.by(),
                    it.notedAt(),
                    it.at(),
                    it.decidedBy(),
                    it.decidedAt(),
                    it.decidedWhy(),
                    it.undoneAt(),
                    it.task());
        }
    }

    @Schema(name = "NewGesture")
    record NewItem(
            @Schema(
                    allowableValues = {"apology-call", "note", "extra-service", "credit", "other"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String kind,

            @Schema(description = "What it is called; needed where the kind is other, and ignored elsewhere") @Nullable
            String called,

            @Schema(
                    description = "What it was, such as: drove the papers over",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String what,

            @Schema(description = "Nothing where absent") Cost.@Nullable Json cost,

            @Schema(description = "Until when they were promised a call; makes a promise in the conversation") @Nullable
            Instant callBy) {}

    @Schema(name = "GestureChange", description = "What is absent stays as it is")
    record Change(
            @Schema(allowableValues = {"apology-call", "note", "extra-service", "credit", "other"}) @Nullable
            String kind,

            @Nullable String called,
            @Nullable String what,
            Cost.@Nullable Json cost) {}

    @Schema(name = "GestureDecision")
    record Decision(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Boolean approved,

            @Schema(description = "What is to be said about it") @Nullable
            String why) {}

    @Schema(name = "GestureLeft")
    record LeftJson(
            @Schema(description = "What the member of the token may give within this calendar month without asking")
            Cost.Json allowance,

            Cost.Json left,

            @Schema(description = "Whether they decide themselves on more")
            boolean decides) {}

    @Schema(name = "GestureCell")
    record CellJson(GestureKind kind, long count, Cost.Json cost) {}

    @Schema(name = "GestureMonth")
    record MonthJson(
            @Schema(description = "Its first day") LocalDate month, long count, Cost.Json cost, List<CellJson> kinds) {}

    @Schema(
            name = "GesturesAfterwards",
            description =
                    "What customers did within 90 days, of gestures given at least 90 days ago; not what came of them")
    record AfterJson(boolean credits, long given, long wroteAgain, long complainedAgain) {}

    @Schema(name = "GestureMix")
    record MixJson(
            @Schema(description = "The newest first") List<MonthJson> months,
            List<AfterJson> afterwards,

            @Schema(description = "Gestures in other currencies: counted, and in no sum")
            long otherCurrencies) {}

    private final Gestures gestures;
    private final GestureStore store;
    private final GestureMix mix;
    private final Conversations conversations;
    private final Customers customers;
    private final Members members;
    private final KeepwellSettings house;

    GestureApi(
            Gestures gestures,
            GestureStore store,
            GestureMix mix,
            Conversations conversations,
            Customers customers,
            Members members,
            KeepwellSettings house) {
        this.gestures = gestures;
        this.store = store;
        this.mix = mix;
        this.conversations = conversations;
        this.customers = customers;
        this.members = members;
        this.house = house;
    }

    @ForTeam
    @GetMapping("/api/v1/gestures")
    @Operation(summary = "Gestures, the newest first")
    Slice<Item> list(
            @Parameter(description = "apology-call, note, extra-service, credit or other")
                    @RequestParam(required = false)
                    @Nullable
                    String kind,
            @Parameter(description = "credits, or others for all that are none")
                    @RequestParam(required = false)
                    @Nullable
                    String mix,
            @Parameter(description = "Id of the member who gave them") @RequestParam(required = false) @Nullable
                    String by,
            @Parameter(description = "given, waiting, declined or undone") @RequestParam(required = false) @Nullable
                    String state,
            @RequestParam(required = false) @Nullable String customer,
            @Parameter(description = "First day") @RequestParam(required = false) @Nullable LocalDate from,
            @Parameter(description = "Last day") @RequestParam(required = false) @Nullable LocalDate until,
            @Parameter(description = "long-ago, wrote or complained: what the customer did within 90 days")
                    @RequestParam(required = false)
                    @Nullable
                    String after,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var query = new GestureQuery(kind, mix, by, state, customer, from, until, after);
        return slice(store.list(query.filter(house, customers), cursor, Cursor.limit(limit)));
    }

    @ForTeam
    @GetMapping("/api/v1/conversations/{id}/gestures")
    @Operation(summary = "Gestures from a conversation, the newest first")
    Slice<Item> ofConversation(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var of = conversations.get(id).id();
        return slice(store.list(GestureStore.Filter.ALL.ofConversation(of), cursor, Cursor.limit(limit)));
    }

    private static Slice<Item> slice(Slice<Gesture> found) {
        return new Slice<>(found.items().stream().map(Item::of).toList(), found.next());
    }

    @ForTeam
    @GetMapping("/api/v1/gestures/{id}")
    @Operation(summary = "A gesture")
    Item get(@PathVariable UUID id) {
        return Item.of(gestures.get(id));
    }

    @ForTeam
    @GetMapping("/api/v1/gestures/allowance")
    @Operation(summary = "What the member of the token may still give this month without asking")
    LeftJson left() {
        var left = gestures.left(members.require());
        return new LeftJson(left.allowance().json(), left.left().json(), left.unlimited());
    }

    @ForTeam
    @GetMapping("/api/v1/gestures/mix")
    @Operation(
            summary = "Which gestures were given, month by month",
            description = "What is waiting, declined or undone is not in it.")
    MixJson mix(
            @Parameter(description = "How many months, this one included; 12 where absent")
                    @RequestParam(defaultValue = "12")
                    int months) {
        if (months < 1 || months > MOST_MONTHS) {
            throw InvalidRequest.field("months", t("gestures.refused.months", "most", MOST_MONTHS));
        }
        var found = mix.of(months);
        return new MixJson(
                found.months().stream().map(GestureApi::month).toList(),
                found.after().stream()
                        .map(it -> new AfterJson(it.credit(), it.given(), it.wrote(), it.complained()))
                        .toList(),
                found.other());
    }

    private static MonthJson month(GestureMix.Line line) {
        return new MonthJson(
                line.begins(),
                line.all().count(),
                line.all().cost().json(),
                Arrays.stream(GestureKind.values())
                        .map(kind -> new CellJson(
                                kind,
                                line.of(kind).count(),
                                line.of(kind).cost().json()))
                        .toList());
    }

    @ForAgents
    @PostMapping("/api/v1/conversations/{id}/gestures")
    @Operation(
            summary = "Write a gesture down",
            description =
                    "Within the allowance of the member of the token it is given; above it, it waits for a decision.")
    ResponseEntity<Item> create(@PathVariable String id, @RequestBody NewItem asked) {
        var made = gestures.note(
                conversations.get(id).id(),
                new NewGesture(
                        Words.asked(GestureKind.class, "kind", asked.kind() == null ? "" : asked.kind()),
                        given(asked.called()),
                        given(asked.what()),
                        Cost.asked("cost", asked.cost(), house.currency()),
                        asked.callBy()));
        return ResponseEntity.created(URI.create("/api/v1/gestures/" + made.id()))
                .body(Item.of(made));
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }

    @ForAgents
    @PatchMapping("/api/v1/gestures/{id}")
    @Operation(
            summary = "Correct a gesture",
            description =
                    "By whoever wrote it down for 7 days, and by those who decide at any time. What costs more now than may be"
                            + " given waits for a decision.")
    Item correct(@PathVariable UUID id, @RequestBody Change asked) {
        var now = gestures.get(id);
        return Item.of(gestures.correct(
                id,
                new NewGesture(
                        asked.kind() == null ? now.kind() : Words.asked(GestureKind.class, "kind", asked.kind()),
                        asked.called() == null ? now.called() : asked.called(),
                        asked.what() == null ? now.what() : asked.what(),
                        asked.cost() == null ? now.cost() : Cost.asked("cost", asked.cost(), house.currency()),
                        null)));
    }

    @ForAgents
    @DeleteMapping("/api/v1/gestures/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Take a gesture back",
            description = "It stays in the list as undone, and counts nowhere. A promise that came with it stays.")
    void delete(@PathVariable UUID id) {
        gestures.undo(id);
    }

    @ForAgents
    @PostMapping("/api/v1/gestures/{id}/decision")
    @Operation(
            summary = "Decide on a gesture that waits",
            description = "By administrators, and by the member that the settings name; others are refused with 403.")
    Item decide(@PathVariable UUID id, @RequestBody Decision asked) {
        if (asked.approved() == null) {
            throw InvalidRequest.field("approved", t("gestures.refused.approved"));
        }
        return Item.of(gestures.decide(id, asked.approved(), given(asked.why())));
    }
}
