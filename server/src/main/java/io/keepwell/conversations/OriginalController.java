package io.keepwell.conversations;

import io.keepwell.mail.Originals;
import io.keepwell.platform.Blobs;
import io.keepwell.shared.ForTeam;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Letters as they came by mail. Always saved, never shown: nothing in them was looked at.
@RestController
@Tag(name = "Messages")
class OriginalController {

    private final MessageStore messages;
    private final Originals originals;
    private final Blobs blobs;

    OriginalController(MessageStore messages, Originals originals, Blobs blobs) {
        this.messages = messages;
        this.originals = originals;
        this.blobs = blobs;
    }

    @ForTeam
    @GetMapping({"/messages/{id}/original", "/api/v1/messages/{id}/original"})
    @Operation(
            summary = "Download a letter as it came by mail",
            description = "Byte for byte, as message/rfc822. 404 for what did not come by mail.")
    ResponseEntity<Resource> original(@PathVariable UUID id) {
        var blob = messages.find(id)
                .flatMap(message -> Optional.ofNullable(message.mail()))
                .flatMap(originals::blob)
                .orElseThrow(MessageNotFound::new);
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(id + ".eml")
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .cacheControl(CacheControl.noCache().cachePrivate())
                .contentType(MediaType.parseMediaType("message/rfc822"))
                .body(new FileSystemResource(blobs.file(blob)));
    }
}
