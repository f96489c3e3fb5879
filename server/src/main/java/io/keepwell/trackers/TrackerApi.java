package io.keepwell.trackers;

import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Connections to trackers, for programs.
@RestController
@ForAdministrators
@RequestMapping("/api/v1/trackers")
@Tag(name = "Trackers", description = "Repositories and projects whose issues stand for problems")
class TrackerApi {

    @Schema(name = "Tracker")
    record Answer(
            UUID id,
            TrackerKind kind,
            String name,

            @Schema(description = "Page of the repository or project")
            String url,

            @Schema(description = "Whether its server may lie in a private network")
            boolean privateNetwork,

            boolean active,

            @Schema(description = "Where the tracker calls; it is to send its events there")
            String hook,

            @Schema(description = "When the tracker last called") @Nullable
            Instant heardAt,

            @Schema(description = "When last somebody called who could not prove to be the tracker") @Nullable
            Instant refusedAt,

            @Schema(description = "Since when calls are signed; from then on none without a signature is believed")
            @Nullable
            Instant signedSince,

            @Schema(description = "Why the last call of ours was not taken") @Nullable
            Trouble trouble,

            @Schema(description = "What calls are proved with; given when it is made or changed, and never again")
            @Nullable
            String secret) {

        @Override
        public String toString() {
            return "Tracker[" + id + "]";
        }
    }

    @Schema(name = "NewTracker")
    record NewTracker(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String kind,

            @Schema(
                    description = "Page of the repository or project, such as https://github.com/acme/app",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String url,

            @Schema(
                    description = "May read and write issues there. Never given out again.",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String token,

            @Schema(description = "Absent: the name of the repository or project") @Nullable
            String name,

            @Nullable Boolean privateNetwork) {

        @Override
        public String toString() {
            return "NewTracker[" + url + "]";
        }
    }

    @Schema(name = "TrackerChange", description = "What is absent stays")
    record Change(
            @Nullable String url,

            @Schema(description = "Needed where the server becomes another") @Nullable
            String token,

            @Nullable String name,
            @Nullable Boolean privateNetwork,

            @Schema(description = "false switches it off; true on again") @Nullable
            Boolean active) {

        boolean ofTheConnection() {
            return url != null || token != null || name != null || privateNetwork != null;
        }

        @Override
        public String toString() {
            return "TrackerChange[" + url + "]";
        }
    }

    @Schema(name = "TrackerSecret")
    record NewSecret(
            @Schema(description = "The one the tracker has made; absent: a new one of ours") @Nullable
            String secret) {

        @Override
        public String toString() {
            return "TrackerSecret[***]";
        }
    }

    @Schema(name = "TrackerTest")
    record Tested(
            boolean good,

            @Schema(description = "What happened and what to do, where it is not good") @Nullable
            String sentence) {}

    private final Connections connections;

    TrackerApi(Connections connections) {
        this.connections = connections;
    }

    @GetMapping
    @Operation(summary = "All connections")
    Slice<Answer> list() {
        return new Slice<>(
                connections.all().stream().map(it -> answer(it, null)).toList(), null);
    }

    @PostMapping
    @Operation(
            summary = "Connect a repository or a project",
            description = "It is tried first, and a failure told in words. The answer has the secret, once.")
    ResponseEntity<Answer> create(@RequestBody NewTracker asked) {
        var made = connections.create(ConnectionFields.of(
                TrackerKind.named(Objects.requireNonNullElse(asked.kind(), "")),
                Objects.requireNonNullElse(asked.name(), ""),
                Objects.requireNonNullElse(asked.url(), ""),
                Boolean.TRUE.equals(asked.privateNetwork()),
                asked.token()));
        return ResponseEntity.created(
                        URI.create("/api/v1/trackers/" + made.connection().id()))
                .body(answer(made.connection(), made.secret()));
    }

    @GetMapping("/{id}")
    @Operation(summary = "One connection")
    Answer get(@PathVariable UUID id) {
        return answer(connections.get(id), null);
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Change a connection, or switch it off or on", description = "What changes is tried first.")
    Answer change(@PathVariable UUID id, @RequestBody Change change) {
        var before = connections.get(id);
        var after = before;
        if (change.ofTheConnection()) {
            after = connections.change(
                    id,
                    ConnectionFields.of(
                            before.kind(),
                            Objects.requireNonNullElse(change.name(), before.name()),
                            Objects.requireNonNullElse(change.url(), before.url()),
                            Objects.requireNonNullElse(change.privateNetwork(), before.privateNetwork()),
                            change.token()));
        }
        if (change.active() != null) {
            after = connections.disable(id, !change.active());
        }
        return answer(after, null);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a connection away, with its links", description = "The issues stay where they are.")
    void delete(@PathVariable UUID id) {
        connections.delete(id);
    }

    @PostMapping("/{id}/test")
    @Operation(summary = "Look whether a connection can be used")
    Tested test(@PathVariable UUID id) {
        var wrong = connections.test(id);
        return new Tested(wrong == null, wrong);
    }

    @PostMapping("/{id}/secret")
    @Operation(
            summary = "Prove calls with another secret",
            description = "The one before proves nothing any more. The answer has the new one where it is ours.")
    Answer rotate(@PathVariable UUID id, @RequestBody NewSecret asked) {
        var made = connections.rotate(id, asked.secret());
        boolean ours = asked.secret() == null || asked.secret().isBlank();
        return answer(made.connection(), ours ? made.secret() : null);
    }

    private Answer answer(Connection it, @Nullable String secret) {
        return new Answer(
                it.id(),
                it.kind(),
                it.name(),
                it.url(),
                it.privateNetwork(),
                it.active(),
                connections.hook(it),
                it.heardAt(),
                it.refusedAt(),
                it.signedSince(),
                it.trouble(),
                secret);
    }
}
