package io.keepwell.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.team.Member;
import io.keepwell.team.Role;
import io.keepwell.team.TeamSetup;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The bell of Ben rings for what others do, and never for what he does himself.
@WholeApplication
class NotificationsTests {

    private static final String PASSWORD = "a long enough password";

    @LocalServerPort
    int port;

    @Autowired
    TeamSetup setup;

    @Autowired
    JdbcClient jdbc;

    private Api admin;
    private Member ben;
    private String conversation;
    private long number;

    @BeforeEach
    void benAndAConversation() {
        admin = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        ben = setup.member(
                UUID.randomUUID() + "@keepwell.test",
                "Ben " + UUID.randomUUID().toString().substring(0, 6),
                Role.AGENT,
                Locale.ENGLISH,
                PASSWORD);
        var opened = open();
        conversation = opened.get("id").asString();
        number = opened.get("number").asLong();
    }

    @Test
    void isToldOfAConversationThatIsGivenToThem() {
        give(conversation, ben);

        assertThat(kinds(ben)).containsExactly("assigned");
        var bens = Visitor.signedIn(port, ben.email(), PASSWORD);
        assertThat(bens.get("/notifications").body()).contains("gave you Ana").contains("Notifications, 1 new");
        assertThat(Visitor.ofAdministrator(port).get("/notifications").body()).doesNotContain("#" + number);
    }

    @Test
    void isNotToldOfWhatTheyDidThemselves() {
        var bens = Visitor.signedIn(port, ben.email(), PASSWORD);
        bens.get("/inbox/" + number);
        bens.post(
                "/conversations/" + conversation + "/assignee",
                "assignee",
                ben.id().toString());

        assertThat(kinds(ben)).isEmpty();
    }

    @Test
    void isToldOfANoteThatNamesThem() {
        admin.post(
                "/api/v1/conversations/" + conversation + "/messages",
                "{'type':'note','text':'@" + ben.name() + " can you look at this?'}");

        assertThat(kinds(ben)).containsExactly("mentioned");
    }

    @Test
    void theTeamIsToldUntilSomebodyHasIt() {
        var cleo = setup.member(UUID.randomUUID() + "@keepwell.test", "Cleo", Role.AGENT, Locale.ENGLISH, null);
        var team = setup.team("Team " + UUID.randomUUID(), List.of(ben.id(), cleo.id()));
        admin.patch("/api/v1/conversations/" + conversation, "{'team':'" + team.id() + "'}");
        assertThat(kinds(ben)).containsExactly("team");

        give(conversation, cleo);

        assertThat(kinds(ben)).isEmpty();
        assertThat(kinds(cleo)).containsExactly("assigned");
    }

    @Test
    void theSameWithinAMinuteIsOne() {
        for (int i = 0; i < 3; i++) {
            admin.post(
                    "/api/v1/conversations/" + conversation + "/messages",
                    "{'type':'note','text':'@" + ben.name() + " once more " + i + "'}");
        }

        assertThat(kinds(ben)).containsExactly("mentioned");
    }

    @Test
    void whatNobodyWantsIsNotKept() {
        var bens = Visitor.signedIn(port, ben.email(), PASSWORD);
        bens.get("/me/notifications");
        bens.post("/me/notifications", "mentioned", "bell", "day", "MONDAY");

        give(conversation, ben);

        assertThat(kinds(ben)).isEmpty();
    }

    @Test
    void everythingIsMarkedAsSeenAndThatIsTakenBack() {
        var mine = open().get("id").asString();
        var me = admin.get("/api/v1/notification-preferences").json();
        assertThat(me.get("ways").get("mentioned").toString()).contains("bell");
        give(conversation, ben);
        give(mine, ben);
        var bens = Visitor.signedIn(port, ben.email(), PASSWORD);
        bens.get("/notifications");

        bens.post("/notifications/seen");
        var page = bens.get("/notifications").body();
        assertThat(page).contains("You have seen everything.");

        var back = Pattern.compile("action=\"(/notifications/unseen\\?seenAt=[^\"]+)\"")
                .matcher(page);
        assertThat(back.find()).isTrue();
        bens.post(back.group(1));
        assertThat(bens.get("/notifications").body()).contains("There are 2 that you have not seen.");
    }

    @Test
    @Tag("browser")
    void theBellRingsWhileThePageIsOpen() {
        try (var window = Browser.window(380, 760, ColorScheme.DARK, "en-GB")) {
            var page = window.newPage();
            page.navigate("http://127.0.0.1:" + port + "/sign-in");
            page.fill("input[name=email]", ben.email());
            page.fill("input[name=password]", PASSWORD);
            page.click("button[type=submit]");
            page.waitForURL(url -> !url.contains("/sign-in"));
            soundForMentions(page);
            page.navigate("http://127.0.0.1:" + port + "/notifications");
            PlaywrightAssertions.assertThat(page.locator("#none")).isVisible();
            // the stream has to be listened to before something happens
            page.waitForTimeout(1_500);

            give(conversation, ben);

            PlaywrightAssertions.assertThat(page.locator("#bell .kw-bell-count"))
                    .hasText("1");
            PlaywrightAssertions.assertThat(page.locator("#toasts")).containsText("gave you Ana");
            PlaywrightAssertions.assertThat(page.locator(".told")).hasCount(1);
            assertThat(page.evaluate("document.body.dataset.sounded ?? ''")).isEqualTo("");

            admin.post(
                    "/api/v1/conversations/" + conversation + "/messages",
                    "{'type':'note','text':'@" + ben.name() + " please'}");

            PlaywrightAssertions.assertThat(page.locator("#bell .kw-bell-count"))
                    .hasText("2");
            page.waitForFunction("document.body.dataset.sounded === '1'");
            assertThat(Browser.faults(page)).isEmpty();

            page.locator(".told-words").first().focus();
            page.keyboard().press("Enter");
            page.waitForURL("**/inbox/" + number);
            // the conversation is before him: all about it has been seen
            PlaywrightAssertions.assertThat(page.locator("#bell .kw-bell-count"))
                    .hasCount(0);
        }
    }

    /// By the keyboard alone.
    private void soundForMentions(Page page) {
        page.navigate("http://127.0.0.1:" + port + "/me/notifications");
        assertThat(Browser.faults(page)).isEmpty();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= 380"))
                .isTrue();
        page.locator("input[name=mentioned][value=sound]").focus();
        page.keyboard().press("Space");
        page.keyboard().press("Enter");
        PlaywrightAssertions.assertThat(page.locator(".alert-success")).isVisible();
        assertThat(page.locator("input[name=mentioned][value=sound]").isChecked())
                .isTrue();
    }

    private tools.jackson.databind.JsonNode open() {
        return admin.post("/api/v1/conversations", """
                        {'customer':{'email':'%s@customers.test','name':'Ana'},'subject':'Export','text':'How?','channel':'api'}
                        """.formatted(UUID.randomUUID()))
                .json();
    }

    private void give(String id, Member member) {
        var answer = admin.patch("/api/v1/conversations/" + id, "{'assignee':'" + member.id() + "'}");
        assertThat(answer.status()).isEqualTo(200);
    }

    private List<String> kinds(Member member) {
        return jdbc.sql("select kind from notification where member_id = :member order by created_at")
                .param("member", member.id())
                .query((row, n) -> row.getString(1))
                .list();
    }
}
