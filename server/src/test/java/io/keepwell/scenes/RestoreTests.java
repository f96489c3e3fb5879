package io.keepwell.scenes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.platform.BackupCommand;
import io.keepwell.shared.ClockConfiguration;
import io.keepwell.testing.Api;
import io.keepwell.testing.KeepwellProcess;
import io.keepwell.testing.PostOffice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backup is taken from a Keepwell that runs, put back into another folder, and started there.
@Tag("process")
class RestoreTests {

    private static final String US = "support@shop.test";

    @TempDir
    Path folder;

    @Test
    void everythingIsThereNothingLeavesAndWhatWaitedIsUncertain() throws IOException {
        var file = folder.resolve("backup.zip");
        String number;
        try (var office = PostOffice.open(US);
                var running = KeepwellProcess.start()) {
            connect(running.api(), office);
            office.write("Ana", "ana@example.test", US, "My invoice", "It says 12,00 twice.");
            var first = awaitConversation(running.api());
            number = first;
            office.close();
            var reply = running.api().post("/api/v1/conversations/" + first + "/messages", """
                    {'type':'reply','text':'We will look at it.'}
                    """);
            assertThat(reply.status()).as("%s", reply.json()).isEqualTo(201);

            var said = new ByteArrayOutputStream();
            int code = new BackupCommand(new PrintStream(said, true, UTF_8), ClockConfiguration.ticking())
                    .backup(
                            file.toString(),
                            "--keepwell.data=" + running.data(),
                            "--keepwell.secret=" + KeepwellProcess.SECRET,
                            "--keepwell.db.url=" + running.database().url(),
                            "--keepwell.db.user=" + running.database().user(),
                            "--keepwell.db.password=" + running.database().password());
            assertThat(code).as(said.toString(UTF_8)).isZero();
        }

        var elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        var said = new ByteArrayOutputStream();
        int code = new BackupCommand(new PrintStream(said, true, UTF_8), ClockConfiguration.ticking())
                .restore(
                        file.toString(),
                        "--keepwell.data=" + elsewhere.resolve("data"),
                        "--keepwell.secret=" + KeepwellProcess.SECRET);
        assertThat(code).as(said.toString(UTF_8)).isZero();

        try (var restored = KeepwellProcess.embedded(elsewhere)) {
            var api = restored.api();
            var conversation = api.get("/api/v1/conversations/" + number).json();
            assertThat(conversation.path("messages").path(0).path("text").asString())
                    .contains("It says 12,00 twice.");
            var reply = conversation.path("messages").valueStream().toList().getLast();
            assertThat(reply.path("text").asString()).isEqualTo("We will look at it.");
            assertThat(reply.path("delivery").path("state").asString()).isEqualTo("uncertain");
            assertThat(api.get("/healthz").json().toString()).contains("backup");

            var backups = api.get("/api/v1/backups").json();
            assertThat(backups.path("restoredFrom").isNull()).isFalse();
            assertThat(backups.path("uncertain").asInt()).isEqualTo(1);

            assertThat(api.post("/api/v1/backups/release", "{}").status()).isEqualTo(200);
            assertThat(api.get("/api/v1/backups").json().path("restoredFrom").isNull())
                    .isTrue();
        }
    }

    private static void connect(Api api, PostOffice office) {
        var mailbox = api.post("/api/v1/mailboxes", """
                {'address':'%s','name':'Shop support','existing':'ignore',
                 'imap':{'host':'127.0.0.1','port':%d,'username':'%s','password':'secret','security':'none'},
                 'smtp':{'host':'127.0.0.1','port':%d,'username':null,'password':null,'security':'none'}}
                """.formatted(US, office.imapPort(), US, office.smtpPort()));
        assertThat(mailbox.status()).as("%s", mailbox.json()).isEqualTo(201);
    }

    private static String awaitConversation(Api api) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> api.get("/api/v1/conversations")
                                .json()
                                .path("items")
                                .path(0)
                                .path("id")
                                .asString(""),
                        id -> !id.isEmpty());
    }
}
