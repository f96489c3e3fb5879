package io.keepwell.notifications.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.testing.KeepwellProcess;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Killed in the middle of telling a browser.
@Tag("process")
class PushKillTests {

    @Test
    @DisplayName("killed while a push service takes it: it leaves again, with the same topic and by the same key")
    void isToldAfterTheNextStart() throws Exception {
        var browser = new PushBrowser();
        try (var service = new PushService();
                var keepwell = KeepwellProcess.start()) {
            var made = keepwell.api().post("/api/v1/push-subscriptions", browser.subscription(service.endpoint("ben")));
            assertThat(made.status()).isEqualTo(201);
            service.fallsSilent(true);
            keepwell.api()
                    .post("/api/v1/push-subscriptions/" + made.json().get("id").asString() + "/test", "{}");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !service.taken("ben").isEmpty());
            var key = key(keepwell);

            keepwell.kill();
            service.fallsSilent(false);
            keepwell.run();

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> service.taken("ben").size() == 2);
            var again = service.taken("ben").getLast();
            assertThat(again.read(browser))
                    .isEqualTo(service.taken("ben").getFirst().read(browser));
            assertThat(again.topic()).isEqualTo("test");
            assertThat(again.claims(key).get("aud").asString()).isEqualTo(service.origin());
            assertThat(key(keepwell)).isEqualTo(key);
        }
    }

    private static String key(KeepwellProcess keepwell) {
        return keepwell.api()
                .get("/api/v1/push-subscriptions/key")
                .json()
                .get("key")
                .asString();
    }
}
