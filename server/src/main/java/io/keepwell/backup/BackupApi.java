package io.keepwell.backup;

import io.keepwell.platform.Archives;
import io.keepwell.platform.Stillness;
import io.keepwell.shared.ForAdministrators;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Backups in the API.
@RestController
@ForAdministrators
@RequestMapping("/api/v1/backups")
class BackupApi {

    @Schema(name = "Backups")
    record Shown(
            @Schema(description = "Newest first") List<Archives.Archive> items,

            @Schema(description = "Whether one is being made now")
            boolean working,

            Planned plan,

            @Schema(
                    description =
                            "Where a backup was put back and nobody has let go yet: the instant it is of. Nothing is sent or fetched meanwhile")
            @Nullable
            Instant restoredFrom,

            @Schema(description = "How many things waited to be sent when the backup was taken, and are uncertain now")
            int uncertain) {}

    @Schema(name = "BackupPlan")
    record Planned(
            @Schema(description = "Whether one is made every night")
            boolean nightly,

            @Schema(description = "When, in the zone of the workspace", type = "string", example = "03:00")
            LocalTime at,

            @Schema(description = "How many of the nightly ones are kept", example = "7")
            int keep) {}

    private final Backups backups;
    private final Archives archives;
    private final Stillness stillness;

    BackupApi(Backups backups, Archives archives, Stillness stillness) {
        this.backups = backups;
        this.archives = archives;
        this.stillness = stillness;
    }

    @Operation(summary = "The backups in the data folder, and when they are made")
    @GetMapping
    Shown list() {
        var plan = backups.plan();
        return new Shown(
                backups.all(),
                backups.working(),
                new Planned(plan.nightly(), plan.at(), plan.keep()),
                stillness.restoredFrom().orElse(null),
                stillness.uncertain());
    }

    @Operation(summary = "Begin a backup", description = "It goes on by itself; the list says when it is there.")
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, Boolean> make() {
        backups.begin();
        return Map.of("working", true);
    }

    @Operation(summary = "Set when backups are made by themselves")
    @PutMapping("/plan")
    Planned plan(@RequestBody Planned wanted) {
        var plan = backups.plan(wanted.nightly(), wanted.at(), wanted.keep());
        return new Planned(plan.nightly(), plan.at(), plan.keep());
    }

    @Operation(
            summary = "Download a backup",
            description = "It holds everything, keys included. Noted in the audit log.")
    @GetMapping("/{name}/file")
    ResponseEntity<Resource> file(@PathVariable String name) {
        return BackupController.download(archives.file(backups.taken(name)));
    }

    @Operation(summary = "Delete a backup")
    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String name) {
        backups.delete(name);
    }

    @Operation(
            summary = "Fetch and send again",
            description = "After a backup was put back nothing is fetched or sent until somebody says so.")
    @PostMapping("/release")
    Map<String, Boolean> release() {
        backups.release();
        return Map.of("released", true);
    }

    @Operation(
            summary = "Send what waited when the backup was taken",
            description = "Some of it may have been sent then: whoever got it already gets it twice.")
    @PostMapping("/resend")
    Map<String, Integer> resend() {
        return Map.of("sent", backups.resend());
    }
}
