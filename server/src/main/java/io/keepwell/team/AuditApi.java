package io.keepwell.team;

import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The audit log, for programs.
@RestController
@Tag(name = "Audit", description = "Who did what; nothing in it is ever changed or removed")
class AuditApi {

    @Schema(name = "AuditEntry")
    record Answer(
            UUID id,
            Instant at,

            @Schema(description = "Id of the member; null where Keepwell did it by itself") @Nullable
            UUID actor,

            @Schema(description = "Their name at that time") String actorName,

            @Schema(allowableValues = {"page", "token", "system"})
            String via,

            @Schema(description = "What was done, such as mailbox.created")
            String action,

            @Schema(description = "Id of what it was done to")
            UUID subject,

            String label,
            Map<String, Object> details,
            @Schema(description = "The deed in words") String sentence) {

        static Answer of(AuditEntry entry) {
            return new Answer(
                    entry.id(),
                    entry.at(),
                    entry.actorId(),
                    entry.actor(),
                    entry.via(),
                    entry.action(),
                    entry.subject(),
                    entry.label(),
                    entry.details(),
                    entry.sentence());
        }
    }

    private final AuditTrail trail;

    AuditApi(AuditTrail trail) {
        this.trail = trail;
    }

    @ForAdministrators
    @GetMapping("/api/v1/audit")
    @Operation(summary = "Entries, the newest first")
    Slice<Answer> list(
            @RequestParam(required = false) @Nullable UUID actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable UUID subject,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var found = trail.list(new AuditTrail.Filter(actor, action, subject, from, to), cursor, Cursor.limit(limit));
        return new Slice<>(found.items().stream().map(Answer::of).toList(), found.next());
    }
}
