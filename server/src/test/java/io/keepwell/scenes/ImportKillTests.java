package io.keepwell.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.KeepwellProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// An import goes on where it was when the process is killed in its midst, and nothing comes twice.
@Tag("process")
class ImportKillTests {

    private static final int CONVERSATIONS = 1500;

    @Test
    void killedTwiceItIsWholeInTheEnd() throws IOException, InterruptedException, SQLException {
        var file = new StringBuilder("conversation,at,customer,direction,text\n");
        for (int i = 0; i < 2 * CONVERSATIONS; i++) {
            file.append("C%d,2024-01-01T10:00:%02dZ,person%d@example.test,%s,Line %d%n"
                    .formatted(i / 2, i % 60, i / 20, i % 2 == 0 ? "in" : "out", i));
        }
        try (var keepwell = KeepwellProcess.start()) {
            var id = give(keepwell, file.toString());
            await(keepwell, id, "examined");
            assertThat(keepwell.api()
                            .post("/api/v1/imports/" + id + "/start", "{}")
                            .status())
                    .isEqualTo(200);
            for (int kill = 1; kill <= 2; kill++) {
                long enough = kill * 400L;
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> keepwell.api()
                                        .get("/api/v1/imports/" + id)
                                        .json()
                                        .path("position")
                                        .asLong()
                                > enough);
                keepwell.kill();
                assertThat(ask(keepwell, "select position from import_run"))
                        .as("it is killed in its midst")
                        .isLessThan(2 * CONVERSATIONS);
                keepwell.run();
            }
            await(keepwell, id, "done");
            assertThat(ask(keepwell, "select count(*) from conversation")).isEqualTo(CONVERSATIONS);
            assertThat(ask(keepwell, "select count(*) from message")).isEqualTo(2 * CONVERSATIONS);
            assertThat(ask(keepwell, "select count(distinct text) from message"))
                    .isEqualTo(2 * CONVERSATIONS);
            assertThat(ask(keepwell, "select messages from import_run")).isEqualTo(2 * CONVERSATIONS);
            assertThat(ask(keepwell, "select count(*) from outbox")).isZero();
        }
    }

    private static String give(KeepwellProcess keepwell, String file) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(keepwell.url() + "/api/v1/imports?format=csv"))
                            .header("Authorization", "Bearer " + FreshInstallation.ADMIN_TOKEN)
                            .header("Content-Type", "application/octet-stream")
                            .POST(HttpRequest.BodyPublishers.ofString(file))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            return JsonMapper.shared().readTree(answer.body()).path("id").asString();
        }
    }

    private static void await(KeepwellProcess keepwell, String id, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> keepwell.api()
                        .get("/api/v1/imports/" + id)
                        .json()
                        .path("state")
                        .asString()
                        .equals(state));
    }

    private static long ask(KeepwellProcess keepwell, String sql) throws SQLException {
        var access = keepwell.database();
        try (var connection = DriverManager.getConnection(access.url(), access.user(), access.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
