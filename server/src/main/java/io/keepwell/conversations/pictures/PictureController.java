package io.keepwell.conversations.pictures;

import io.keepwell.platform.Blobs;
import io.keepwell.shared.ForTeam;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Pictures of other hosts, as pictures and as nothing else.
@RestController
@Tag(name = "Messages")
class PictureController {

    private final Pictures pictures;
    private final Blobs blobs;

    PictureController(Pictures pictures, Blobs blobs) {
        this.pictures = pictures;
        this.blobs = blobs;
    }

    @ForTeam
    @GetMapping({"/messages/{id}/pictures/{position}", "/api/v1/messages/{id}/pictures/{position}"})
    @Operation(
            summary = "A picture of another host that a letter names",
            description =
                    "Keepwell fetches it, examined and limited in size, so that the sender does not learn who looks."
                            + " Position counts the img elements with data-picture in the HTML of the letter, from 0.")
    ResponseEntity<Resource> show(@PathVariable UUID id, @PathVariable int position) throws InterruptedException {
        var picture = pictures.picture(id, position);
        return ResponseEntity.ok()
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePrivate())
                .contentType(MediaType.parseMediaType(Objects.requireNonNull(picture.type())))
                .contentLength(picture.size())
                .body(new FileSystemResource(blobs.file(Objects.requireNonNull(picture.blob()))));
    }
}
