package io.keepwell.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.KeepwellProcess;
import io.keepwell.testing.PostOffice;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A reply that waits for its time outlives the process: it leaves once, however often Keepwell is killed.
@Tag("process")
class LaterReplyKillTests {

    private static final String US = "later@shop.test";
    private static final String ANA = "ana@later.test";

    @Test
    void leavesOnceThoughKilledBeforeAndAroundItsTime() throws InterruptedException {
        try (var office = PostOffice.open(US);
                var keepwell = KeepwellProcess.start()) {
            var mailbox = keepwell.api()
                    .post("/api/v1/mailboxes", """
                            {'address':'%s','name':'Shop','acknowledge':false,'existing':'ignore',
                             'imap':{'host':'127.0.0.1','port':%d,'username':'%s','password':'secret','security':'none'},
                             'smtp':{'host':'127.0.0.1','port':%d,'username':null,'password':null,'security':'none'}}
                            """.formatted(US, office.imapPort(), US, office.smtpPort()))
                    .json();
            var conversation = keepwell.api()
                    .post(
                            "/api/v1/conversations",
                            "{'customer':{'email':'%s'},'mailbox':'%s','text':'When?'}"
                                    .formatted(ANA, mailbox.get("id").asString()))
                    .json();
            var due = Instant.now().plusSeconds(4);
            var later = keepwell.api()
                    .post(
                            "/api/v1/conversations/" + conversation.get("id").asString() + "/later-replies",
                            "{'text':'On Monday.','sendAt':'%s'}".formatted(due))
                    .json();
            keepwell.kill();
            // its time passes while nobody is there
            Thread.sleep(Math.max(
                    0, Duration.between(Instant.now(), due.plusSeconds(1)).toMillis()));
            keepwell.run();

            office.await(
                    ANA, Duration.ofSeconds(60), mail -> PostOffice.text(mail).contains("On Monday."));
            keepwell.kill();
            keepwell.run();

            var path = "/api/v1/later-replies/" + later.get("id").asString();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> keepwell.api()
                            .get(path)
                            .json()
                            .path("status")
                            .asString("")
                            .equals("sent"));
            Thread.sleep(6_000);
            assertThat(office.inbox(ANA)).hasSize(1);
        }
    }
}
