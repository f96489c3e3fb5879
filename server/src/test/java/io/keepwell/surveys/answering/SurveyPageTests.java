package io.keepwell.surveys.answering;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.surveys.Answering;
import io.keepwell.surveys.Given;
import io.keepwell.surveys.SurveyLinks;
import io.keepwell.surveys.SurveyPrivacy;
import io.keepwell.surveys.Taken;
import io.keepwell.testing.Browser;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Somebody is asked, and answers; machines open the same links before them.
@WholeApplication
class SurveyPageTests {

    private static final Pattern NONCE = Pattern.compile("name=\"nonce\" value=\"([^\"]+)\"");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Autowired
    Answering answering;

    @Autowired
    SurveyLinks links;

    private Asked asked(SurveyPrivacy privacy) {
        return new Asked(jdbc, clock, port, privacy, "email");
    }

    @Test
    @DisplayName(
            "3.3.11: a robot opens all eleven links in order and nothing counts; then a person answers 9, and it does")
    void robotsDoNotAnswer() {
        var asked = asked(SurveyPrivacy.IDENTIFIED);
        var ana = asked.person("Ana Ribeiro");
        var robot = new Visitor(port);
        var consents = consents(ana.customer());

        for (int score = 0; score <= 10; score++) {
            for (var method : List.of("HEAD", "GET")) {
                var answer = robot.send(robot.request(ana.link() + "?score=" + score)
                        .method(method, HttpRequest.BodyPublishers.noBody()));
                assertThat(answer.statusCode()).isEqualTo(200);
            }
        }
        robot.get(ana.link() + "/not-me");

        assertThat(asked.counted()).isZero();
        assertThat(states(ana)).hasSize(11).containsOnly("scanner");
        assertThat(tasks(ana.customer())).isZero();
        assertThat(consents(ana.customer())).isEqualTo(consents);

        var page = new Visitor(port);
        var form = page.get(ana.link() + "?score=9").body();
        assertThat(form).contains("You answer as", "Ana Ribeiro", "This is not me");
        assertThat(form).containsPattern("value=\"9\" checked");
        assertThat(send(page, ana.link(), form, asked.scoreField(), "9").statusCode())
                .isEqualTo(302);

        assertThat(asked.counted()).isEqualTo(1);
        assertThat(scores(asked)).containsExactly(9);
    }

    @Test
    @DisplayName("3.3.5: one score that was opened and not sent is its own number, and never an answer")
    void aSingleOpenedScoreIsUnconfirmed() {
        var asked = asked(SurveyPrivacy.IDENTIFIED);
        var ana = asked.person("Ana");

        new Visitor(port).get(ana.link() + "?score=4");
        new Visitor(port).get(ana.link() + "?score=4");

        assertThat(states(ana)).containsOnly("open");
        assertThat(asked.counted()).isZero();

        var page = new Visitor(port);
        send(page, ana.link(), page.get(ana.link() + "?score=4").body(), asked.scoreField(), "4");
        assertThat(states(ana)).containsOnly("confirmed");
    }

