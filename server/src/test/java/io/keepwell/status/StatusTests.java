package io.keepwell.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.mail.Letter;
import io.keepwell.mail.LetterChanged;
import io.keepwell.platform.Blobs;
import io.keepwell.platform.OutboxState;
import io.keepwell.problems.Areas;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.PostOffice;
import io.keepwell.testing.Robot;
import io.keepwell.testing.WholeApplication;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The status page: what stands there, and who is told what.
@WholeApplication
class StatusTests {

    private static final Telling QUIETLY = Telling.nobody("It is three in the morning.");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Areas areas;

    @Autowired
    StatusSetup setup;

    @Autowired
    Incidents incidents;

    @Autowired
    IncidentStore store;

    @Autowired
    ComponentStore components;

    @Autowired
    SubscriberStore subscribers;

    @Autowired
    Subscriptions subscriptions;

    @Autowired
    StatusMails mails;

    @Autowired
    StatusViews views;

    @Autowired
    Blobs blobs;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    private StatusComponent sync;
    private StatusComponent cards;

    @BeforeEach
    void aCompanyHasAStatusPage() {
        jdbc.sql("""
            insert into mailbox (id, address, name, connected_at, created_at)
            select :id, :address, 'Pennyfold support', now(), now()
             where not exists (select 1 from mailbox)
            """)
                .param("id", UUID.randomUUID())
                .param("address", UUID.randomUUID() + "@status.test")
                .update();
        setup.change(new StatusSettings(true, null, "Pennyfold", "", "#0f766e", null));
        sync = component(null);
        cards = component(null);
    }

    /// Other tests share this application and know of no status page.
    @AfterEach
    void thePageIsClosed() {
        setup.change(new StatusSettings(false, null, "Pennyfold", "", "#0f766e", null));
    }

    private StatusComponent component(@Nullable UUID group) {
        return setup.show(areas.create("Part " + UUID.randomUUID(), null).id(), "", group, 0, true);
    }

