package io.keepwell.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.KeepwellProcess;
import io.keepwell.testing.PostOffice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Rules outlive the process: killed between a cause and its effect, or in the midst of it, every effect is there once.
@Tag("process")
class RuleKillTests {

    private static final String US = "rules@shop.test";
    private static final int ROUNDS = 2;
    private static final int CAUSES = 4;

    @Test
    @DisplayName("L8: a cause that was written down is answered once, however often Keepwell is killed")
    void everyEffectOnce() throws InterruptedException {
        try (var office = PostOffice.open(US);
                var keepwell = KeepwellProcess.start()) {
            var api = keepwell.api();
            var mailbox = api.post("/api/v1/mailboxes", """
                            {'address':'%s','name':'Shop','acknowledge':false,'existing':'ignore',
                             'imap':{'host':'127.0.0.1','port':%d,'username':'%s','password':'secret','security':'none'},
                             'smtp':{'host':'127.0.0.1','port':%d,'username':null,'password':null,'security':'none'}}
                            """.formatted(US, office.imapPort(), US, office.smtpPort()))
                    .json()
                    .get("id")
                    .asString();
            var words = api.post(
                            "/api/v1/saved-replies", "{'name':'Soon','scope':'all','texts':{'en':'We look at it.'}}")
                    .json()
                    .get("id")
                    .asString();
            var rule = api.post("/api/v1/rules", """
                            {'name':'At once','when':{'event':'opened'},'deeds':[{'deed':'tag','value':'seen'},
                             {'deed':'note','value':'Noted by a rule.'},{'deed':'reply','value':'%s'}]}
                            """.formatted(words))
                    .json()
                    .get("id")
                    .asString();
            var ids = new ArrayList<String>();
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < CAUSES; i++) {
                    ids.add(keepwell.api()
                            .post(
                                    "/api/v1/conversations",
                                    "{'customer':{'email':'%s'},'mailbox':'%s','text':'Hello?'}"
                                            .formatted(customer(ids.size()), mailbox))
                            .json()
                            .get("id")
                            .asString());
                }
                // at once, and in the midst of the work
                Thread.sleep(round * 700L);
                keepwell.kill();
                keepwell.run();
            }

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            items(keepwell, "/api/v1/rules/" + rule + "/log").size() == ids.size());
            for (int i = 0; i < ids.size(); i++) {
                var messages = messages(keepwell, ids.get(i));
                assertThat(messages).filteredOn(it -> type(it).equals("note")).hasSize(1);
                assertThat(messages).filteredOn(it -> type(it).equals("notice")).hasSize(1);
                assertThat(office.inbox(customer(i)).size()).isLessThanOrEqualTo(1);
            }
            assertThat(items(keepwell, "/api/v1/rules/" + rule + "/log"))
                    .allMatch(it -> it.get("outcome").asString().equals("done"));
        }
    }

    private static String customer(int n) {
        return "c%d@kill.test".formatted(n);
    }

    private static String type(JsonNode message) {
        return message.get("type").asString();
    }

    private static List<JsonNode> messages(KeepwellProcess keepwell, String conversation) {
        var messages = new ArrayList<JsonNode>();
        keepwell.api()
                .get("/api/v1/conversations/" + conversation)
                .json()
                .get("messages")
                .forEach(messages::add);
        return messages;
    }

    private static List<JsonNode> items(KeepwellProcess keepwell, String path) {
        var items = new ArrayList<JsonNode>();
        keepwell.api().get(path).json().get("items").forEach(items::add);
        return items;
    }
}