    @Test
    @DisplayName(
            "3.3.3: a form that we did not draw, or drew for another link, answers nothing and keeps what was typed")
    void onlyOurFormsAnswer() {
        var asked = asked(SurveyPrivacy.IDENTIFIED);
        var ana = asked.person("Ana");
        var ben = asked.person("Ben");
        var page = new Visitor(port);
        var others = page.get(ben.link()).body();

        assertThat(page.post(ana.link(), asked.scoreField(), "9").statusCode()).isEqualTo(400);
        var refused = send(page, ana.link(), others, asked.scoreField(), "9", asked.whyField(), "I like it");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("I like it").containsPattern("value=\"9\" checked");
        assertThat(asked.counted()).isZero();
        assertThat(send(page, ana.link(), refused.body(), asked.scoreField(), "9")
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    @DisplayName("3.3.8: an answer can be changed for 14 days; what it was is kept, and the last one counts")
    void canBeChangedForTwoWeeks() {
        var asked = asked(SurveyPrivacy.IDENTIFIED);
        var ana = asked.person("Ana");
        var page = new Visitor(port);
        send(page, ana.link(), page.get(ana.link()).body(), asked.scoreField(), "4", asked.whyField(), "Too slow");
        assertThat(page.get(ana.link()).body()).contains("You gave 4 of 10.", "change my answer");

        var form = page.get(ana.link() + "?change").body();
        assertThat(form).contains("Too slow", "You answered 4 before").containsPattern("value=\"4\" checked");
        send(page, ana.link(), form, asked.scoreField(), "8", asked.whyField(), "Quicker now");

        assertThat(scores(asked)).containsExactly(8);
        assertThat(jdbc.sql("""
                                select c.score from survey_answer_change c
                                  join survey_answer a on a.id = c.answer_id
                                 where a.survey_id = :survey
                                """)
                        .param("survey", asked.survey)
                        .query(Integer.class)
                        .list())
                .containsExactly(4);

        jdbc.sql("update survey_answer set at = :then where survey_id = :survey")
                .param("then", clock.instant().minus(Duration.ofDays(15)).atOffset(ZoneOffset.UTC))
                .param("survey", asked.survey)
                .update();
        assertThat(page.get(ana.link()).body()).contains("You gave 8 of 10.").doesNotContain("change my answer");
        assertThat(send(page, ana.link(), form, asked.scoreField(), "1").statusCode())
                .isEqualTo(410);
        assertThat(scores(asked)).containsExactly(8);
    }

    @Test
    @DisplayName("3.5.1: of answers at the same instant the first counts and the others change it")
    void atOnceOneCounts() throws Exception {
        var asked = asked(SurveyPrivacy.IDENTIFIED);
        var ana = asked.person("Ana");
        int many = 8;
        var barrier = new CyclicBarrier(many);
        var taken = new ArrayList<Taken>();
        try (var threads = Executors.newFixedThreadPool(many)) {
            var posts = new ArrayList<Callable<Taken>>();
            for (int i = 0; i < many; i++) {
                int score = i;
                posts.add(() -> {
                    barrier.await();
                    return answering.answer(
                            ana.invitation(), new Given(Map.of(asked.score, Given.Value.of(score)), "en", true, null));
                });
            }
            for (var done : threads.invokeAll(posts)) {
                taken.add(done.get());
            }
        }

        assertThat(asked.counted()).isEqualTo(1);
        assertThat(taken).allMatch(Taken.Counted.class::isInstance);
        assertThat(taken).filteredOn(it -> !((Taken.Counted) it).changed()).hasSize(1);
        assertThat(jdbc.sql("""
                                select count(*) from survey_answer_change c
                                  join survey_answer a on a.id = c.answer_id
                                 where a.survey_id = :survey
                                """).param("survey", asked.survey).query(Long.class).single())
                .isEqualTo(many - 1);
    }

    @Test
    @DisplayName("3.5.5: what was answered of a survey counts; that it was all of it is another matter")
    void partsCount() {
        var asked = asked(SurveyPrivacy.IDENTIFIED);
        var ana = asked.person("Ana");
        var page = new Visitor(port);

        send(page, ana.link(), page.get(ana.link()).body(), asked.whyField(), "Only words");

        assertThat(asked.counted()).isEqualTo(1);
        assertThat(scores(asked)).containsExactly((Integer) null);
        assertThat(jdbc.sql("select completed from survey_answer where survey_id = :survey")
                        .param("survey", asked.survey)
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    @DisplayName("C4: links that are forged, over or taken back say so, and take nothing")
    void deadLinksSaySo() {
        var asked = asked(SurveyPrivacy.IDENTIFIED);
        var ana = asked.person("Ana");
        var ben = asked.person("Ben");
        var page = new Visitor(port);
        var form = page.get(ana.link()).body();
        jdbc.sql("update survey_invitation set expires_at = :then where id = :id")
                .param("then", clock.instant().minusSeconds(1).atOffset(ZoneOffset.UTC))
                .param("id", ana.invitation())
                .update();
        jdbc.sql("update survey_invitation set state = 'cancelled' where id = :id")
                .param("id", ben.invitation())
                .update();

        assertThat(page.get("/s/nothing-of-ours").statusCode()).isEqualTo(404);
        assertThat(page.get("/survey/nothing-of-ours").body()).contains("We do not know this link");
        assertThat(page.get(ana.link()).statusCode()).isEqualTo(410);
        assertThat(page.get(ben.link() + "?score=3").body()).contains("This question was taken back");
        assertThat(send(page, ana.link(), form, asked.scoreField(), "9").statusCode())
                .isEqualTo(410);
        assertThat(asked.counted()).isZero();
        assertThat(states(ben)).isEmpty();
    }

    @Test
    @DisplayName("3.3.7: the page sets no cookie, tells no referrer, is not indexed, and runs no script")
    void leavesNoTrace() {
        var ana = asked(SurveyPrivacy.IDENTIFIED).person("Ana");
        var answer = new Visitor(port).get(ana.link() + "?score=3");

        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("X-Robots-Tag").orElse("")).contains("noindex");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .doesNotContain("script-src");
        assertThat(answer.body()).doesNotContain("<script", ana.email());
    }

    @Test
    @DisplayName("7: after the answer they ask for a person, once however often it is sent")
    void asksForAPerson() {
        var asked = asked(SurveyPrivacy.IDENTIFIED);
        var ana = asked.person("Ana");
        var page = new Visitor(port);
        send(page, ana.link(), page.get(ana.link()).body(), asked.scoreField(), "2");
        var thanks = page.get(ana.link()).body();

        for (int i = 0; i < 2; i++) {
            send(page, ana.link() + "/person", thanks, "text", "Please call me about the invoice");
        }

        assertThat(jdbc.sql("""
                                select m.text from message m join conversation c on c.id = m.conversation_id
                                 where c.customer_id = :customer and m.direction = 'in'
                                """)
                        .param("customer", ana.customer())
                        .query((row, n) -> row.getString(1))
                        .list())
                .containsExactly("Please call me about the invoice");
        assertThat(page.get(ana.link() + "?asked").body()).contains("Somebody of us will get in touch");
    }

    @Test
    @DisplayName(
            "By a link of its own anybody answers, once for each form, and as themselves where they say who they are")
    void anybodyAnswersByLink() {
        var asked = new Asked(jdbc, clock, port, SurveyPrivacy.IDENTIFIED, "link");
        var path = URI.create(links.url(asked.survey)).getPath();
        var page = new Visitor(port);
        var email = UUID.randomUUID() + "@walk-in.test";

        var form = page.get(path).body();
        send(page, path, form, asked.scoreField(), "7");
        send(page, path, form, asked.scoreField(), "6");
        assertThat(scores(asked)).containsExactly(6);
        send(page, path, page.get(path).body(), asked.scoreField(), "10", "name", "Walter", "email", email);
        send(page, path, page.get(path).body(), asked.scoreField(), "9", "email", email);

        assertThat(scores(asked)).containsExactlyInAnyOrder(6, 9);
        assertThat(jdbc.sql("""
                                select count(*) from survey_answer a
                                  join customer_identifier i on i.customer_id = a.customer_id
                                 where a.survey_id = :survey and i.value = :email
                                """)
                        .param("survey", asked.survey)
                        .param("email", email)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    @Tag("browser")
    @DisplayName("The page is accessible, in light and dark, on 320 px, in German, and works without any script")
    void isAccessible() {
        var asked = asked(SurveyPrivacy.IDENTIFIED);
        for (var scheme : ColorScheme.values()) {
            if (scheme == ColorScheme.NO_PREFERENCE) {
                continue;
            }
            var ana = asked.person("Ana Ribeiro");
            try (var window = Browser.window(320, 640, scheme, "de-DE")) {
                var page = window.newPage();
                page.navigate("http://127.0.0.1:" + port + ana.link() + "?score=4&lang=de");
                assertThat(page.getAttribute("html", "lang")).isEqualTo("de");
                picture(page, "form-" + scheme);
                assertThat(Browser.faults(page)).isEmpty();
                assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                        .isLessThanOrEqualTo(320);
                page.click(".sv-send");
                page.waitForSelector(".sv-person");
                picture(page, "thanks-" + scheme);
                assertThat(Browser.faults(page)).isEmpty();
            }
        }
        var ben = asked.person("Ben");
        try (var window = Browser.windowWithoutScripts()) {
            var page = window.newPage();
            page.navigate("http://127.0.0.1:" + port + ben.link() + "?score=4");
            page.focus("input[value='4']");
            page.keyboard().press("ArrowRight");
            page.keyboard().press("Tab");
            page.keyboard().type("It broke twice.");
            picture(page, "form-plain");
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            page.waitForSelector(".sv-person");
            picture(page, "thanks-plain");
        }
        assertThat(scores(asked)).containsExactlyInAnyOrder(4, 4, 5);
    }

    /// Kept only where somebody asks to see it.
    private static void picture(com.microsoft.playwright.Page page, String name) {
        var folder = System.getProperty("keepwell.pictures");
        if (folder != null) {
            page.screenshot(new com.microsoft.playwright.Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of(folder, name + ".png")));
        }
    }

    private static HttpResponse<String> send(Visitor page, String path, String drawn, String... fields) {
        var nonce = NONCE.matcher(drawn);
        assertThat(nonce.find()).isTrue();
        var all = new ArrayList<>(List.of(fields));
        all.add("nonce");
        all.add(nonce.group(1));
        return page.post(path, all.toArray(String[]::new));
    }

    private List<String> states(Asked.Person person) {
        return jdbc.sql("select state from survey_intent where invitation_id = :id")
                .param("id", person.invitation())
                .query((row, n) -> row.getString(1))
                .list();
    }

    private List<Integer> scores(Asked asked) {
        return jdbc.sql("select score from survey_answer where survey_id = :survey and state = 'counted'")
                .param("survey", asked.survey)
                .query((row, n) -> (Integer) row.getObject(1))
                .list();
    }

    private long tasks(UUID customer) {
        return jdbc.sql("select count(*) from task where customer_id = :id")
                .param("id", customer)
                .query(Long.class)
                .single();
    }

    private List<String> consents(UUID customer) {
        return jdbc.sql("select row(c.*)::text from customer_consent c where customer_id = :id order by 1")
                .param("id", customer)
                .query((row, n) -> row.getString(1))
                .list();
    }
}
