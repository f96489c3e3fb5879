package io.keepwell.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.testing.KeepwellProcess;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Killed in the middle of telling.
@Tag("process")
class WebhookKillTests {

    @Test
    @DisplayName("killed while delivering: every event arrives at least once, with the same id, and none is lost")
    void nothingIsLost() throws IOException, SQLException {
        try (var receiver = new Receiver();
                var keepwell = KeepwellProcess.start()) {
            var made =
                    keepwell.api().post("/api/v1/webhooks", "{'url':'" + receiver.url() + "','privateNetwork':true}");
            assertThat(made.status()).isEqualTo(201);
            receiver.fallsSilent(true);
            for (int i = 0; i < 6; i++) {
                keepwell.api().post("/api/v1/conversations", """
                        {'customer':{'email':'kim@kill.test','name':'Kim'},'subject':'Kill','text':'Number %d'}
                        """.formatted(i));
            }
            await().until(() -> !receiver.calls().isEmpty());

            keepwell.kill();
            receiver.fallsSilent(false);
            keepwell.run();

            var noted = noted(keepwell);
            assertThat(noted).hasSizeGreaterThanOrEqualTo(12);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(receiver.calls().stream()
                                    .map(Receiver.Call::id)
                                    .collect(Collectors.toSet()))
                            .containsAll(noted));
            assertThat(receiver.calls()).extracting(Receiver.Call::id).isSubsetOf(noted);
        }
    }

    private static Set<String> noted(KeepwellProcess keepwell) throws SQLException {
        var access = keepwell.database();
        var ids = new HashSet<String>();
        try (var connection = DriverManager.getConnection(access.url(), access.user(), access.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select id from webhook_event")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }
}
