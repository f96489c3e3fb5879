package io.keepwell.webhooks;

import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Slice;
import io.keepwell.shared.Texts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Webhook endpoints, for programs.
@RestController
@ForAdministrators
@RequestMapping("/api/v1/webhooks")
@Tag(name = "Webhooks", description = "Addresses that are told what happens")
class WebhookApi {

    @Schema(name = "WebhookEndpoint")
    record Answer(
            UUID id,
            String name,
            String url,

            @Schema(
                    description = "event: signed events; chat: messages for the chat of a team",
                    allowableValues = {"event", "chat"})
            String kind,

            @Schema(description = "Which types of events; empty: all")
            List<String> types,

            @Schema(description = "Of a chat: id of the team") @Nullable
            UUID team,

            @Schema(description = "Whether notes of the team to itself are told too")
            boolean notes,

            @Schema(description = "Whether the address may lie in a private network")
            boolean privateNetwork,

            boolean active,

            @Schema(
                    description = "Who paused it",
                    allowableValues = {"person", "failing"})
            @Nullable
            String pausedWhy,

            @Nullable Instant lastSuccessAt,

            @Schema(description = "What it is signed with; given when it is made or changed, and never again") @Nullable
            String secret) {

        static Answer of(Endpoint it, @Nullable String secret) {
            return new Answer(
                    it.id(),
                    it.name(),
                    it.url(),
                    it.kind().name().toLowerCase(Locale.ROOT),
                    it.types(),
                    it.team(),
                    it.notes(),
                    it.privateNetwork(),
                    !it.paused(),
                    it.pausedWhy(),
                    it.lastSuccessAt(),
                    secret);
        }

        @Override
        public String toString() {
            return "WebhookEndpoint[" + id + "]";
        }
    }

    @Schema(name = "NewWebhookEndpoint")
    record NewEndpoint(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String url,

            @Nullable String name,

            @Schema(description = "Which types of events; absent or empty: all") @Nullable
            List<String> types,

            @Nullable Boolean notes,
            @Nullable Boolean privateNetwork,

            @Schema(description = "Id of a team: posts into its chat, in the shape of an incoming webhook") @Nullable
            UUID team) {}

    @Schema(name = "WebhookEndpointChange", description = "What is absent stays")
    record Change(
            @Nullable String url,
            @Nullable String name,
            @Nullable List<String> types,
            @Nullable Boolean notes,
            @Nullable Boolean privateNetwork,

            @Schema(description = "false pauses it; true goes on, with all that has waited") @Nullable
            Boolean active) {}

    @Schema(name = "WebhookDelivery")
    record DeliveryAnswer(
            UUID id,

            @Schema(description = "Id of the event; the same in every replay")
            UUID event,

            long sequence,
            String type,
            Instant occurredAt,
            int replay,

            @Schema(allowableValues = {"queued", "waiting", "delivered", "failed"})
            String state,

            Instant createdAt,
            @Nullable Instant settledAt,

            @Schema(description = "The body as it was signed")
            String body,

            List<AttemptAnswer> attempts) {}

    @Schema(name = "WebhookAttempt")
    record AttemptAnswer(
            int attempt,
            Instant at,

            @Schema(description = "HTTP status; null where there was no answer") @Nullable
            Integer status,

            long millis,
            String words) {}

    @Schema(name = "WebhookReplay")
    record Replay(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Instant from,

            @Schema(description = "Absent: until now") @Nullable
            Instant to) {}

    @Schema(name = "WebhookReplayed")
    record Replayed(int events) {}

    private final Endpoints endpoints;
    private final DeliveryStore deliveries;

