package io.keepwell.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.keepwell.shared.Ids;
import io.keepwell.testing.WholeApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@WholeApplication
class PlatformTests {

    @Autowired
    Keys keys;

    @Autowired
    Blobs blobs;

    @Autowired
    BlobCollector collector;

    @Autowired
    DatabaseAccess database;

    @Autowired
    LiveUpdates live;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @Test
    void secretsAreUnreadableAtRestAndTamperingShows() {
        var sealed = keys.encrypt("imap password");

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("imap password");
        assertThat(keys.decrypt(sealed)).isEqualTo("imap password");
        assertThat(keys.encrypt("imap password")).isNotEqualTo(sealed);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> keys.decrypt(sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void oldKeysVerifyForEver() {
        var first = keys.of("thread tokens of this test");
        var sealed = keys.encrypt("kept");
        keys.rotate("thread tokens of this test");
        keys.rotate("data");

        var after = keys.of("thread tokens of this test");
        assertThat(after).hasSize(2);
        assertThat(after.getFirst().id()).isGreaterThan(first.getFirst().id());
        assertThat(after.getLast().bytes()).isEqualTo(first.getFirst().bytes());
        assertThat(keys.decrypt(sealed)).isEqualTo("kept");
    }

    @Test
    void theKeysThemselvesLieWrappedInTheDatabase() {
        var key = keys.of("wrapping test").getFirst();
        var wrapped = jdbc.sql("select wrapped from wrapped_key where id = :id")
                .param("id", key.id())
                .query(byte[].class)
                .single();

        assertThat(wrapped).hasSize(32 + 12 + 16);
        assertThat(Arrays.copyOfRange(wrapped, 12, 44)).isNotEqualTo(key.bytes());
    }

    @Test
    void keepsFilesByTheirContentAndCollectsWhatNobodyNames() throws IOException {
        var blob = blobs.put(("a file nobody names " + Ids.next()).getBytes(StandardCharsets.UTF_8));
        assertThat(blobs.put(blobs.open(blob.digest()))).isEqualTo(blob);

        collector.collect();
        assertThat(blobs.file(blob.digest())).exists();

        Files.setLastModifiedTime(
                blobs.file(blob.digest()), FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        assertThat(collector.collect()).isPositive();
        assertThat(blobs.file(blob.digest())).doesNotExist();
    }

    @Test
    void namesOfFilesCannotLeadOutOfTheFolder() {
        assertThatThrownBy(() -> blobs.file("../../etc/passwd")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLeaseHasOneHolderAndEndsWithItsConnection() throws SQLException {
        var here = new Leases(database);
        var there = new Leases(database);

        assertThat(here.hold("mailbox 1")).isTrue();
        assertThat(here.hold("mailbox 1")).isTrue();
        assertThat(there.hold("mailbox 1")).isFalse();
        assertThat(there.hold("mailbox 2")).isTrue();
        here.close();
        await().atMost(Duration.ofSeconds(5)).until(() -> there.hold("mailbox 1"));
        there.release("mailbox 1");
        assertThat(here.hold("mailbox 1")).isTrue();
        here.close();
        there.close();
    }

    @Test
    void healthNeedsNoSignInAndNamesEveryPart() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/healthz"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"status\":\"ready\"", "\"jobs\"", "\"database\"");
        }
    }

    @Test
    void announcesAChangeOnlyOnceItCommitted() throws Exception {
        var id = Ids.next();
        try (var connection = database.open();
                var statement = connection.createStatement()) {
            statement.execute("listen " + LiveUpdates.CHANNEL);
            live.changed("conversation", id);
            var notices = connection.unwrap(org.postgresql.PGConnection.class).getNotifications(5000);
            assertThat(notices).extracting(notice -> notice.getParameter()).contains("conversation " + id);
        }
    }
}
