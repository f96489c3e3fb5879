package io.keepwell.mail;

import io.keepwell.shared.Cursor;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Slice;
import io.keepwell.shared.Texts;
import io.keepwell.team.Members;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Addresses at which nothing arrives, in the API.
@RestController
@RequestMapping("/api/v1/suppressions")
@Tag(
        name = "Suppressions",
        description = "Addresses to which nothing is sent because their server says they do not exist,"
                + " or because somebody stopped it")
class SuppressionApi {

    @Schema(name = "AddressToStop")
    record Stop(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String address,

            @Schema(description = "Why, for the team") @Nullable
            String reason) {}

    private final Suppressions suppressions;
    private final Members members;

    SuppressionApi(Suppressions suppressions, Members members) {
        this.suppressions = suppressions;
        this.members = members;
    }

    @ForAgents
    @PostMapping
    @Operation(
            summary = "Stop all mail to an address",
            description = "It begins again when somebody says so. What is stopped already stays as it is.")
    ResponseEntity<Suppressions.Suppression> stop(@RequestBody Stop request) {
        var address = read(request.address() == null ? "" : request.address());
        suppressions.stop(address, request.reason() == null ? "" : request.reason(), members.require());
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(suppressions.find(address).orElseThrow());
    }

    @ForTeam
    @GetMapping
    @Operation(
            summary = "Addresses to which nothing is sent",
            description = "Newest first, with the words of their server and the conversation whose letter came back.")
    Slice<Suppressions.Suppression> list(
            @RequestParam @Nullable String address,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        if (address != null) {
            return new Slice<>(suppressions.find(read(address)).stream().toList(), null);
        }
        int size = Cursor.limit(limit);
        var before =
                cursor == null ? null : UUID.fromString(Cursor.read(cursor, 1).getFirst());
        var found = suppressions.all(before, size + 1);
        return found.size() <= size
                ? new Slice<>(found, null)
                : new Slice<>(
                        found.subList(0, size), Cursor.of(found.get(size - 1).id()));
    }

    @ForAgents
    @DeleteMapping("/{address}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Send to an address again",
            description =
                    "The next hard failure suppresses it anew. Nothing happens where the address is not suppressed.")
    void lift(@PathVariable String address) {
        suppressions.lift(read(address));
    }

    private static EmailAddress read(String address) {
        return EmailAddress.parse(address)
                .orElseThrow(() -> InvalidRequest.field("address", Texts.t("mail.unreachable.no-address")));
    }
}
