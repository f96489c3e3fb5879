package io.keepwell.conversations;

import io.keepwell.platform.Blobs;
import io.keepwell.shared.ForTeam;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Files that came or went with messages. Whatever is in them, the browser runs nothing of it: they are saved, not
/// shown, and images within letters are shown as images only.
@RestController
@Tag(name = "Messages")
class AttachmentController {

    // What a browser draws and never runs; SVG is not among them.
    private static final Set<String> IMAGES =
            Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/avif");

    private final AttachmentStore store;
    private final Blobs blobs;

    AttachmentController(AttachmentStore store, Blobs blobs) {
        this.store = store;
        this.blobs = blobs;
    }

    @ForTeam
    @GetMapping({"/attachments/{id}", "/api/v1/attachments/{id}"})
    @Operation(summary = "Download a file that came or went with a message")
    ResponseEntity<Resource> download(@PathVariable UUID id) {
        var file = find(id);
        return answer(file, type(file), ContentDisposition.attachment());
    }

    @ForTeam
    @GetMapping("/attachments/{id}/inline")
    ResponseEntity<Resource> show(@PathVariable UUID id) {
        var file = find(id);
        var type = type(file);
        if (!IMAGES.contains(type.getType() + "/" + type.getSubtype())) {
            throw new AttachmentNotFound();
        }
        return answer(file, type, ContentDisposition.inline());
    }

    private AttachmentStore.Row find(UUID id) {
        return store.find(id).orElseThrow(AttachmentNotFound::new);
    }

    private ResponseEntity<Resource> answer(
            AttachmentStore.Row file, MediaType type, ContentDisposition.Builder disposition) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .cacheControl(CacheControl.noCache().cachePrivate())
                .contentType(type)
                .contentLength(file.size())
                .body(new FileSystemResource(blobs.file(file.blob())));
    }

    private static MediaType type(AttachmentStore.Row file) {
        try {
            return MediaType.parseMediaType(file.contentType());
        } catch (InvalidMediaTypeException e) {
            return MediaType.APPLICATION_OCTET_STREAM;
        }
    }
}
