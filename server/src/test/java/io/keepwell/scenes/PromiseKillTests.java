package io.keepwell.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.KeepwellProcess;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A promise whose time passes while nobody is running.
@Tag("process")
class PromiseKillTests {

    @Test
    @DisplayName("A promise that came due while the process was dead is broken, at the instant it was due")
    void isBrokenAtItsInstantAlthoughNobodyWasThere() {
        try (var keepwell = KeepwellProcess.start()) {
            var conversation = keepwell.api()
                    .post("/api/v1/conversations", """
                            {'customer':{'email':'ana@kill.test','name':'Ana Ribeiro'},'subject':'My invoice',
                             'text':'Hello, can somebody explain my invoice to me?','channel':'api'}
                            """)
                    .json()
                    .path("id")
                    .asString();
            var due = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.MICROS);
            var promise = keepwell.api()
                    .post(
                            "/api/v1/promises",
                            "{'conversation':'%s','kind':'call','dueAt':'%s'}".formatted(conversation, due))
                    .json()
                    .path("id")
                    .asString();
            keepwell.kill();
            Awaitility.await().until(() -> Instant.now().isAfter(due));
            keepwell.run();

            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                var after = keepwell.api().get("/api/v1/promises/" + promise).json();
                assertThat(after.path("state").asString()).isEqualTo("broken");
                assertThat(Instant.parse(after.path("brokenAt").asString())).isEqualTo(due);
                assertThat(after.path("history"))
                        .extracting(step -> step.path("kind").asString())
                        .containsExactly("made", "broken");
            });
        }
    }
}
