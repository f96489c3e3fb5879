package io.keepwell.mail;

import io.keepwell.platform.Blobs;
import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Mail we could not read, in the API.
@RestController
@ForAgents
@RequestMapping("/api/v1/quarantine")
class QuarantineApi {

    private final Quarantine quarantine;
    private final Blobs blobs;

    QuarantineApi(Quarantine quarantine, Blobs blobs) {
        this.quarantine = quarantine;
        this.blobs = blobs;
    }

    @Operation(summary = "Mail that could not be read, with the reason")
    @GetMapping
    Slice<Quarantine.Item> list(@RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
        int size = Cursor.limit(limit);
        var before =
                cursor == null ? null : UUID.fromString(Cursor.read(cursor, 1).getFirst());
        var items = quarantine.items(before, size + 1);
        return items.size() <= size
                ? new Slice<>(items, null)
                : new Slice<>(
                        items.subList(0, size), Cursor.of(items.get(size - 1).id()));
    }

    /// The mail as it came, never shown in the browser.
    @Operation(summary = "Download the original")
    @GetMapping("/{id}/original")
    ResponseEntity<Resource> original(@PathVariable UUID id) {
        var mail = quarantine.original(id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(id + ".eml")
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox")
                .body(new FileSystemResource(blobs.file(mail.blob())));
    }

    /// Reads it once more.
    @Operation(summary = "Try to read it again")
    @PostMapping("/{id}/retry")
    Map<String, String> retry(@PathVariable UUID id) {
        return Map.of("id", id.toString(), "state", quarantine.retry(id) ? "quarantined" : "read");
    }
}
