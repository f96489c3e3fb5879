package io.keepwell.mail;

import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Slice;
import io.keepwell.shared.Texts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Spam and blocked senders, for programs.
@RestController
@Tag(name = "Spam")
class SpamApi {

    @Schema(name = "SenderToBlock")
    record Sender(
            @Schema(
                    description = "An address, or a domain for everybody there",
                    example = "@spam.example",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String sender) {}

    @Schema(name = "SpamHeader", description = "How the receiving server of a mailbox calls a mail spam")
    record Header(
            @Schema(description = "A header and how its value begins; null for none", example = "X-Spam-Flag: YES")
            @Nullable
            String header) {}

    @Schema(name = "HeldMailOf", description = "Which of the held mail is meant")
    record FloodOf(UUID mailboxId, String sender) {}

    @Schema(name = "HeldMailDecided")
    record Decided(
            @Schema(description = "How many mails that are") int mails) {}

    @Schema(name = "ReleasedMail")
    record Released(
            UUID id,

            @Schema(description = "The conversation it is part of now; null while it is being filed") @Nullable
            UUID conversation) {}

    private final MailSpam spam;
    private final HeldMail held;
    private final BlockedSenders blocked;
    private final SpamHeaders headers;

    SpamApi(MailSpam spam, HeldMail held, BlockedSenders blocked, SpamHeaders headers) {
        this.spam = spam;
        this.held = held;
        this.blocked = blocked;
        this.headers = headers;
    }

    @ForTeam
    @GetMapping("/api/v1/spam")
    @Operation(
            summary = "Mail that is kept apart, the newest first",
            description = "Of blocked senders, or called spam by the receiving server. Conversations that a person"
                    + " marked are found with GET /conversations?spam=true.")
    Slice<KeptSpam.Kept> kept(@RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
        int size = Cursor.limit(limit);
        return slice(spam.kept(before(cursor), size + 1), size, KeptSpam.Kept::id);
    }

    @ForAgents
    @PostMapping("/api/v1/spam/{id}/release")
    @Operation(
            summary = "Say that a mail is no spam",
            description =
                    "It is filed as if it had just come; it is acknowledged only if it came within the last hour.")
    Released release(@PathVariable UUID id) {
        return new Released(id, spam.release(id).orElse(null));
    }

    @ForTeam
    @GetMapping("/api/v1/held-mail")
    @Operation(
            summary = "Automatic mail that came too fast, by mailbox and sender",
            description = "It opened no conversation and waits for a decision, however long that takes.")
    Slice<HeldMail.Flood> held() {
        return new Slice<>(held.floods(), null);
    }

    @ForAgents
    @PostMapping("/api/v1/held-mail/release")
    @Operation(summary = "File all that is held of a sender; it goes on in the background")
    Decided releaseHeld(@RequestBody FloodOf request) {
        return new Decided(held.release(request.mailboxId(), request.sender()));
    }

    @ForAgents
    @PostMapping("/api/v1/held-mail/spam")
    @Operation(
            summary = "Call all that is held of a sender spam",
            description = "It is deleted with the other spam, and is released one by one until then.")
    Decided discardHeld(@RequestBody FloodOf request) {
        return new Decided(held.discard(request.mailboxId(), request.sender()));
    }

    @ForTeam
    @GetMapping("/api/v1/blocked-senders")
    @Operation(summary = "Who is blocked, the newest first")
    Slice<BlockedSenders.Blocked> blocked(
            @RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
        int size = Cursor.limit(limit);
        return slice(blocked.all(before(cursor), size + 1), size, BlockedSenders.Blocked::id);
    }

    @ForAgents
    @PostMapping("/api/v1/blocked-senders")
    @Operation(summary = "Block an address or a domain; its mail is kept apart from now on")
    ResponseEntity<BlockedSenders.Blocked> block(@RequestBody Sender request) {
        var done = blocked.block(request.sender() == null ? "" : request.sender());
        return ResponseEntity.created(URI.create("/api/v1/blocked-senders/" + done.id()))
                .body(done);
    }

    @ForAgents
    @DeleteMapping("/api/v1/blocked-senders/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let their mail in again")
    void unblock(@PathVariable UUID id) {
        if (!blocked.unblock(id)) {
            throw new SenderNotBlocked();
        }
    }

    @ForTeam
    @GetMapping("/api/v1/mailboxes/{id}/spam-header")
    @Operation(summary = "How the receiving server of a mailbox calls a mail spam")
    Header header(@PathVariable UUID id) {
        return new Header(headers.of(id).orElse(null));
    }

    @ForAdministrators
    @PutMapping("/api/v1/mailboxes/{id}/spam-header")
    @Operation(summary = "Say how it does; mail with that header is kept apart from now on")
    Header header(@PathVariable UUID id, @RequestBody Header request) {
        headers.set(id, request.header());
        return header(id);
    }

    private static <T> Slice<T> slice(List<T> found, int size, Function<T, UUID> id) {
        return found.size() <= size
                ? new Slice<>(found, null)
                : new Slice<>(found.subList(0, size), Cursor.of(id.apply(found.get(size - 1))));
    }

    private static @Nullable UUID before(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            return UUID.fromString(Cursor.read(cursor, 1).getFirst());
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest(Texts.t("mail.spam.cursor"));
        }
    }
}