    @Test
    @DisplayName(
            "3.10.1: nothing is sent before the button is pressed; opening the link, however often, presses nothing")
    void asksTwiceAndListensOnce() {
        var email = UUID.randomUUID() + "@status.test";

        var answer = post("/status/subscribe", "email=" + email + "&scope=everything", Map.of());

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(subscriber(email).state()).isEqualTo(SubscriberState.UNCONFIRMED);
        var link = link(letter(email), "/status/confirm/");
        for (int i = 0; i < 3; i++) {
            assertThat(get(link).statusCode()).isEqualTo(200);
        }
        assertThat(subscriber(email).state()).isEqualTo(SubscriberState.UNCONFIRMED);
        publish(Telling.EVERYBODY, sync);
        mails.writeAll();
        assertThat(letters(email)).hasSize(1);

        assertThat(post(link, "", Map.of()).statusCode()).isEqualTo(303);
        assertThat(subscriber(email).state()).isEqualTo(SubscriberState.ACTIVE);
        assertThat(post(link, "", Map.of()).statusCode()).isEqualTo(404);
        assertThat(get(link).statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName(
            "3.10.1: the form answers the same whether it knows the address or not, and writes a few times a day at"
                    + " most")
    void theFormTellsNobodyWhoIsOnTheList() {
        var known = subscribed(Scope.EVERYTHING);
        var unknown = UUID.randomUUID() + "@status.test";

        var one = post("/status/subscribe", "email=" + known.email() + "&scope=everything", Map.of());
        var other = post("/status/subscribe", "email=" + unknown + "&scope=everything", Map.of());

        assertThat(one.statusCode()).isEqualTo(other.statusCode());
        assertThat(one.headers().firstValue("Location"))
                .isEqualTo(other.headers().firstValue("Location"));
        assertThat(letters(known.email().value())).hasSize(1);
        assertThat(letters(unknown)).hasSize(1);
        for (int i = 0; i < 4; i++) {
            assertThat(post("/status/subscribe", "email=" + unknown + "&scope=everything", Map.of())
                            .statusCode())
                    .isEqualTo(303);
        }
        assertThat(letters(unknown)).hasSize(Subscriptions.PER_ADDRESS);
    }

    @Test
    @DisplayName("3.10.1: one network cannot ask without end")
    void oneNetworkAsksSoOften() {
        for (int i = 0; i < Subscriptions.PER_NETWORK; i++) {
            subscriptions.ask(
                    new EmailAddress(UUID.randomUUID() + "@status.test"),
                    List.of(Scope.EVERYTHING),
                    Locale.ENGLISH,
                    "2001:db8:0:7:" + i + "::1");
        }
        Assertions.assertThatThrownBy(() -> subscriptions.ask(
                        new EmailAddress(UUID.randomUUID() + "@status.test"),
                        List.of(Scope.EVERYTHING),
                        Locale.ENGLISH,
                        "2001:db8:0:7:99::1"))
                .isInstanceOf(StatusRefused.class);
    }

    @Test
    @DisplayName("3.10.1: what is not confirmed within 48 hours is forgotten")
    void forgetsWhoNeverConfirmed() {
        var email = UUID.randomUUID() + "@status.test";
        subscriptions.ask(new EmailAddress(email), List.of(Scope.EVERYTHING), Locale.ENGLISH, "192.0.2.7");
        var link = link(letter(email), "/status/confirm/");
        subscriptions.forget();
        assertThat(find(email)).isPresent();

        jdbc.sql("update status_wish set asked_at = asked_at - interval '49 hours' where subscriber_id = :id")
                .param("id", subscriber(email).id())
                .update();
        jdbc.sql("update status_subscriber set created_at = created_at - interval '49 hours' where email = :email")
                .param("email", email)
                .update();
        assertThat(post(link, "", Map.of()).statusCode()).isEqualTo(404);
        subscriptions.forget();
        assertThat(find(email)).isEmpty();
    }

    @Test
    @DisplayName(
            "3.10.2: a group includes what comes to be in it; a component means that one alone; an incident, that one")
    void hearsOfWhatWasChosen() {
        var group = setup.group(null, "Banks " + UUID.randomUUID(), 0);
        var first = component(group.id());
        var whole = subscribed(new Scope(null, group.id(), null));
        var one = subscribed(new Scope(first.id(), null, null));
        var everything = subscribed(Scope.EVERYTHING);
        var later = component(group.id());

        var incident = publish(Telling.EVERYBODY, later);
        var only = subscribed(new Scope(null, null, incident.id()));
        incidents.update(incident.id(), said("Still.", null, Telling.EVERYBODY));

        assertThat(told(whole)).containsExactly("published", "update");
        assertThat(told(everything)).contains("published", "update");
        assertThat(told(only)).containsExactly("update");
        assertThat(told(one)).isEmpty();
    }

    @Test
    @DisplayName("3.10.3: whoever was told is told of the end, also when what they chose is not affected any more")
    void leavesNobodyWithoutTheEnd() {
        var ofSync = subscribed(new Scope(sync.id(), null, null));
        var ofCards = subscribed(new Scope(cards.id(), null, null));
        var incident = publish(Telling.EVERYBODY, sync);

        incidents.update(
                incident.id(), new Incidents.Said("It is the cards.", null, List.of(hit(cards)), Telling.EVERYBODY));
        incidents.update(incident.id(), said("", IncidentState.FIXED, Telling.EVERYBODY));

        assertThat(told(ofSync)).containsExactly("published", "update", "fixed");
        assertThat(told(ofCards)).containsExactly("update", "fixed");
    }

    @Test
    @DisplayName("3.10.8: nobody hears that it is fixed who never heard that it was broken")
    void tellsNobodyOfAnEndWithoutABeginning() {
        var early = subscribed(Scope.EVERYTHING);
        var quiet = publish(QUIETLY, sync);
        incidents.update(quiet.id(), said("", IncidentState.FIXED, Telling.EVERYBODY));
        assertThat(told(early)).isEmpty();

        var incident = publish(Telling.EVERYBODY, sync);
        var late = subscribed(Scope.EVERYTHING);
        incidents.update(incident.id(), said("", IncidentState.FIXED, Telling.EVERYBODY));
        incidents.correct(incident.id(), "It was the other cable.", Telling.EVERYBODY);
        assertThat(told(early)).containsExactly("published", "fixed", "corrected");
        assertThat(told(late)).isEmpty();
        incidents.update(incident.id(), said("", IncidentState.INVESTIGATING, Telling.EVERYBODY));
        assertThat(told(late)).containsExactly("reopened");
    }

    @Test
    @DisplayName("3.10.4: a state without text is told with a standard text; a typo is no event")
    void tellsEventsAndNoTypos() {
        var reader = subscribed(Scope.EVERYTHING);
        var incident = publish(Telling.EVERYBODY, sync);
        incidents.update(incident.id(), said("", IncidentState.IDENTIFIED, Telling.EVERYBODY));
        var post = incidents.posts(incident.id()).getFirst();
        assertThat(post.words(Locale.ENGLISH)).isEqualTo("We have found the cause and are working on it.");
        assertThat(post.words(Locale.GERMAN)).startsWith("Wir haben die Ursache gefunden");

        incidents.edit(post.id(), "We have found the cause.");

        assertThat(told(reader)).containsExactly("published", "update");
        assertThat(incidents.posts(incident.id()).getFirst().editedAt()).isNotNull();
        Assertions.assertThatThrownBy(() -> incidents.update(incident.id(), said("", null, Telling.EVERYBODY)))
                .isInstanceOf(InvalidRequest.class);
    }

    @Test
    @DisplayName("3.10.4: a maintenance is announced, moved, reminded of, begun and finished, the last three by itself")
    void maintenanceRunsByItself() {
        var reader = subscribed(new Scope(cards.id(), null, null));
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var maintenance = incidents.publish(new NewIncident(
                "New card reader",
                "",
                IncidentState.PLANNED,
                List.of(new Hit(cards.id(), ComponentState.MAINTENANCE)),
                null,
                now.plusSeconds(3600 * 72),
                now.plusSeconds(3600 * 74),
                Telling.EVERYBODY));
        assertThat(state(cards)).isEqualTo(ComponentState.OPERATIONAL);
        incidents.move(maintenance.id(), now.plusSeconds(3600 * 96), now.plusSeconds(3600 * 98), "", Telling.EVERYBODY);
        incidents.look(maintenance.id());
        assertThat(told(reader)).containsExactly("announced", "moved");

        times(maintenance, now.plusSeconds(3600 * 23), now.plusSeconds(3600 * 25));
        incidents.look(maintenance.id());
        incidents.look(maintenance.id());
        times(maintenance, now.plusSeconds(1800), now.plusSeconds(7200));
        incidents.look(maintenance.id());
        assertThat(told(reader)).containsExactly("announced", "moved", "reminder", "reminder");
        times(maintenance, now.minusSeconds(60), now.plusSeconds(7200));
        incidents.look(maintenance.id());
        assertThat(state(cards)).isEqualTo(ComponentState.MAINTENANCE);
        times(maintenance, now.minusSeconds(60), now.minusSeconds(30));
        incidents.look(maintenance.id());
        incidents.look(maintenance.id());

        assertThat(state(cards)).isEqualTo(ComponentState.OPERATIONAL);
        assertThat(told(reader)).containsExactly("announced", "moved", "reminder", "reminder", "started", "finished");
        assertThat(incidents.get(maintenance.id()).state()).isEqualTo(IncidentState.FINISHED);
    }

    @Test
    @DisplayName("3.10.5: telling nobody needs a reason, and that is kept")
    void silenceHasAReason() {
        var refused = api().post(
                        "/api/v1/status/incidents",
                        "{'title':'Quiet','tell':false,'components':[{'component':'" + sync.id()
                                + "','state':'major'}]}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors").get(0).path("field").asString())
                .isEqualTo("whyNot");

        var incident = publish(QUIETLY, sync);
        assertThat(incidents.posts(incident.id()).getFirst().whyNot()).isEqualTo(QUIETLY.whyNot());
        var reader = subscribed(new Scope(sync.id(), null, null));
        assertThat(incidents.count(null, List.of(sync.id()), false) - incidents.count(null, List.of(cards.id()), false))
                .isOne();
        assertThat(told(reader)).isEmpty();
    }

    @Test
    @DisplayName("3.10.6: a letter holds the whole text, how the parts are, the address, and the way out (RFC 8058)")
    void theLetterSaysItAll() throws Exception {
        var reader = subscribed(Scope.EVERYTHING);
        var incident = publish(Telling.EVERYBODY, sync);
        incidents.update(
                incident.id(), said("The certificate is on its way.\n\nWe test tonight.", null, Telling.EVERYBODY));
        Awaitility.await().until(() -> {
            mails.writeAll();
            return letters(reader.email().value()).size() == 2;
        });

        var raw = letters(reader.email().value());
        var letter = raw.getLast();
        var text = text(letter);
        assertThat(text)
                .contains("The certificate is on its way.", "We test tonight.")
                .contains(sync.name() + ": Out of order")
                .contains("/status/incidents/" + incident.number());
        assertThat(letter.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
        assertThat(letter.getHeader("List-Unsubscribe-Post", null)).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(letter.getHeader("List-Unsubscribe", null))
                .startsWith("<http")
                .contains("/status/stop/");
        assertThat(letter.getAllRecipients()).hasSize(1);

        var stop = link(letter, "/status/stop/");
        assertThat(get(stop).statusCode()).isEqualTo(200);
        assertThat(find(reader.email().value())).isPresent();
        assertThat(post(stop, "List-Unsubscribe=One-Click", Map.of()).statusCode())
                .isEqualTo(200);
        assertThat(find(reader.email().value())).isEmpty();
        assertThat(post(stop, "List-Unsubscribe=One-Click", Map.of()).statusCode())
                .isEqualTo(200);
        incidents.update(incident.id(), said("", IncidentState.FIXED, Telling.EVERYBODY));
        mails.writeAll();
        assertThat(letters(reader.email().value())).hasSize(2);
    }

    @Test
    @DisplayName(
            "3.10.7, 3.10.11: the worst that is open holds a part; fixing one thing frees only what nothing else holds")
    void aPartIsAsTheWorstThatHoldsIt() {
        var slow = incidents.publish(new NewIncident(
                "Slow",
                "",
                IncidentState.INVESTIGATING,
                List.of(new Hit(sync.id(), ComponentState.DEGRADED)),
                null,
                null,
                null,
                QUIETLY));
        var gone = publish(QUIETLY, sync);
        assertThat(state(sync)).isEqualTo(ComponentState.MAJOR);
        assertThat(views.overview().worst()).isEqualTo(ComponentState.MAJOR);
        incidents.update(gone.id(), said("", IncidentState.FIXED, QUIETLY));
        assertThat(state(sync)).isEqualTo(ComponentState.DEGRADED);
        incidents.update(slow.id(), said("", IncidentState.FIXED, QUIETLY));
        assertThat(state(sync)).isEqualTo(ComponentState.OPERATIONAL);
    }

    @Test
    @DisplayName(
            "3.10.1, 3.10.6: robots that open every link of these letters, and all behind them, confirm, change and"
                    + " end nothing")
    void robotsChangeNothing() {
        var asking = UUID.randomUUID() + "@status.test";
        post("/status/subscribe", "email=" + asking + "&scope=everything", Map.of());
        var reader = subscribed(new Scope(sync.id(), null, null));
        publish(Telling.EVERYBODY, sync);
        mails.writeAll();
        var texts = Stream.concat(
                        letters(asking).stream(), letters(reader.email().value()).stream())
                .map(StatusTests::text)
                .toList();
        var before = wishes(asking, reader);

        var opened = Robot.opens(port, texts);

        assertThat(opened)
                .anyMatch(path -> path.startsWith("/status/confirm/"))
                .anyMatch(path -> path.startsWith("/status/stop/"))
                .anyMatch(path -> path.startsWith("/status/subscription/"))
                .anyMatch(path -> path.startsWith("/status/incidents/"));
        assertThat(wishes(asking, reader)).isEqualTo(before);
        assertThat(letters(asking)).hasSize(1);
    }

    private List<String> wishes(String asking, Subscriber reader) {
        return jdbc.sql("""
                        select s::text || coalesce(string_agg(w::text, ' ' order by w::text), '')
                          from status_subscriber s
                          left join status_wish w on w.subscriber_id = s.id
                         where s.email in (:emails)
                         group by s.*
                         order by 1
                        """)
                .param("emails", List.of(asking, reader.email().value()))
                .query((row, n) -> row.getString(1))
                .list();
    }

    @Test
    @DisplayName("3.10.9: three letters in a row that come back for good suspend, and one can be let go again")
    void suspendsAfterThree() {
        var reader = subscribed(Scope.EVERYTHING);
        var incident = publish(Telling.EVERYBODY, sync);
        for (int i = 0; i < 3; i++) {
            assertThat(subscriber(reader.email().value()).state()).isEqualTo(SubscriberState.ACTIVE);
            cameBack(reader, incidents.update(incident.id(), said("Update " + i, null, Telling.EVERYBODY)));
        }
        assertThat(subscriber(reader.email().value()).state()).isEqualTo(SubscriberState.SUSPENDED);
        var before = told(reader).size();
        incidents.update(incident.id(), said("One more.", null, Telling.EVERYBODY));
        assertThat(told(reader)).hasSize(before);
        assertThat(api().get("/api/v1/status/subscribers?query="
                                + reader.email().local())
                        .json()
                        .path("items")
                        .get(0)
                        .path("state")
                        .asString())
                .isEqualTo("suspended");

        subscriptions.resume(reader.id());
        assertThat(subscriber(reader.email().value()).state()).isEqualTo(SubscriberState.ACTIVE);
    }

    @Test
    @DisplayName("3.10.10: the snapshot is whole, stands in any folder, and asks nothing of us")
    void theSnapshotStandsByItself() throws IOException {
        var incident = publish(QUIETLY, sync);
        var files = new HashMap<String, String>();
        var answer = bytes("/api/v1/status/snapshot");
        try (var zip = new ZipInputStream(new ByteArrayInputStream(answer))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(files)
                .containsKeys(
                        "index.html",
                        "de/index.html",
                        "status.css",
                        "status.json",
                        "feed.atom",
                        "en/incidents/" + incident.number() + ".html");
        files.forEach((path, content) -> {
            if (path.endsWith(".html")) {
                assertThat(content).as(path).doesNotContain("<form", "href=\"/");
                Pattern.compile("href=\"([^\":]+)\"").matcher(content).results().forEach(link -> {
                    var target = URI.create("http://x/" + path)
                            .resolve(link.group(1))
                            .getPath()
                            .substring(1);
                    if (!link.group(1).startsWith("#")) {
                        assertThat(files).as("link of " + path).containsKey(target);
                    }
                });
            }
        });
        assertThat(files.get("de/index.html")).contains(incident.title(), "Dies ist eine Kopie vom");
    }

    @Test
    @DisplayName("The page is for everybody: without cookies or scripts, kept by caches, in English and German")
    void thePageIsPublic() {
        var incident = publish(QUIETLY, sync);
        var page = get("/status?lang=en");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(incident.title(), "Looking into it")
                .doesNotContain("<script", QUIETLY.whyNot());
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("public", "max-age");
        var tag = page.headers().firstValue("ETag").orElseThrow();
        assertThat(get("/status?lang=en", Map.of("If-None-Match", tag)).statusCode())
                .isEqualTo(304);
        assertThat(get("/status", Map.of("Accept-Language", "de")).body()).contains("Woran wir arbeiten");
        assertThat(get("/status/incidents/" + incident.number()).statusCode()).isEqualTo(200);
        assertThat(get("/status/history").body()).contains(incident.title());
        assertThat(get("/status.json").body()).contains("\"state\":\"major\"", incident.title());
        assertThat(get("/status/feed.atom").body()).contains("<entry>", incident.title());
        assertThat(get("/status/incidents/999999999").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("Off until it is switched on; an address elsewhere is where /status leads")
    void isOffUntilItIsOn() {
        setup.change(new StatusSettings(false, null, "Pennyfold", "", "#0f766e", null));
        assertThat(get("/status").statusCode()).isEqualTo(404);
        assertThat(setup.address()).isEmpty();
        setup.change(new StatusSettings(false, "https://status.example.org/", "Pennyfold", "", "#0f766e", null));
        assertThat(get("/status").headers().firstValue("Location")).contains("https://status.example.org/");
        assertThat(setup.address()).contains("https://status.example.org/");
        assertThat(api().get("/api/v1/audit?limit=5").json().toString()).contains("status-page.");
    }

    @Test
    @DisplayName(
            "A problem has one public face for each episode, with public words only; it comes back with the problem")
    void isTheFaceOfAProblem() {
        var number = api().post("/api/v1/problems", """
            {'title':'Their certificate is rotten','publicTitle':'No new transactions','component':'%s'}
            """.formatted(sync.area())).json();
        var problem = number.path("id").asString();
        api().patch("/api/v1/problems/" + problem, "{'serviceText':'secret words of the team'}");
        var made = api().post("/api/v1/status/incidents", """
            {'title':'No new transactions','problem':'%s','components':[{'component':'%s','state':'partial'}],
             'tell':false,'whyNot':'test'}
            """.formatted(problem, sync.id()));
        assertThat(made.status()).isEqualTo(201);
        var id = UUID.fromString(made.json().path("id").asString());
        assertThat(api().post("/api/v1/status/incidents", "{'title':'Again','problem':'" + problem + "'}")
                        .status())
                .isEqualTo(409);
        api().post(
                        "/api/v1/problems/" + problem + "/fix",
                        "{'whatChanged':'We watch the date.','text':'Fixed.','holdMinutes':0}");
        api().post("/api/v1/status/incidents/" + id + "/posts", "{'state':'fixed','tell':false,'whyNot':'test'}");
        api().post("/api/v1/problems/" + problem + "/reopen", "{'reason':'Back','text':'Back.','holdMinutes':0}");
        api().post(
                        "/api/v1/status/incidents/" + id + "/posts",
                        "{'state':'investigating','tell':false,'whyNot':'test'}");
        assertThat(incidents.get(id).episode()).isEqualTo(2);
        assertThat(get("/status/incidents/" + incidents.get(id).number()).body())
                .contains("No new transactions", "It has come back")
                .doesNotContain("rotten", "secret words");
    }

    @Test
    @DisplayName(
            "I7: whoever is handed out everything finds their subscription there; whoever is forgotten is off the list")
    void belongsToThePerson() {
        var reader = subscribed(Scope.EVERYTHING);
        var customer = api().post("/api/v1/customers", "{'name':'Rosa Ek','email':'" + reader.email() + "'}")
                .json()
                .path("id")
                .asString();
        assertThat(new String(bytes("/api/v1/customers/" + customer + "/export"), StandardCharsets.ISO_8859_1))
                .contains("status-page.json");
        api().delete("/api/v1/customers/" + customer + "?erase=true");
        assertThat(find(reader.email().value())).isEmpty();
    }

    @Test
    @DisplayName("PR11: a row and its letter are one: what fails leaves neither, and nothing is written twice")
    void writesEachLetterOnce() {
        var reader = subscribed(Scope.EVERYTHING);
        publish(Telling.EVERYBODY, sync);
        transaction.executeWithoutResult(status -> {
            mails.writeAll();
            status.setRollbackOnly();
        });
        Awaitility.await().until(() -> {
            mails.writeAll();
            return letters(reader.email().value()).size() == 1;
        });
        mails.writeAll();
        assertThat(letters(reader.email().value())).hasSize(1);
        assertThat(jdbc.sql("select count(*) from outbox where cause_key like 'status:%:' || :id")
                        .param("id", reader.id().toString())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    private Incident publish(Telling telling, StatusComponent... parts) {
        return incidents.publish(new NewIncident(
                "Trouble " + UUID.randomUUID(),
                "",
                IncidentState.INVESTIGATING,
                Arrays.stream(parts).map(StatusTests::hit).toList(),
                null,
                null,
                null,
                telling));
    }

    private static Hit hit(StatusComponent part) {
        return new Hit(part.id(), ComponentState.MAJOR);
    }

    private static Incidents.Said said(String text, @Nullable IncidentState state, Telling telling) {
        return new Incidents.Said(text, state, null, telling);
    }

    private ComponentState state(StatusComponent part) {
        return components.states().getOrDefault(part.id(), ComponentState.OPERATIONAL);
    }

    private Subscriber subscribed(Scope scope) {
        var at = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var made = subscribers.of(new EmailAddress(UUID.randomUUID() + "@status.test"), Ids.next(), Locale.ENGLISH, at);
        subscribers.confirm(made.id(), at);
        subscribers.add(made.id(), List.of(scope));
        return subscriber(made.email().value());
    }

    private Optional<Subscriber> find(String email) {
        return subscribers.withAddress(List.of(email)).stream().findFirst();
    }

    private Subscriber subscriber(String email) {
        return find(email).orElseThrow();
    }

    /// Kinds of what they are told, in order.
    private List<String> told(Subscriber subscriber) {
        return jdbc.sql("""
            select p.kind
              from status_mail m
              join status_post p on p.id = m.post_id
             where m.subscriber_id = :id
             order by p.at, p.id
            """)
                .param("id", subscriber.id())
                .query((row, n) -> row.getString("kind"))
                .list();
    }

    private void cameBack(Subscriber subscriber, Post post) {
        Awaitility.await().until(() -> {
            mails.writeAll();
            return letter(subscriber, post).isPresent();
        });
        transaction.executeWithoutResult(status -> events.publishEvent(new LetterChanged(
                letter(subscriber, post).orElseThrow(),
                Ids.next(),
                Letter.Kind.NOTICE,
                OutboxState.BOUNCED,
                "550 5.1.1 User unknown")));
    }

    private Optional<UUID> letter(Subscriber subscriber, Post post) {
        return jdbc.sql("""
            select letter_id from status_mail
             where subscriber_id = :id and post_id = :post and letter_id is not null
            """)
                .param("id", subscriber.id())
                .param("post", post.id())
                .query((row, n) -> row.getObject(1, UUID.class))
                .optional();
    }

    /// Its times, and since when people know of them, as if time had gone by.
    private void times(Incident maintenance, Instant from, Instant to) {
        jdbc.sql("update status_incident set starts_at = :from, ends_at = :to where id = :id")
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("id", maintenance.id())
                .update();
        jdbc.sql("update status_post set at = at - interval '3 days' where incident_id = :id")
                .param("id", maintenance.id())
                .update();
    }

    private List<MimeMessage> letters(String email) {
        return jdbc
                .sql("select blob from letter where recipient = :email order by created_at, id")
                .param("email", email)
                .query((row, n) -> row.getString("blob"))
                .list()
                .stream()
                .map(blob -> {
                    try (var in = blobs.open(blob)) {
                        return new MimeMessage(Session.getInstance(new Properties()), in);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private MimeMessage letter(String email) {
        return letters(email).getFirst();
    }

    private static String text(MimeMessage letter) {
        return PostOffice.text(letter);
    }

    private static String link(MimeMessage letter, String path) {
        var text = text(letter);
        int at = text.indexOf(path);
        assertThat(at).as(text).isPositive();
        return text.substring(at).split("\\s", 2)[0];
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }

    private HttpResponse<String> get(String path) {
        return get(path, Map.of());
    }

    private HttpResponse<String> get(String path, Map<String, String> headers) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)), headers);
    }

    private HttpResponse<String> post(String path, String form, Map<String, String> headers) {
        return send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form.replace("@", "%40"))),
                headers);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, Map<String, String> headers) {
        headers.forEach(request::header);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private byte[] bytes(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + FreshInstallation.ADMIN_TOKEN)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
