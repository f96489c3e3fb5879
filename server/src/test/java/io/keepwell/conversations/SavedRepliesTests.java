package io.keepwell.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Saved replies by page and by API.
@WholeApplication
class SavedRepliesTests {

    @LocalServerPort
    int port;

    private Api api;
    private String name;

    @BeforeEach
    void open() {
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        name = "Export " + UUID.randomUUID();
    }

    @Test
    void isFoundAndFilledInTheLanguageOfTheConversation() {
        var conversation = api.post(
                        "/api/v1/conversations",
                        "{'customer':{'email':'%s@example.org','name':'Ana Ribeiro'},'text':'Wie?','locale':'de'}"
                                .formatted(UUID.randomUUID()))
                .json();
        create(
                "{'en':'Hi {{customer.first_name}},','de':'Hallo {{customer.first_name}}, zu #{{conversation.number}}'}");

        var found = api.get("/api/v1/conversations/" + conversation.get("id").asString() + "/saved-replies?query="
                        + name.replace(" ", "%20"))
                .json();

        assertThat(found.get(0).get("text").asString())
                .isEqualTo("Hallo Ana, zu #" + conversation.get("number").asLong());
    }

    @Test
    void aDeletionIsUndoneAndUsesAreCounted() {
        var id = create("{'en':'Hello.'}");
        assertThat(api.post("/api/v1/saved-replies/" + id + "/uses", "{}").status())
                .isEqualTo(204);
        assertThat(api.delete("/api/v1/saved-replies/" + id).status()).isEqualTo(204);
        assertThat(api.get("/api/v1/saved-replies/" + id).status()).isEqualTo(404);

        assertThat(api.post("/api/v1/saved-replies/" + id + "/restoration", "{}")
                        .status())
                .isEqualTo(200);

        var back = api.get("/api/v1/saved-replies/" + id).json();
        assertThat(back.get("uses").asInt()).isEqualTo(1);
        assertThat(back.get("texts").get("en").asString()).isEqualTo("Hello.");
    }

    @Test
    void aPlaceNobodyCanFillIsRefusedByName() {
        var refused = api.post(
                "/api/v1/saved-replies", "{'name':'%s','texts':{'en':'Hi {{customer.nickname}}'}}".formatted(name));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().toString()).contains("{{customer.nickname}}", "customer.first_name");
    }

    @Test
    void whatIsExportedIsTakenOverWithoutDoubles() {
        create("{'en':'Hello.'}");
        int before = api.get("/api/v1/saved-replies").json().get("items").size();
        var export = api.get("/api/v1/saved-replies/export").json().toString();

        var taken = api.post("/api/v1/saved-replies/import", export);

        assertThat(taken.json().get("count").asInt()).isEqualTo(before);
        assertThat(api.get("/api/v1/saved-replies").json().get("items")).hasSize(before);
    }

    @Test
    void isWrittenPreviewedAndDeletedOnThePage() {
        var visitor = Visitor.ofAdministrator(port);
        visitor.get("/settings/saved-replies?edit=new");
        var preview = visitor.post(
                "/settings/saved-replies",
                "name",
                name,
                "scope",
                "all",
                "language",
                "en",
                "text",
                "Hi {{customer.first_name}}, this is {{company}}.",
                "then",
                "preview");
        assertThat(preview.body()).contains("Hi Ana, this is Pennyfold.");
        var kept = visitor.post(
                "/settings/saved-replies",
                "name",
                name,
                "scope",
                "all",
                "language",
                "en",
                "text",
                "Hi {{customer.first_name}}.",
                "then",
                "keep");
        assertThat(kept.statusCode()).isEqualTo(302);
        assertThat(visitor.get("/settings/saved-replies").body()).contains(name);
    }

    private String create(String texts) {
        var made = api.post(
                "/api/v1/saved-replies",
                "{'name':'%s','scope':'all','tags':['Export'],'texts':%s}".formatted(name, texts));
        assertThat(made.status()).as("%s", made.json()).isEqualTo(201);
        return made.json().get("id").asString();
    }
}
