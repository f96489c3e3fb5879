package io.keepwell.conversations.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.keepwell.mail.Intake;
import io.keepwell.platform.Blobs;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Pictures of other hosts in a letter, from the mail to the eyes of whoever wants to see them.
@WholeApplication
class PicturesTests {

    @LocalServerPort
    int port;

    @Autowired
    Intake intake;

    @Autowired
    PictureStore store;

    @Autowired
    Blobs blobs;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient jdbc;

    private final PictureHost host = new PictureHost();
    private Api api;
    private UUID message;
    private long number;

    @BeforeEach
    void aLetterWithPicturesOfAnotherHost() {
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        host.with("/logo.png", "text/html", PictureHost.PNG, false);
        host.with("/evil.png", "image/png", "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8), false);
        var box = UUID.randomUUID();
        jdbc.sql("""
                        insert into mailbox (id, address, name, connected_at, created_at)
                        values (:id, :address, 'Pennyfold', now(), now())
                        """).param("id", box).param("address", box + "@shop.test").update();
        var sender = UUID.randomUUID() + "@example.org";
        var mail = intake.accept(box, """
                From: %s
                To: %s@shop.test
                Subject: Pictures
                Message-ID: <%s@example.org>
                Content-Type: text/html; charset=utf-8

                <p>Look.</p><img src="%s" alt="Our logo"><img src="%s" width="1" height="1"><img src="%s">
                """.formatted(
                        sender, box, UUID.randomUUID(), host.at("/logo.png"), host.at("/spy.gif"), host.at("/evil.png"))
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8));
        message = jdbc.sql("select id from message where mail_id = :mail")
                .param("mail", mail)
                .query(UUID.class)
                .single();
        number = jdbc.sql(
                        "select number from conversation c join message m on m.conversation_id = c.id where m.id = :id")
                .param("id", message)
                .query(Long.class)
                .single();
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    @DisplayName("M7: pictures of other hosts are blocked by default, counting pixels always")
    void areBlockedByDefault() {
        var visitor = Visitor.ofAdministrator(port);
        var plain = visitor.get("/messages/" + message + "/body").body();
        var shown = visitor.get("/messages/" + message + "/body?pictures=true").body();

        assertThat(plain)
                .contains("Our logo", "mail-image-blocked")
                .doesNotContain("127.0.0.1", "data-picture", "src=");
        assertThat(shown)
                .contains(
                        "src=\"/messages/" + message + "/pictures/0\"", "src=\"/messages/" + message + "/pictures/1\"")
                .doesNotContain("127.0.0.1", "/pictures/2");
        assertThat(host.asked).isEmpty();
    }

    @Test
    @DisplayName("M7: no letter makes Keepwell call an address in a private network")
    void keepsOutOfTheOwnNetwork() {
        var answer = api.get("/api/v1/messages/" + message + "/pictures/0");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(host.asked).isEmpty();
    }

    @Test
    @DisplayName("M7: a picture is fetched once for all who look, and is served as what it is")
    void fetchesOnce() throws InterruptedException {
        var open = new Pictures(store, blobs, new Pictures.Settings(true), new SimpleMeterRegistry(), clock);

        var first = open.picture(message, 0);
        var second = open.picture(message, 0);

        assertThat(first.type()).isEqualTo("image/png");
        assertThat(second.blob()).isEqualTo(first.blob());
        assertThat(host.asked).hasSize(1);
        assertThat(store.named(List.of(Objects.requireNonNull(first.blob())))).hasSize(1);
        var served = Visitor.ofAdministrator(port).get("/messages/" + message + "/pictures/0");
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(served.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    @DisplayName("M7: what is no picture is not shown, and not asked for again at once")
    void refusesWhatIsNoPicture() {
        var open = new Pictures(store, blobs, new Pictures.Settings(true), new SimpleMeterRegistry(), clock);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> open.picture(message, 1)).isInstanceOf(PictureNotFound.class);
        }
        assertThatThrownBy(() -> open.picture(message, 2)).isInstanceOf(PictureNotFound.class);
        assertThatThrownBy(() -> open.picture(message, -1)).isInstanceOf(PictureNotFound.class);
        assertThat(host.asked).hasSize(1);
    }

    @Test
    @Tag("browser")
    void areShownByOneClickInTheLetter() throws InterruptedException {
        new Pictures(store, blobs, new Pictures.Settings(true), new SimpleMeterRegistry(), clock).picture(message, 0);
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate("http://127.0.0.1:" + port + "/inbox/" + number);
            page.locator("#m-" + message + " .kw-original > summary").click();
            var letter = page.frameLocator("iframe[name=letter-" + message + "]");
            PlaywrightAssertions.assertThat(
                            letter.locator(".mail-image-blocked").first())
                    .isVisible();
            page.locator("#m-" + message + " .kw-original-note a").click();
            PlaywrightAssertions.assertThat(letter.locator("img[src$='/pictures/0']"))
                    .isAttached();
            PlaywrightAssertions.assertThat(page.locator("#m-" + message)).isVisible();
            // the frame runs no scripts, not even those that look for faults, and would be waited for
            page.evaluate("document.querySelectorAll('iframe').forEach(frame => frame.remove())");
            assertThat(Browser.faults(page)).isEmpty();
        }
    }
}
