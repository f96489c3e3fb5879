package io.keepwell.messenger;

import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The settings and the keys of the messenger, for programs.
@RestController
@ForAdministrators
@RequestMapping("/api/v1/messenger")
@Tag(name = "Messenger", description = "The messenger in the company's own application")
class MessengerApi {

    @Schema(name = "MessengerSettings")
    record Answer(
            @Schema(description = "Whether it answers at all")
            boolean enabled,

            @Schema(description = "Id of the mailbox its conversations live in") @Nullable
            UUID mailbox,

            @Schema(description = "What stands above it; empty: the name of the mailbox")
            String title,

            @Schema(
                    description = "What it says first, by language",
                    example = "{\"en\":\"Hello\",\"de\":\"Guten Tag\"}")
            Map<String, String> greetings,

            @Schema(description = "Accent", example = "#0f766e")
            String colour,

            @Schema(
                    description = "The lower corner it stands in: where a line ends, or where it starts",
                    allowableValues = {"end", "start"})
            String side,

            @Schema(description = "Pages it may be used on", example = "[\"https://app.example.org\"]")
            List<String> origins) {

        static Answer of(MessengerSettings it) {
            return new Answer(
                    it.enabled(), it.mailbox(), it.title(), it.greetings(), it.colour(), it.side(), it.origins());
        }
    }

    @Schema(name = "MessengerSettingsChange", description = "What is absent stays")
    record Change(
            @Nullable Boolean enabled,
            @Nullable UUID mailbox,
            @Nullable String title,
            @Nullable Map<String, String> greetings,
            @Nullable String colour,
            @Nullable String side,
            @Nullable List<String> origins) {}

    @Schema(name = "MessengerKey")
    record KeyAnswer(
            UUID id,
            String name,

            @Schema(description = "Stands in the page, for everybody to see")
            String publicKey,

            @Schema(description = "Until when the secret before this one is still good") @Nullable
            Instant oldUntil,

            Instant createdAt,
            @Nullable Instant usedAt,

            @Schema(description = "What your server signs with; given when it is made or changed, and never again")
            @Nullable
            String secret) {

        static KeyAnswer of(MessengerKey it, @Nullable String secret) {
            return new KeyAnswer(
                    it.id(), it.name(), it.publicKey(), it.oldUntil(), it.createdAt(), it.usedAt(), secret);
        }

        @Override
        public String toString() {
            return "MessengerKey[" + id + "]";
        }
    }

    @Schema(name = "NewMessengerKey")
    record NewKey(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Web app") @Nullable
            String name) {}

    private final MessengerKeeping keeping;
    private final MessengerStore store;

    MessengerApi(MessengerKeeping keeping, MessengerStore store) {
        this.keeping = keeping;
        this.store = store;
    }

    @GetMapping
    @Operation(summary = "How the messenger looks, and where it may be used")
    Answer settings() {
        return Answer.of(store.settings());
    }

    @PatchMapping
    @Transactional
    @Operation(summary = "Change the messenger")
    Answer change(@RequestBody Change change) {
        var now = store.settings();
        return Answer.of(keeping.change(new MessengerSettings(
                change.enabled() == null ? now.enabled() : change.enabled(),
                change.mailbox() == null ? now.mailbox() : change.mailbox(),
                change.title() == null ? now.title() : change.title(),
                change.greetings() == null ? now.greetings() : change.greetings(),
                change.colour() == null ? now.colour() : change.colour(),
                change.side() == null ? now.side() : change.side(),
                change.origins() == null ? now.origins() : change.origins())));
    }

    @GetMapping("/keys")
    @Operation(summary = "The keys by which your applications are known")
    Slice<KeyAnswer> keys() {
        return new Slice<>(
                store.keys().stream().map(key -> KeyAnswer.of(key, null)).toList(), null);
    }

    @PostMapping("/keys")
    @Operation(summary = "Make a key", description = "Its secret is in this answer and in no other.")
    ResponseEntity<KeyAnswer> create(@RequestBody NewKey wanted) {
        var made = keeping.create(wanted.name() == null ? "" : wanted.name());
        return ResponseEntity.created(URI.create("/api/v1/messenger/keys"))
                .body(KeyAnswer.of(made.key(), made.secret()));
    }

    @PostMapping("/keys/{id}/rotation")
    @Operation(
            summary = "Give a key a new secret",
            description = "The one before is good for seven days yet. The new one is in this answer and in no other.")
    KeyAnswer rotate(@PathVariable UUID id) {
        var made = keeping.rotate(id);
        return KeyAnswer.of(made.key(), made.secret());
    }

    @DeleteMapping("/keys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Withdraw a key", description = "Pages with it have no messenger from now on.")
    void delete(@PathVariable UUID id) {
        keeping.delete(id);
    }
}
