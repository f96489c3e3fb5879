package io.keepwell.conversations.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@WholeApplication
class SearchTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Search search;

    @Autowired
    SearchIndex index;

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }

    @Test
    void whatIsSaidIsFoundAtOnceInAllItsForms() {
        var german = write("Zugang", "Die Überweisungen kamen nie an, trotz zweier Mahnungen.", "de");
        var english = write("Parcels", "Two deliveries were lost on the way.", "en");

        assertThat(found("uberweisung mahnung")).containsExactly(german);
        assertThat(found("delivery")).contains(english);
        assertThat(found("\"were lost\"")).contains(english);
        assertThat(found("\"lost were\"")).doesNotContain(english);
        assertThat(found("deliveries -lost")).doesNotContain(english);
        assertThat(found("deliv")).as("the beginning of a word").contains(english);
    }

    @Test
    void wordsWithoutSpacesAreFound() {
        var chinese = write("订单", "我想申请退款，谢谢。", "zh");

        assertThat(found("退款")).containsExactly(chinese);
        assertThat(found("款退")).isEmpty();
    }

    @Test
    void notesNumbersPeopleAndSubjectsAreFoundAndTheBestIsFirst() {
        var inText = write("Something else", "By the way, the zeppelin is late.", "en");
        var inSubject = write("Zeppelin", "It is late.", "en");
        api().post(
                        "/api/v1/conversations/" + inText + "/messages",
                        "{'type':'note','text':'Called the hangarmaster.'}");
        var conversation = api().get("/api/v1/conversations/" + inText).json();

        assertThat(found("zeppelin")).containsExactly(inSubject, inText);
        assertThat(found("hangarmaster")).containsExactly(inText);
        assertThat(found("hangarmaster is:note")).containsExactly(inText);
        assertThat(found("zeppelin is:note")).isEmpty();
        assertThat(found("#" + conversation.path("number").asInt()).getFirst()).isEqualTo(inText);
        assertThat(found(conversation.path("customer").path("email").asString()))
                .contains(inText);
    }

    @Test
    void saysWhyItWasFoundOnThePageAndInTheApi() {
        var one = write("Roof", "The <i>chimneysweep</i> & his ladder", "en");

        var hit = api().get("/api/v1/search?query=chimneysweep").json();
        assertThat(hit.path("count").asInt()).isEqualTo(1);
        assertThat(hit.path("items").path(0).path("conversation").asString()).isEqualTo(one.toString());
        assertThat(hit.path("items").path(0).path("snippet").valueStream().map(JsonNode::toString))
                .anyMatch(part -> part.contains("\"marked\":true") && part.contains("chimneysweep"));
        assertThat(Visitor.ofAdministrator(port).get("/search?q=chimneysweep").body())
                .contains("<mark>chimneysweep</mark>")
                .contains("&lt;i&gt;")
                .contains("One conversation.");
        assertThat(Visitor.ofAdministrator(port)
                        .get("/search?q=nobodyeverwrotethis")
                        .body())
                .contains("No letter, note or name has all these words.");
    }

    @Test
    void whatWasThereBeforeIsReadNewestFirstAndWhatChangesIsReadAgain() {
        var one = write("Old", "A wombat came by.", "en");
        jdbc.sql("delete from search_entry where message_id in (select id from message where conversation_id = :id)")
                .param("id", one)
                .update();
        jdbc.sql("insert into search_pending select id, created_at from message where conversation_id = :id")
                .param("id", one)
                .update();
        index.readSome();
        assertThat(found("wombat")).containsExactly(one);
        assertThat(jdbc.sql("select serial from search_entry e join message m on m.id = e.message_id"
                                + " where m.conversation_id = :id")
                        .param("id", one)
                        .query(Long.class)
                        .list())
                .allMatch(serial -> serial < 0);

        jdbc.sql("update message set text = 'A quokka came by.' where conversation_id = :id")
                .param("id", one)
                .update();
        assertThat(found("wombat")).isEmpty();
        index.readSome();
        assertThat(found("quokka")).containsExactly(one);
    }

    @Test
    void whatMovesIsFoundWhereItIsAndWhatWasTakenBackIsNotFound() {
        var from = write("Here", "A numbat came by.", "en");
        var to = write("There", "Nobody came by.", "en");
        var letter = jdbc.sql("select id from message where conversation_id = :id and text like '%numbat%'")
                .param("id", from)
                .query((row, n) -> row.getObject(1, UUID.class))
                .single();
        jdbc.sql("update message set conversation_id = :to where id = :id")
                .param("to", to)
                .param("id", letter)
                .update();
        assertThat(found("numbat")).containsExactly(to);

        jdbc.sql("update message set delivery_state = 'cancelled' where id = :id")
                .param("id", letter)
                .update();
        index.readSome();
        assertThat(found("numbat")).isEmpty();

        jdbc.sql("update message set delivery_state = 'sent' where id = :id")
                .param("id", letter)
                .update();
        index.readSome();
        assertThat(found("numbat")).containsExactly(to);
    }

    @Test
    void noTextAndNoQueryIsTooStrange() {
        for (var text : List.of(
                "'", "\\", "a:1B 'b' & !c | (d) <-> e:*", "\u0001\u200b\ud83d\ude00 x'; drop table message; --")) {
            var id = write("Strange " + text.hashCode(), "strangeword " + text, "en");
            assertThat(found("strangeword \"" + text)).isNotNull();
            assertThat(search.find(text)).isNotNull();
            assertThat(found("strangeword")).contains(id);
        }
        Arbitraries.strings()
                .ofMaxLength(30)
                .sampleStream()
                .limit(200)
                .filter(text -> text.indexOf('\u0000') < 0)
                .forEach(text -> assertThat(search.find(text)).isNotNull());
    }

    @Test
    void aWordThatIsEverywhereIsFoundInTheNewestLettersAndSaysSo() {
        var customer = write("Flood", "The first of many.", "en");
        jdbc.sql("""
                        with made as (
                            insert into conversation (id, subject, channel, customer_id, state, created_at, last_message_at,
                                                      changed_at)
                            select gen_random_uuid(), 'Many ' || n, 'api', c.customer_id, 'open', now(), now(), now()
                              from conversation c, generate_series(1, 3000) n
                             where c.id = :id
                            returning id
                        ), said as (
                            insert into message (id, conversation_id, direction, type, author_name, text, sent_at, created_at)
                            select gen_random_uuid(), id, 'in', 'message', 'Flood', 'everywhere', now(), now() from made
                            returning id, conversation_id, created_at
                        ), numbered as (
                            select said.*, nextval('search_serial') as n from said
                        )
                        insert into search_entry (message_id, serial, conversation_id, said_at, words)
                        select id, n, conversation_id, created_at, to_tsvector('simple', 'everywhere')
                               || array_to_tsvector(array['~s' || (n >> 14), '~l' || (n >> 18)])
                          from numbered
                        """).param("id", customer).update();

        var result = search.find("everywhere");

        assertThat(result.count()).isEqualTo(Search.COUNTED);
        assertThat(result.more()).isTrue();
        assertThat(Visitor.ofAdministrator(port).get("/search?q=everywhere").body())
                .contains("1,000+ conversations, out of the newest 2,000 letters");
        jdbc.sql("delete from conversation where subject like 'Many %'").update();
    }

    private List<UUID> found(String query) {
        return search.conversations(query);
    }

    private UUID write(String subject, String text, String locale) {
        var body = JsonMapper.shared()
                .writeValueAsString(java.util.Map.of(
                        "customer",
                        java.util.Map.of("email", UUID.randomUUID() + "@example.test", "name", "Somebody"),
                        "subject",
                        subject,
                        "text",
                        text,
                        "locale",
                        locale));
        var opened = api().post("/api/v1/conversations", body.replace("'", "\\u0027"));
        assertThat(opened.status()).as("%s", opened.json()).isEqualTo(201);
        return UUID.fromString(opened.json().path("id").asString());
    }
}
