package io.keepwell.conversations;

import static io.keepwell.conversations.DeskForTests.desk;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.conversations.calendars.BusinessCalendar;
import io.keepwell.mail.Mailbox;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Conversations in which nothing comes from whoever looks after them.
class OwnershipTimeoutsTests {

    private static final int HOURS = 4;

    private final OwnershipTimeouts timeouts = desk().part(OwnershipTimeouts.class);
    private final Conversations conversations = desk().part(Conversations.class);
    private Mailbox mailbox;
    private MailForTests ana;
    private UUID team;
    private UUID conversation;
    private Instant given;

    @BeforeEach
    void maraLooksAfterAnasQuestion() {
        mailbox = desk().mailbox(false);
        hours("09:00-17:00");
        team = UUID.randomUUID();
        desk().jdbc
                .sql("insert into team (id, name, created_at) values (:id, :name, now())")
                .param("id", team)
                .param("name", "Team " + team)
                .update();
        desk().jdbc.sql("""
                        insert into team_routing (team_id, method, timeout_hours, changed_at)
                        values (:team, 'none', :hours, now())
                        """).param("team", team).param("hours", HOURS).update();
        ana = MailForTests.to(mailbox);
        conversation = ana.saying("Export", "How do I export?").arrives().thread();
        desk().jdbc
                .sql("update conversation set team_id = :team where id = :id")
                .param("team", team)
                .param("id", conversation)
                .update();
        conversations.assignee(conversation, TeamForTests.MARA.id());
        given = desk().clock.instant();
    }

    @AfterEach
    void nobodyElseIsTimedOut() {
        desk().jdbc
                .sql("delete from team_routing where team_id = :team")
                .param("team", team)
                .update();
    }

    @Test
    @DisplayName("ST5: only attended hours count; then the team has it again, and the thread says why")
    void countsAttendedHours() {
        var due = calendar().due(given, Duration.ofHours(HOURS)).orElseThrow();
        until(due.minusSeconds(60));
        timeouts.run();
        assertThat(owner()).isEqualTo(TeamForTests.MARA.id());

        until(due);
        timeouts.run();

        assertThat(owner()).isNull();
        assertThat(conversations.get(conversation).team()).isEqualTo(team);
        assertThat(events()).containsSubsequence("owner-timeout", "assignee");
        timeouts.run();
        assertThat(events().stream().filter("owner-timeout"::equals)).hasSize(1);
    }

    @Test
    @DisplayName("ST5: where nobody ever attends, nobody loses anything")
    void neverCountsHoursThatNobodyAttends() {
        hours("");
        until(given.plus(Duration.ofDays(30)));

        timeouts.run();

        assertThat(owner()).isEqualTo(TeamForTests.MARA.id());
    }

    @Test
    @DisplayName("ST5: a sign of whoever looks after it counts from there; what waits for the customer is left alone")
    void beginsAnewWithEverySign() {
        until(calendar().due(given, Duration.ofHours(HOURS).minusMinutes(10)).orElseThrow());
        conversations.priority(conversation, Priority.HIGH);
        var sign = desk().clock.instant();
        until(calendar().due(given, Duration.ofHours(HOURS)).orElseThrow());
        timeouts.run();
        assertThat(owner()).isEqualTo(TeamForTests.MARA.id());

        conversations.state(conversation, ConversationState.PENDING);
        until(sign.plus(Duration.ofDays(30)));
        timeouts.run();
        assertThat(owner()).isEqualTo(TeamForTests.MARA.id());
    }

    @Test
    void withoutASettingNobodyLosesAnything() {
        desk().jdbc
                .sql("update team_routing set timeout_hours = null where team_id = :team")
                .param("team", team)
                .update();
        until(given.plus(Duration.ofDays(30)));

        timeouts.run();

        assertThat(owner()).isEqualTo(TeamForTests.MARA.id());
    }

    private void hours(String day) {
        var desks = desk().part(MailboxDesks.class);
        var now = desks.of(mailbox);
        desks.keep(
                mailbox,
                new MailboxDesk(
                        now.mailbox(),
                        now.zone(),
                        Collections.nCopies(7, day),
                        List.of(),
                        now.answerWithin(),
                        now.answeringName(),
                        now.company(),
                        now.informal(),
                        now.previewSeenAt()));
    }

    private BusinessCalendar calendar() {
        var desk = desk().part(MailboxDesks.class).of(mailbox);
        return BusinessCalendar.of(desk.hours(), desk.holidays(), desk.zone());
    }

    private static void until(Instant at) {
        desk().clock.passes(Duration.between(desk().clock.instant(), at));
    }

    private @Nullable UUID owner() {
        return conversations.get(conversation).assignee();
    }

    private List<String> events() {
        return desk().jdbc
                .sql("select kind from conversation_event where conversation_id = :id order by seq")
                .param("id", conversation)
                .query((row, n) -> row.getString(1))
                .list();
    }
}