    WebhookApi(Endpoints endpoints, DeliveryStore deliveries) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
    }

    @GetMapping
    @Operation(summary = "All endpoints")
    Slice<Answer> list() {
        return new Slice<>(
                endpoints.all().stream()
                        .map(endpoint -> Answer.of(endpoint, null))
                        .toList(),
                null);
    }

    @PostMapping
    @Operation(summary = "Tell an address what happens", description = "The answer has the secret, once.")
    ResponseEntity<Answer> create(@RequestBody NewEndpoint request) {
        var url = request.url() == null ? "" : request.url();
        var team = request.team();
        var known = team == null ? EventType.ALL : EventType.CHAT;
        var types = request.types() == null || request.types().isEmpty()
                ? team == null ? List.<String>of() : EventType.CHAT
                : request.types();
        var fields = EndpointFields.of(
                request.name() == null ? host(url) : request.name(),
                url,
                types,
                Boolean.TRUE.equals(request.notes()),
                Boolean.TRUE.equals(request.privateNetwork()),
                known);
        Answer answer;
        if (team == null) {
            var made = endpoints.create(fields);
            answer = Answer.of(made.endpoint(), made.secret());
        } else {
            answer = Answer.of(endpoints.createChat(fields, team), null);
        }
        return ResponseEntity.created(URI.create("/api/v1/webhooks/" + answer.id()))
                .body(answer);
    }

    private static String host(String url) {
        return url.replaceFirst("^[a-z]+://", "").replaceFirst("[/?#:].*", "");
    }

    @GetMapping("/{id}")
    @Operation(summary = "One endpoint")
    Answer get(@PathVariable UUID id) {
        return Answer.of(endpoints.get(id), null);
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Change, pause or resume an endpoint")
    Answer change(@PathVariable UUID id, @RequestBody Change change) {
        var before = endpoints.get(id);
        var fields = EndpointFields.of(
                change.name() == null ? before.name() : change.name(),
                change.url() == null ? before.url() : change.url(),
                change.types() == null ? before.types() : change.types(),
                change.notes() == null ? before.notes() : change.notes(),
                change.privateNetwork() == null ? before.privateNetwork() : change.privateNetwork(),
                before.kind() == Endpoint.Kind.CHAT ? EventType.CHAT : EventType.ALL);
        var after = endpoints.change(id, fields);
        if (change.active() != null) {
            after = change.active() ? endpoints.resume(id) : endpoints.pause(id);
        }
        return Answer.of(after, null);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete an endpoint with all its deliveries")
    void delete(@PathVariable UUID id) {
        endpoints.delete(id);
    }

    @PostMapping("/{id}/secret")
    @Operation(
            summary = "Sign with a new secret",
            description = "For 24 hours deliveries bear a signature with each of the two.")
    Answer rotate(@PathVariable UUID id) {
        var made = endpoints.rotate(id);
        return Answer.of(made.endpoint(), made.secret());
    }

    @PostMapping("/{id}/test")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Send a test event", description = "Its type is webhook.test. Answers with the delivery.")
    DeliveryAnswer test(@PathVariable UUID id) {
        return delivery(endpoints.test(id));
    }

    @GetMapping("/{id}/deliveries")
    @Operation(summary = "What an endpoint was told, the newest first, with every attempt")
    Slice<DeliveryAnswer> deliveries(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        endpoints.get(id);
        int most = Cursor.limit(limit);
        var after = cursor == null ? null : Cursor.read(cursor, 2);
        try {
            var rows = deliveries.newest(
                    id,
                    after == null ? null : Instant.parse(after.getFirst()),
                    after == null ? null : UUID.fromString(after.getLast()),
                    most + 1);
            var shown = rows.stream().limit(most).toList();
            var attempts = deliveries.attempts(shown.stream().map(Delivery::id).toList());
            return new Slice<>(
                    shown.stream()
                            .map(row -> answer(row, attempts.getOrDefault(row.id(), List.of())))
                            .toList(),
                    rows.size() <= most
                            ? null
                            : Cursor.of(
                                    shown.getLast().createdAt(), shown.getLast().id()));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw Cursor.foreign();
        }
    }

    @PostMapping("/{id}/deliveries/{delivery}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Tell one event again", description = "With the same id. Answers with the new delivery.")
    DeliveryAnswer replay(@PathVariable UUID id, @PathVariable UUID delivery) {
        return delivery(endpoints.replay(id, delivery));
    }

    @PostMapping("/{id}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Tell all events of a span of time again", description = "In their order, 5,000 at most.")
    Replayed replay(@PathVariable UUID id, @RequestBody Replay request) {
        if (request.from() == null) {
            throw InvalidRequest.field("from", Texts.t("webhooks.wrong.from"));
        }
        return new Replayed(endpoints.replay(id, request.from(), request.to()));
    }

    private DeliveryAnswer delivery(UUID id) {
        return answer(deliveries.find(id).orElseThrow(DeliveryNotFound::new), List.of());
    }

    private static DeliveryAnswer answer(Delivery it, List<Delivery.Attempt> attempts) {
        return new DeliveryAnswer(
                it.id(),
                it.event(),
                it.sequence(),
                it.type(),
                it.occurredAt(),
                it.replay(),
                it.state(),
                it.createdAt(),
                it.settledAt(),
                it.body(),
                attempts.stream()
                        .map(attempt -> new AttemptAnswer(
                                attempt.attempt(), attempt.at(), attempt.status(), attempt.millis(), attempt.words()))
                        .toList());
    }
}
