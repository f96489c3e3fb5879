package io.keepwell.conversations.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reports on a week of March 2019 that is only in this test: clocks as the clockwork keeps them, promises as tasks.
@WholeApplication
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportsTests {

    private static final String WEEK = "from=2019-03-04&to=2019-03-11";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private Api api;

    @BeforeAll
    void aWeekLongAgo() {
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        var first = talk("2019-03-04T09:00:00Z", "complaint", "export");
        clock(first, "2019-03-04T09:00:00Z", "2019-03-04T10:00:00Z", 3600, 1800, false);
        var second = talk("2019-03-05T09:00:00Z", "complaint", "export", "bank");
        clock(second, "2019-03-05T09:00:00Z", "2019-03-05T12:00:00Z", 3600, 10_800, true);
        var third = talk("2019-03-05T22:30:00Z", "question");
        clock(third, "2019-03-05T23:30:00Z", "2019-03-06T09:00:00Z", null, 600, false);
        promise(first, "2019-03-04T12:00:00Z", "kept");
        promise(second, "2019-03-05T12:00:00Z", "broken");
        promise(third, "2019-03-06T12:00:00Z", "withdrawn");
        solved(first, "2019-03-06T10:00:00Z", "2019-03-07T10:00:00Z");
        solved(second, "2019-03-06T11:00:00Z", null);
    }

    @Test
    @DisplayName("S9: medians and shares of the kept clocks, with their denominators and Wilson's interval")
    void figures() {
        var report = api.get("/api/v1/reports/first-response?" + WEEK).json();
        var total = report.get("total");

        assertThat(report.get("unit").asString()).isEqualTo("day");
        assertThat(total.get("n").asInt()).isEqualTo(3);
        assertThat(total.get("measured").asInt()).isEqualTo(3);
        assertThat(total.get("medianMinutes").asDouble()).isEqualTo(30);
        assertThat(total.get("p90Minutes").asDouble()).isEqualTo(180);
        assertThat(total.get("decided").asInt()).isEqualTo(2);
        assertThat(total.get("kept").asInt()).isEqualTo(1);
        assertThat(total.get("small").asBoolean()).isTrue();
        // Wilson for 1 of 2, as published: 0.0945 to 0.9055
        assertThat(total.get("low").asDouble()).isCloseTo(0.0945, within(0.0001));
        assertThat(total.get("high").asDouble()).isCloseTo(0.9055, within(0.0001));
        assertThat(report.get("definition").asString()).contains("a person");
    }

    @Test
    @DisplayName("a day is a day of the workspace: half past midnight in Berlin belongs to the next")
    void daysOfTheWorkspace() {
        var periods = api.get("/api/v1/reports/first-response?" + WEEK).json().get("periods");

        assertThat(periods).hasSize(7);
        assertThat(periods.get(1).get("n").asInt()).isEqualTo(1);
        assertThat(periods.get(2).get("key").asString()).isEqualTo("2019-03-06");
        assertThat(periods.get(2).get("n").asInt()).isEqualTo(1);
        var weeks = api.get("/api/v1/reports/first-response?from=2019-02-25&to=2019-03-11&unit=week")
                .json()
                .get("periods");
        assertThat(weeks.get(1).get("n").asInt()).isEqualTo(3);
    }

    @Test
    void brokenDownByKindAndByTag() {
        var kinds =
                api.get("/api/v1/reports/first-response?by=kind&" + WEEK).json().get("groups");
        assertThat(kinds.get(0).get("key").asString()).isEqualTo("complaint");
        assertThat(kinds.get(0).get("n").asInt()).isEqualTo(2);

        var tags =
                api.get("/api/v1/reports/first-response?by=tag&" + WEEK).json().get("groups");
        assertThat(tags.get(0).get("key").asString()).isEqualTo("export");
        for (var by : new String[] {"team", "agent", "mailbox"}) {
            assertThat(api.get("/api/v1/reports/promises?by=" + by + "&" + WEEK).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void promisesAndWhatStayedSolved() {
        var promises = api.get("/api/v1/reports/promises?" + WEEK).json().get("total");
        assertThat(promises.get("decided").asInt()).isEqualTo(2);
        assertThat(promises.get("kept").asInt()).isEqualTo(1);
        assertThat(promises.get("medianMinutes").isNull()).isTrue();

        var solved = api.get("/api/v1/reports/stayed-solved?" + WEEK).json().get("total");
        assertThat(solved.get("decided").asInt()).isEqualTo(2);
        assertThat(solved.get("kept").asInt()).isEqualTo(1);
        assertThat(api.get("/api/v1/reports/answered-in-time?" + WEEK)
                        .json()
                        .at("/total/n")
                        .asInt())
                .isEqualTo(0);
        assertThat(api.get("/api/v1/reports/next-response?" + WEEK)
                        .json()
                        .at("/total/share")
                        .isNull())
                .isTrue();
        assertThat(api.get("/api/v1/reports/gossip").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/reports/promises?from=2019-03-04&to=2019-03-04")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void everyNumberOpensToItsRows() {
        var broken = api.get("/api/v1/reports/first-response/rows?which=broken&" + WEEK)
                .json()
                .get("items");
        assertThat(broken).hasSize(1);
        assertThat(broken.get(0).get("minutes").asDouble()).isEqualTo(180);
        assertThat(api.get("/api/v1/reports/first-response/rows?by=tag&group=bank&" + WEEK)
                        .json()
                        .get("items"))
                .hasSize(1);

        var visitor = Visitor.ofAdministrator(port);
        var week = "from=2019-03-04&until=2019-03-10";
        var page = visitor.get("/reports?by=kind&" + week).body();
        assertThat(page).contains("Promises kept", "50.0 %", "9.5 to 90.5 %", "few cases", "complaint");
        assertThat(visitor.get("/reports/rows?report=first-response&which=broken&" + week)
                        .body())
                .contains("=Rent", "not kept", "3 hr");
        var csv = visitor.get("/reports/rows.csv?report=first-response&which=broken&" + week);
        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(csv.body()).contains("'=Rent", "180.0000,60.0000,true,false");
        assertThat(visitor.get("/reports/table.csv?report=first-response&" + week)
                        .body())
                .contains("total,,3,2,1,0.5000");
    }

    @Test
    void oneGroupIsCountedAloneAndItsRowsComeInParts() {
        var week = "from=2019-03-04&until=2019-03-10";
        var complaints = api.get("/api/v1/reports/first-response?only=kind:complaint&by=tag&" + WEEK)
                .json();
        assertThat(complaints.at("/total/n").asInt()).isEqualTo(2);
        assertThat(complaints.at("/periods/2/n").asInt()).isZero();
        assertThat(complaints
                        .get("groups")
                        .valueStream()
                        .map(group -> group.get("key").asString()))
                .containsExactly("export", "bank");
        assertThat(api.get("/api/v1/reports/first-response?only=tag:bank&" + WEEK)
                        .json()
                        .at("/total/n")
                        .asInt())
                .isEqualTo(1);
        assertThat(api.get("/api/v1/reports/first-response?only=team:&" + WEEK)
                        .json()
                        .at("/total/n")
                        .asInt())
                .isEqualTo(3);
        assertThat(api.get("/api/v1/reports/first-response?only=team:nobody&" + WEEK)
                        .status())
                .isEqualTo(400);

        var rows = "/api/v1/reports/first-response/rows?only=kind:complaint&limit=1&" + WEEK;
        var newest = api.get(rows).json();
        var older = api.get(rows + "&cursor=" + newest.get("next").asString()).json();
        assertThat(newest.at("/items/0/minutes").asDouble()).isEqualTo(180);
        assertThat(older.at("/items/0/minutes").asDouble()).isEqualTo(30);
        assertThat(older.get("next").isNull()).isTrue();
        assertThat(api.get(rows + "&cursor=elsewhere").status()).isEqualTo(400);

        var page = Visitor.ofAdministrator(port)
                .get("/reports?only=tag:bank&by=kind&" + week)
                .body();
        assertThat(page).contains("tag: bank", "only=kind%3Acomplaint", "&amp;only=tag%3Abank");
    }

    @Test
    @Tag("browser")
    void chartsAreDrawnUnderTheContentPolicyAndTheirTablesAreOneKeyAway() {
        try (var window = Browser.window(380, 800, ColorScheme.DARK, "en-GB")) {
            var page = Browser.signInAsAdministrator(window, port);
            var complaints = new ArrayList<String>();
            page.onConsoleMessage(message -> complaints.add(message.text()));
            page.onPageError(complaints::add);
            page.navigate("http://127.0.0.1:" + port + "/reports?from=2019-03-04&until=2019-03-10");
            page.waitForSelector(".kw-chart svg");

            var chart = page.locator(".kw-chart[data-table=table-first-response]");
            assertThat(chart.getAttribute("aria-label")).contains("First answer", "Longest: 3 hr, 5 Mar.");
            chart.focus();
            page.keyboard().press("t");
            assertThat(page.locator("#table-first-response[open]").isVisible()).isTrue();
            assertThat(page.locator("#table-promises[open]").count()).isZero();
            page.locator("h1").click();
            page.keyboard().press("t");
            assertThat(page.locator("#table-promises[open]").isVisible()).isTrue();

            assertThat(Browser.faults(page)).isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(380);
            assertThat(complaints).isEmpty();
        }
    }

    private UUID talk(String at, String kind, String... tags) {
        var id = api.post(
                        "/api/v1/conversations",
                        "{'customer':{'email':'%s@example.org','name':'Ana'},'subject':'=Rent','text':'Where is it?'}"
                                .formatted(UUID.randomUUID()))
                .json()
                .get("id")
                .asString();
        api.patch(
                "/api/v1/conversations/" + id,
                "{'kind':'%s','tags':['%s']}"
                        .formatted(kind, String.join("','", tags.length == 0 ? new String[] {"x"} : tags)));
        jdbc.sql("delete from sla_clock where conversation_id = :id")
                .param("id", UUID.fromString(id))
                .update();
        jdbc.sql("update conversation set created_at = :at where id = :id")
                .param("at", at(at))
                .param("id", UUID.fromString(id))
                .update();
        return UUID.fromString(id);
    }

    private void clock(
            UUID conversation,
            String started,
            String ended,
            @org.jspecify.annotations.Nullable Integer target,
            double seconds,
            boolean broken) {
        jdbc.sql("""
                        insert into sla_clock (conversation_id, metric, cycle, started_at, ended_at, ended_by, target_seconds,
                                               elapsed_seconds, paused_seconds, standing, due_at, breached_at, calendar_id,
                                               calendar_version)
                        values (:conversation, 'first-response', 1, :started, :ended, 'answered', :target, :seconds, 0, false,
                                null, case when :broken then cast(:ended as timestamptz) end,
                                (select id from calendar where usual), 1)
                        """)
                .param("conversation", conversation)
                .param("started", at(started))
                .param("ended", at(ended))
                .param("target", target)
                .param("seconds", seconds)
                .param("broken", broken)
                .update();
    }

    private void promise(UUID conversation, String due, String state) {
        jdbc.sql("""
                        insert into task (id, cause_key, kind, promised, what, customer_id, subject_id, made_at, due_at, state,
                                          broken_at, ended_at)
                        values (:id, :key, 'answer', true, 'An answer',
                                (select customer_id from conversation where id = :conversation), :conversation, :due, :due,
                                :state, case when :state = 'broken' then cast(:due as timestamptz) end,
                                case when :state <> 'broken' then cast(:due as timestamptz) end)
                        """)
                .param("id", UUID.randomUUID())
                .param("key", UUID.randomUUID().toString())
                .param("conversation", conversation)
                .param("due", at(due))
                .param("state", state)
                .update();
    }

    private void solved(UUID conversation, String at, @org.jspecify.annotations.Nullable String again) {
        event(conversation, at, "open", "solved");
        if (again != null) {
            event(conversation, again, "solved", "open");
        }
    }

    private void event(UUID conversation, String at, String before, String after) {
        jdbc.sql("""
                        insert into conversation_event (id, conversation_id, at, kind, old_value, new_value)
                        values (:id, :conversation, :at, 'state', :before, :after)
                        """)
                .param("id", UUID.randomUUID())
                .param("conversation", conversation)
                .param("at", at(at))
                .param("before", before)
                .param("after", after)
                .update();
    }

    private static OffsetDateTime at(String instant) {
        return Instant.parse(instant).atOffset(ZoneOffset.UTC);
    }
}
