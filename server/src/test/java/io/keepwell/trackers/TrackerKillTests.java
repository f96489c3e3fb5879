package io.keepwell.trackers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.testing.KeepwellProcess;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Killed after the tracker has opened an issue, and before it could say so.
@Tag("process")
class TrackerKillTests {

    @Test
    @DisplayName("killed between opening and noting: the issue is found by its mark, and there is no second one")
    void opensNoSecondIssue() throws IOException {
        try (var forge = new Forge();
                var keepwell = KeepwellProcess.start()) {
            var api = keepwell.api();
            var tracker = api.post(
                            "/api/v1/trackers",
                            "{'kind':'github','url':'" + forge.github() + "','token':'" + Forge.TOKEN
                                    + "','privateNetwork':true}")
                    .json()
                    .path("id")
                    .asString();
            var problem = api.post("/api/v1/problems", "{'title':'Sync is late'}")
                    .json()
                    .path("id")
                    .asString();
            forge.fallsSilent(true);
            api.post("/api/v1/problems/" + problem + "/issues", "{'tracker':'" + tracker + "'}");
            await().atMost(Duration.ofSeconds(30)).until(() -> forge.issues().size() == 1);

            keepwell.kill();
            forge.fallsSilent(false);
            keepwell.run();

            await().atMost(Duration.ofSeconds(90))
                    .until(() -> keepwell.api()
                            .get("/api/v1/problems/" + problem + "/issues")
                            .json()
                            .at("/items/0/state")
                            .asString()
                            .equals("open"));
            assertThat(forge.issues()).hasSize(1);
            assertThat(forge.posts()).isOne();
            assertThat(keepwell.log()).doesNotContain(Forge.TOKEN);
        }
    }
}
