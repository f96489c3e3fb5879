package io.keepwell.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.PostOffice;
import io.keepwell.testing.Robot;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// A customer and their own page, from outside.
@WholeApplication
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PortalTests {

    private static final String US = "help@portal.test";
    private static final Duration SOON = Duration.ofSeconds(45);
    private static final Pattern SAID = Pattern.compile("name=\"said\" value=\"([^\"]+)\"");
    private static final Pattern DRAWN = Pattern.compile("data-drawn=\"([^\"]+)\"");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    PostOffice office;
    String mailbox;

    private String ana;
    private String email;

    @BeforeAll
    void aCompanyHasAMailbox() {
        office = PostOffice.open(US);
        mailbox = api().post("/api/v1/mailboxes", """
            {'address':'%s','name':'Pennyfold','acknowledge':true,'existing':'ignore',
             'imap':{'host':'127.0.0.1','port':%d,'username':'%s','password':'secret','security':'none'},
             'smtp':{'host':'127.0.0.1','port':%d,'username':null,'password':null,'security':'none'}}
            """.formatted(US, office.imapPort(), US, office.smtpPort()))
                .json()
                .path("id")
                .asString();
    }

    @AfterAll
    void close() {
        office.close();
    }

    @BeforeEach
    void somebodyIsThere() {
        email = "ana." + UUID.randomUUID() + "@portal-customer.test";
        ana = api().post("/api/v1/customers", "{'name':'Ana Ribeiro','email':'%s'}".formatted(email))
                .json()
                .path("id")
                .asString();
    }

    @Test
    @DisplayName(
            "21, 70: what is open, what was promised for when, what became of what they reported with its cause and the"
                    + " change, and what is new since the last visit")
    void showsWhatIsOwedAndWhatWasDone() {
        var conversation = writes(email, "Receipts are empty", "complaint");
        var problem = api().post(
                        "/api/v1/problems",
                        "{'title':'Export worker dies again, see their ticket','publicTitle':'Empty exports'}")
                .json()
                .path("id")
                .asString();
        api().post("/api/v1/problems/" + problem + "/conversations", "{'conversation':'" + conversation + "'}");
        api().post("/api/v1/conversations/" + conversation + "/messages", "{'type':'note','text':'Sounds upset.'}");
        var promise = api().post("/api/v1/promises", """
            {'conversation':'%s','kind':'call','dueAt':'2030-01-05T09:00:00Z'}\
            """.formatted(conversation));
        assertThat(promise.status()).as("%s", promise.json()).isEqualTo(201);
        var page = new Visitor(port);
        var link = link();

        var first = page.get(link).body();
        assertThat(first)
                .contains(
                        "Hello Ana",
                        "Receipts are empty",
                        "A call",
                        "5 January",
                        "We have found it and are looking into it")
                .doesNotContain("Export worker", "Empty exports", "Sounds upset", "New since");

        api().post("/api/v1/problems/" + problem + "/announce", "{'text':'The export stumbles over photos.'}");
        assertThat(page.get(link).body())
                .contains("Empty exports", "The export stumbles over photos.")
                .doesNotContain("Export worker");

        // a robot opens everything, and the person after it still sees what is new to them
        visits(page, link);
        elapse();
        api().post(
                        "/api/v1/problems/" + problem + "/fix",
                        "{'text':'Exports are whole again.','whatChanged':'Every export is counted before it"
                                + " leaves.','holdMinutes':0}");
        Awaitility.await()
                .atMost(SOON)
                .until(() -> messages(conversation(conversation)).stream()
                        .anyMatch(words -> words.contains("Exports are whole again.")));
        var robot = new Visitor(port);
        for (int i = 0; i < 3; i++) {
            robot.get(link);
            robot.get(link + "/conversations/" + conversation);
        }
        var later = page.get(link).body();
        assertThat(later)
                .contains(
                        "New since you were here on",
                        "What caused Receipts are empty is fixed",
                        "Fixed: Empty exports",
                        "What we changed",
                        "Every export is counted before it leaves.");
        page.post(link + "/seen", "drawn", drawn(later));
        assertThat(page.get(link).body()).contains("Nothing has changed since.");
    }

    @Test
    @DisplayName("They answer, ask for a person, and take back what they need no more, each once, without a script")
    void actsForThemselves() {
        var conversation = writes(email, "Where is my card", "question");
        var page = new Visitor(port);
        var link = link();
        var thread = page.get(link + "/conversations/" + conversation).body();

        for (int i = 0; i < 2; i++) {
            var answered = post(
                    page,
                    link + "/conversations/" + conversation,
                    "said",
                    said(thread),
                    "text",
                    "Still nothing in the letter box.",
                    "person",
                    "true",
                    "phone",
                    "0171 555");
            assertThat(answered.statusCode()).isEqualTo(302);
        }
        var seen = conversation(conversation);
        assertThat(messages(seen))
                .filteredOn(words -> words.contains("Still nothing in the letter box."))
                .singleElement()
                .asString()
                .contains("0171 555");
        assertThat(seen.path("tags").toString()).contains("wants-a-person");
        assertThat(page.get(link + "/conversations/" + conversation).body())
                .contains("Still nothing in the letter box.");

        var before = figures();
        post(page, link + "/conversations/" + conversation + "/end");
        assertThat(conversation(conversation).path("state").asString()).isEqualTo("solved");
        assertThat(figures()).isEqualTo(before + 1);

        var begun = post(
                page,
                link + "/conversations",
                "said",
                said(page.get(link).body()),
                "subject",
                "One more",
                "text",
                "Hello?");
        assertThat(begun.statusCode()).isEqualTo(302);
        assertThat(page.get(link).body()).contains("One more");

        post(page, link + "/wishes", "topic", "service-notices", "language", "de");
        assertThat(page.get(link).body()).contains("Was offen ist", "lang=\"de\"");
        assertThat(api().get("/api/v1/customers/" + ana + "/consents").json().toString())
                .contains("\"by\":\"customer\"");
        assertThat(figures()).isEqualTo(before + 2);
    }

    @Test
    @DisplayName("A complaint that is no longer needed owes its cause all the same")
    void aComplaintTakenBackGoesToTriage() {
        var conversation = writes(email, "It failed again", "complaint");

        post(new Visitor(port), link() + "/conversations/" + conversation + "/end");

        assertThat(conversation(conversation).path("state").asString()).isEqualTo("solved");
        assertThat(conversation(conversation).path("cause").asString()).isEqualTo("triage");
    }

    @Test
    @DisplayName("Opening links changes nothing, whoever opens them and however often")
    void readingChangesNothing() {
        var conversation = writes(email, "Only read", "question");
        var link = link();
        var before = everything();
        var robot = new Visitor(port);

        for (int i = 0; i < 5; i++) {
            assertThat(robot.get(link).statusCode()).isEqualTo(200);
            assertThat(robot.get(link + "/conversations/" + conversation).statusCode())
                    .isEqualTo(200);
            robot.get(link + "?done=not-needed");
            assertThat(robot.get(link + "/conversations/" + conversation + "/end")
                            .statusCode())
                    .isEqualTo(405);
        }

        assertThat(everything()).isEqualTo(before);
        var answer = robot.get(link);
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("X-Robots-Tag").orElse("")).contains("noindex");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    @DisplayName(
            "Robots that open every link of every letter, and what stands behind them, change nothing: of what came"
                    + " in, what is broken, what is fixed, and their own page; the person after them still answers")
    void robotsChangeNothing() {
        office.write("Ana Ribeiro", email, US, "Receipts are empty", "My receipts are empty.");
        office.await(email, SOON, mail -> true);
        var conversation = UUID.fromString(api().get("/api/v1/conversations?customer=" + ana)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString());
        var problem = UUID.fromString(api().post("/api/v1/problems", "{'title':'Empty exports'}")
                .json()
                .path("id")
                .asString());
        var at = "/api/v1/problems/" + problem;
        api().post(at + "/conversations", "{'conversation':'" + conversation + "'}");
        api().post(at + "/announce", "{'text':'The export stumbles over photos.'}");
        api().post(at + "/fix", "{'text':'Exports are whole again.','whatChanged':'We count them.','holdMinutes':0}");
        var fixed = PostOffice.text(
                office.await(email, SOON, mail -> PostOffice.text(mail).contains("Exports are whole again.")));
        post(new Visitor(port), "/portal", "email", email);
        office.await(email, SOON, mail -> PostOffice.text(mail).contains("7 days"));
        var ids = List.of(UUID.fromString(ana), conversation, problem);
        var before = settled(ids);

        var opened = Robot.opens(
                port, office.inbox(email).stream().map(PostOffice::text).toList());

        assertThat(opened)
                .anyMatch(path -> path.startsWith("/works/"))
                .anyMatch(path -> path.matches("/portal/[^/]+"))
                .anyMatch(path -> path.endsWith("/end"))
                .anyMatch(path -> path.endsWith("/wishes"));
        assertThat(rows(ids)).isEqualTo(before);

        var works = Pattern.compile("/works/[\\w-]+").matcher(fixed);
        assertThat(works.find()).isTrue();
        assertThat(post(new Visitor(port), works.group(), "works", "yes").statusCode())
                .isEqualTo(302);
        assertThat(rows(ids)).isNotEqualTo(before);
    }

    /// Every row that names one of these, or one of their letters, as a digest by table.
    private Map<String, String> rows(List<UUID> of) {
        var ids = new ArrayList<>(of);
        for (var more : List.of(
                "select id from message where conversation_id = any(:ids)",
                "select id from notice where problem_id = any(:ids)")) {
            ids.addAll(jdbc.sql(more)
                    .param("ids", of.toArray(UUID[]::new))
                    .query((row, n) -> row.getObject(1, UUID.class))
                    .list());
        }
        var found = new TreeMap<String, String>();
        jdbc.sql("""
                select c.table_name, c.column_name
                  from information_schema.columns c
                  join information_schema.tables t using (table_schema, table_name)
                 where c.table_schema = 'public'
                   and c.data_type = 'uuid'
                   and t.table_type = 'BASE TABLE'
                """)
                .query((row, n) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .forEach(column -> jdbc.sql("""
                        select count(*) || ' ' || md5(string_agg(t::text, '|' order by t::text))
                          from %s t
                         where %s = any(:ids)
                        having count(*) > 0
                        """.formatted(column.getKey(), column.getValue()))
                        .param("ids", ids.toArray(UUID[]::new))
                        .query(String.class)
                        .optional()
                        .ifPresent(digest -> found.put(column.getKey() + "." + column.getValue(), digest)));
        return found;
    }

    /// The same once nothing changes by itself any more: letters on their way arrive, clocks are set.
    private Map<String, String> settled(List<UUID> ids) {
        var last = new AtomicReference<Map<String, String>>(Map.of());
        return Awaitility.await()
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(1500))
                .until(() -> rows(ids), now -> now.equals(last.getAndSet(now)));
    }

    @Test
    @DisplayName("A link opens one person's page: another's conversation is not there, a changed or foreign link opens"
            + " nothing, and all end when they are ended or the person is forgotten")
    void letsNobodyElseIn() {
        var theirs = writes("ben." + UUID.randomUUID() + "@portal-customer.test", "A secret of Ben", "question");
        var mine = writes(email, "Mine", "question");
        var link = link();
        var page = new Visitor(port);

        assertThat(page.get(link).body()).doesNotContain("A secret of Ben");
        assertThat(page.get(link + "/conversations/" + theirs).statusCode()).isEqualTo(404);
        assertThat(post(
                                page,
                                link + "/conversations/" + theirs,
                                "said",
                                UUID.randomUUID().toString(),
                                "text",
                                "Hello")
                        .statusCode())
                .isEqualTo(404);
        assertThat(post(page, link + "/conversations/" + theirs + "/end").statusCode())
                .isEqualTo(404);
        var changed = link.substring(0, 40) + (link.charAt(40) == 'A' ? "B" : "A") + link.substring(41);
        assertThat(page.get(changed).statusCode()).isEqualTo(404);
        assertThat(page.get("/portal/" + "A".repeat(66)).statusCode()).isEqualTo(404);
        assertThat(page.get("/portal/x").statusCode()).isEqualTo(404);

        assertThat(page.get(link).statusCode()).isEqualTo(200);
        assertThat(api().delete("/api/v1/customers/" + ana + "/portal-links").status())
                .isEqualTo(204);
        assertThat(page.get(link).statusCode()).isEqualTo(404);
        var next = link();
        assertThat(page.get(next).body()).contains("Mine");
        assertThat(api().delete("/api/v1/customers/" + ana + "?erase=true").status())
                .isEqualTo(200);
        assertThat(page.get(next).statusCode()).isEqualTo(404);
        assertThat(page.get(next + "/conversations/" + mine).body()).doesNotContain("Mine");
    }

    @Test
    @DisplayName("The link of a profile that was merged opens the page of the person it became")
    void followsAMerge() {
        var link = link();
        var other = api().post(
                        "/api/v1/customers", "{'externalId':'p-%s','name':'Ana R.'}".formatted(UUID.randomUUID()))
                .json()
                .path("id")
                .asString();
        assertThat(api().post("/api/v1/customers/" + ana + "/merge", "{'with':'" + other + "'}")
                        .status())
                .isEqualTo(200);

        assertThat(new Visitor(port).get(link).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("The acknowledgement and the notice lead there, to their own address alone; the thread keeps no link")
    void lettersLeadThere() {
        office.write("Ana Ribeiro", email, US, "Card", "Where is my card?");
        var acknowledged = PostOffice.text(office.await(email, SOON, mail -> true));
        var link = Pattern.compile("/portal/[A-Za-z0-9_-]{66}").matcher(acknowledged);
        assertThat(link.find()).as(acknowledged).isTrue();
        assertThat(new Visitor(port).get(link.group()).body()).contains("Card");
        var conversation = api().get("/api/v1/conversations?customer=email:" + email)
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asString();
        assertThat(conversation(conversation).toString()).doesNotContain("/portal/");
    }

    @Test
    @DisplayName("Whoever asks for a link is answered the same, known or not; the known get it by mail, twice in three"
            + " hours")
    void sendsALinkToThoseWhoAskForIt() {
        // the letter leaves from the mailbox where they wrote, which is ours and works
        office.write("Ana Ribeiro", email, US, "Card", "Where is my card?");
        office.await(email, SOON, mail -> true);
        var page = new Visitor(port);
        var known = post(page, "/portal", "email", email);
        var unknown = post(page, "/portal", "email", "nobody." + UUID.randomUUID() + "@portal-customer.test");
        assertThat(known.statusCode()).isEqualTo(unknown.statusCode()).isEqualTo(302);
        assertThat(known.headers().firstValue("Location"))
                .isEqualTo(unknown.headers().firstValue("Location"));
        post(page, "/portal", "email", email);
        post(page, "/portal", "email", email);

        var letter = office.await(email, SOON, mail -> PostOffice.text(mail).contains("7 days"));
        var link = Pattern.compile("/portal/[A-Za-z0-9_-]{66}").matcher(PostOffice.text(letter));
        assertThat(link.find()).isTrue();
        assertThat(page.get(link.group()).body()).contains("Hello Ana");
        // nobody is still to be answered, and no more letters were written than to those
        Awaitility.await().atMost(SOON).until(() -> count("select count(*) from portal_request") == 0);
        assertThat(count("select count(*) from letter where recipient = '" + email + "'"))
                .isEqualTo(3);
    }

    @Test
    @DisplayName(
            "Somebody of the team looks at the page, and can do nothing there; that they looked, and made links, is"
                    + " noted")
    void theTeamOnlyLooks() {
        var conversation = writes(email, "Seen by two", "question");
        var agent = Visitor.ofAdministrator(port);
        agent.get("/customers/" + ana + "/known");

        var looked = agent.post("/customers/" + ana + "/portal/look");
        assertThat(looked.statusCode()).isEqualTo(302);
        var link = URI.create(looked.headers().firstValue("Location").orElseThrow())
                .getPath();
        var page = new Visitor(port);
        var shown = page.get(link).body();
        assertThat(shown).contains("You see the page of Ana as they do.", "Seen by two");
        assertThat(post(page, link + "/conversations/" + conversation + "/end").statusCode())
                .isEqualTo(403);
        assertThat(post(page, link + "/conversations/" + conversation, "said", said(shown), "text", "x")
                        .statusCode())
                .isEqualTo(403);

        agent.get("/customers/" + ana + "/known");
        assertThat(agent.post("/customers/" + ana + "/portal/links").body()).contains("/portal/");
        assertThat(api().get("/api/v1/audit?limit=20").json().toString())
                .contains("portal.looked", "portal.link-created");
    }

    @Test
    @Tag("browser")
    @DisplayName("Clean for axe in light and dark, wide and at 380 pixels; the first key says that a person is there")
    void isForEverybody() {
        var conversation = writes(email, "For everybody", "complaint");
        var link = "http://127.0.0.1:" + port + link();
        var faults = new ArrayList<String>();
        for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            for (int width : new int[] {1100, 380}) {
                try (var window = Browser.window(width, 760, scheme, "en-GB")) {
                    var page = window.newPage();
                    for (var where : List.of("", "/conversations/" + conversation)) {
                        page.navigate(link + where);
                        page.screenshot(new Page.ScreenshotOptions()
                                .setFullPage(true)
                                .setPath(Path.of(
                                        "target",
                                        "shots",
                                        "portal-" + (where.isEmpty() ? "page" : "thread") + "-" + scheme + "-" + width
                                                + ".png")));
                        faults.addAll(Browser.faults(page));
                        assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                                .isLessThanOrEqualTo(width);
                    }
                    page.navigate("http://127.0.0.1:" + port + "/portal");
                    faults.addAll(Browser.faults(page));
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(visited()).isZero();
        try (var window = Browser.window(1100, 760, ColorScheme.LIGHT, "en-GB")) {
            var page = window.newPage();
            page.navigate(link);
            page.waitForResponse(
                    answer -> answer.url().endsWith("/visit"),
                    () -> page.keyboard().press("Tab"));
        }
        assertThat(visited()).isOne();
    }

    @Test
    @Tag("browser")
    @DisplayName(
            "15, 18, 21, 22, 70: service and product work on what made them angry while they watch on their page what"
                    + " was promised; it is fixed, they hear it unasked, say that it works, and all three have had their say")
    void isFixedBeforeTheirEyes() {
        var part = "Exports " + UUID.randomUUID();
        office.write(
                "Ana Ribeiro",
                email,
                US,
                "Receipts are empty",
                "This is ridiculous and unacceptable. My receipts are empty, I am furious and want to cancel.");
        var acknowledged = PostOffice.text(office.await(email, SOON, mail -> true));
        var theirPage = Pattern.compile("/portal/[A-Za-z0-9_-]{66}").matcher(acknowledged);
        assertThat(theirPage.find()).isTrue();
        var mine = api().get("/api/v1/conversations?customer=" + ana)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        var noted = api().post(
                        "/api/v1/problems",
                        "{'title':'Export worker dies','publicTitle':'Empty exports','component':'" + part + "'}")
                .json();
        var problem = "/api/v1/problems/" + noted.path("id").asString();
        var number = noted.path("number").asLong();
        api().post(problem + "/conversations", "{'conversation':'" + mine + "'}");
        api().post("/api/v1/promises", """
            {'conversation':'%s','kind':'call','dueAt':'2030-01-05T09:00:00Z'}\
            """.formatted(mine));
        try (var theirs = Browser.window(1100, 760, ColorScheme.LIGHT, "en-GB");
                var ours = Browser.window()) {
            var customer = theirs.newPage();
            customer.navigate(at(theirPage.group()));
            PlaywrightAssertions.assertThat(customer.locator("#owed")).containsText("5 January");
            PlaywrightAssertions.assertThat(customer.locator("#reported")).containsText("looking into it");

            // product hears them in their own words, and takes part
            var agent = Browser.signInAsAdministrator(ours, port);
            agent.navigate(at("/product?area=" + noted.path("component").asString()));
            PlaywrightAssertions.assertThat(agent.locator(".pr-angry").first()).containsText("I am furious");
            assertThat(Browser.faults(agent)).isEmpty();
            agent.locator(".pr-angry button").first().click();
            PlaywrightAssertions.assertThat(agent.locator(".kw-thread-pane")).containsText("takes part");

            agent.navigate(at("/problems/" + number));
            PlaywrightAssertions.assertThat(agent.locator("#three-columns-title"))
                    .hasText("Complete once all three have had their say");
            agent.locator("#w-serviceText").fill("Only with photos in the receipt.");
            agent.locator("form:has(#w-serviceText) button").click();
            PlaywrightAssertions.assertThat(agent.locator("#three-columns"))
                    .containsText("Service has written what it found.");
            agent.locator("#w-productText").fill("The worker runs out of memory.");
            agent.locator("form:has(#w-productText) button").click();
            PlaywrightAssertions.assertThat(agent.locator("#three-columns"))
                    .containsText("Product has written what it found.");
            agent.locator("a[href$='/impact']").click();
            PlaywrightAssertions.assertThat(agent.locator("table, .pr-rows").first())
                    .containsText("Ana Ribeiro");
            assertThat(Browser.faults(agent)).isEmpty();

            api().post(
                            problem + "/fix",
                            "{'text':'Exports are whole again.','whatChanged':'Every export is counted.','holdMinutes':0}");
            var letter = PostOffice.text(
                    office.await(email, SOON, mail -> PostOffice.text(mail).contains("Exports are whole again.")));
            assertThat(letter).contains("Receipts are empty", "Every export is counted.", "/works/");

            customer.reload();
            var reported = customer.locator("#reported");
            PlaywrightAssertions.assertThat(reported).containsText("Empty exports");
            PlaywrightAssertions.assertThat(reported).containsText("Every export is counted.");
            PlaywrightAssertions.assertThat(reported).not().containsText("Export worker");
            reported.locator("a[href*='/works/']").click();
            assertThat(Browser.faults(customer)).isEmpty();
            customer.locator("button[value=yes]").click();
            PlaywrightAssertions.assertThat(customer.locator("[role=status]")).isVisible();

            agent.navigate(at("/problems/" + number));
            PlaywrightAssertions.assertThat(agent.locator("#three-columns-title"))
                    .hasText("Complete: service, product and customers have had their say");
            PlaywrightAssertions.assertThat(agent.locator(".pr-people")).containsText("1 told");
        }
        try (var narrow = Browser.window(380, 760, ColorScheme.DARK, "en-GB")) {
            var agent = Browser.signInAsAdministrator(narrow, port);
            for (var where :
                    List.of("/product?area=" + noted.path("component").asString(), "/problems/" + number + "/impact")) {
                agent.navigate(at(where));
                assertThat((int) agent.evaluate("document.documentElement.scrollWidth"))
                        .as(where)
                        .isLessThanOrEqualTo(380);
                assertThat(Browser.faults(agent)).as(where).isEmpty();
            }
        }
    }

    private String at(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private long visited() {
        return jdbc.sql("select count(*) from portal_customer where customer_id = :ana::uuid and visited_at is not"
                        + " null")
                .param("ana", ana)
                .query(Long.class)
                .single();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private void visits(Visitor page, String link) {
        assertThat(post(page, link + "/visit", "drawn", drawn(page.get(link).body()))
                        .statusCode())
                .isEqualTo(204);
    }

    /// The visit was an hour ago.
    private void elapse() {
        jdbc.sql("update portal_customer set visited_at = visited_at - interval '1 hour' where customer_id ="
                        + " :ana::uuid")
                .param("ana", ana)
                .update();
    }

    private List<Object> everything() {
        return List.of(
                jdbc.sql("select count(*) from portal_deed").query(Long.class).single(),
                visited(),
                conversation(api().get("/api/v1/conversations?customer=" + ana)
                                .json()
                                .path("items")
                                .get(0)
                                .path("id")
                                .asString())
                        .toString());
    }

    private long figures() {
        return api().get("/api/v1/portal/figures").json().path("selfServed").asLong();
    }

    private String writes(String from, String subject, String kind) {
        var id = api().post("/api/v1/conversations", """
            {'customer':{'email':'%s','name':'Ana Ribeiro'},'subject':'%s','text':'Please have a look.','channel':'api'}
            """.formatted(from, subject))
                .json()
                .path("id")
                .asString();
        api().patch("/api/v1/conversations/" + id, "{'kind':'" + kind + "'}");
        return id;
    }

    private String link() {
        var made = api().post("/api/v1/customers/" + ana + "/portal-links", "{}");
        assertThat(made.status()).as("%s", made.json()).isEqualTo(201);
        return URI.create(made.json().path("url").asString()).getPath();
    }

    private JsonNode conversation(String id) {
        return api().get("/api/v1/conversations/" + id).json();
    }

    private static List<String> messages(JsonNode conversation) {
        return conversation
                .path("messages")
                .valueStream()
                .map(it -> it.path("text").asString())
                .toList();
    }

    private static String said(String body) {
        var found = SAID.matcher(body);
        assertThat(found.find()).as(body).isTrue();
        return found.group(1);
    }

    private static String drawn(String body) {
        var found = DRAWN.matcher(body);
        assertThat(found.find()).as(body).isTrue();
        return found.group(1);
    }

    private HttpResponse<String> post(Visitor page, String path, String... fields) {
        return page.post(path, fields);
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
