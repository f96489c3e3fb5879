package io.keepwell.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@WholeApplication
class BackupPageTests {

    @LocalServerPort
    int port;

    @Autowired
    Backups backups;

    @Test
    void isMadeListedTakenAndDeletedOnThePageAndByTheApi() {
        var api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        var page = Visitor.ofAdministrator(port);
        assertThat(page.get("/settings/backup").body()).contains("There is no backup yet.");

        assertThat(page.post("/settings/backup").statusCode()).isEqualTo(302);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> backups.all().size() == 1);

        var listed = api.get("/api/v1/backups").json();
        var name = listed.path("items").path(0).path("name").asString();
        assertThat(name).matches("keepwell-\\d{8}T\\d{6}Z-asked\\.zip");
        assertThat(listed.path("restoredFrom").isNull()).isTrue();
        assertThat(page.get("/settings/backup").body()).contains(name).contains("made by hand");
        var file = page.get("/settings/backup/" + name + "/file");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(page.get("/settings/backup/..%2F..%2Fkeepwell.key/file").statusCode())
                .isIn(400, 404);

        assertThat(api.delete("/api/v1/backups/" + name).status()).isEqualTo(204);
        assertThat(backups.all()).isEmpty();
        var log = page.get("/settings/audit?about=backup").body();
        assertThat(log)
                .contains("began a backup")
                .contains("downloaded the backup")
                .contains("deleted the backup");
    }

    @Test
    void theNightlyOneIsMadeOnceAndMissedNightsAreMadeUpFor() {
        var page = Visitor.ofAdministrator(port);
        assertThat(page.post("/settings/backup/plan", "nightly", "true", "at", "03:00", "keep", "0")
                        .statusCode())
                .isEqualTo(400);
        page.post("/settings/backup/plan", "nightly", "true", "at", "03:00", "keep", "2");

        backups.night();
        backups.night();

        assertThat(backups.all())
                .filteredOn(archive -> archive.reason().equals("nightly"))
                .hasSize(1);
        assertThat(backups.state()).containsEntry("ok", true).containsEntry("nightly", true);
        backups.all().forEach(archive -> backups.delete(archive.name()));
        page.post("/settings/backup/plan", "at", "03:00", "keep", "7");
        assertThat(backups.plan().nightly()).isFalse();
    }
}
