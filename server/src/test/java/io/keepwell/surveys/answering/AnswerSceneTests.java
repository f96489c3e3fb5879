package io.keepwell.surveys.answering;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.PostOffice;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A survey by mail, from the letter to the figures; a scanner of mail reads the letter first.
@WholeApplication
class AnswerSceneTests {

    private static final String US = "ask@answer-scene.test";
    private static final Duration SOON = Duration.ofSeconds(45);
    private static final Pattern LINK =
            Pattern.compile("(/s/[A-Za-z0-9_-]{20,})\\?(?:[^\\s\"<>]*&(?:amp;)?)?score=(\\d+)");

    @LocalServerPort
    int port;

    @Test
    @Tag("browser")
    @DisplayName(
            "3.3.11, 29: a robot opens all eleven links of a real letter and nothing changes; then its reader answers"
                    + " 4, and is a detractor who is called")
    void aFourByMailIsADetractor() {
        try (var office = PostOffice.open(US)) {
            var ours = api().post("/api/v1/mailboxes", """
                    {'address':'%s','name':'Pennyfold','existing':'ignore',
                     'imap':{'host':'127.0.0.1','port':%d,'username':'%s','password':'secret','security':'none'},
                     'smtp':{'host':'127.0.0.1','port':%d,'username':null,'password':null,'security':'none'}}
                    """.formatted(US, office.imapPort(), US, office.smtpPort()))
                    .json()
                    .path("id")
                    .asString();
            var ana = UUID.randomUUID() + "@answer-scene-customer.test";
            var made = api().post(
                            "/api/v1/surveys",
                            "{'type':'nps','name':'Scene %s','channel':'email','privacy':'identified','mailbox':'%s'}"
                                    .formatted(ana.substring(0, 8), ours));
            assertThat(made.status()).as("%s", made.json()).isEqualTo(201);
            var survey = made.json().path("id").asString();
            var wave = api().post("/api/v1/surveys/" + survey + "/waves", "{'customers':['email:" + ana + "']}");
            assertThat(wave.status()).as("%s", wave.json()).isEqualTo(201);
            var letter = office.await(
                    ana, SOON, mail -> LINK.matcher(PostOffice.text(mail)).find());
            var links = new TreeMap<Integer, String>();
            LINK.matcher(PostOffice.text(letter))
                    .results()
                    .forEach(it -> links.put(Integer.valueOf(it.group(2)), it.group(1) + "?score=" + it.group(2)));
            assertThat(links).hasSize(11);

            var robot = new Visitor(port);
            for (var link : links.values()) {
                for (var method : List.of("HEAD", "GET")) {
                    assertThat(robot.send(robot.request(link).method(method, HttpRequest.BodyPublishers.noBody()))
                                    .statusCode())
                            .isEqualTo(200);
                }
            }
            assertThat(score(survey, "n")).isZero();
            assertThat(score(survey, "unconfirmed")).isZero();
            assertThat(followUps(ana)).isZero();
            assertThat(api().get("/api/v1/customers/email:" + ana + "/consents")
                            .json()
                            .toString())
                    .doesNotContain("\"allowed\":false");

            try (var window = Browser.windowWithoutScripts()) {
                var page = window.newPage();
                page.navigate("http://127.0.0.1:" + port + links.get(4));
                assertThat(page.isChecked("input[value='4']")).isTrue();
                page.fill("textarea", "It broke twice.");
                page.click(".sv-send");
                page.waitForSelector(".sv-person");
            }
            assertThat(score(survey, "n")).isEqualTo(1);
            assertThat(score(survey, "detractors")).isEqualTo(1);
            assertThat(followUps(ana)).isEqualTo(1);
        }
    }

    private int score(String survey, String what) {
        return api().get("/api/v1/surveys/" + survey + "/score")
                .json()
                .path(what)
                .asInt();
    }

    private int followUps(String email) {
        return api().get("/api/v1/follow-ups?customer=email:" + email)
                .json()
                .path("items")
                .size();
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
