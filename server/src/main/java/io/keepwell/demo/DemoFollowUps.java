package io.keepwell.demo;

import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What became of the unhappy ones of the earlier waves: called, understood, told; two ideas that came out of it, one
/// of
/// which reached everybody between the second wave and the third.
@Component
@DemoOnly
class DemoFollowUps {

    /// How one of them went.
    ///
    /// @param hours   until somebody reached them
    /// @param reason  word of the chosen reason
    /// @param step    word of the step of the journey
    /// @param idea    which idea it supports, by its place, or −1
    /// @param outcome the reason for which it was closed
    private record Call(
            Colleague by,
            int hours,
            String reason,
            String step,
            String why,
            String helped,
            String wanted,
            String got,
            int idea,
            String outcome) {}

    private static final List<Call> CALLS = List.of(
            new Call(
                    Colleague.INES,
                    5,
                    "missing",
                    "daily-use",
                    "Has to add up in the head what is left until payday.",
                    "A first page that says what is left.",
                    "To see at a glance what may still be spent this month.",
                    "A list of payments, and the calculator.",
                    0,
                    "recovered"),
            new Call(
                    Colleague.INES,
                    22,
                    "too-hard",
                    "setting-up",
                    "Never found out how two people share an account.",
                    "One step that invites the other person.",
                    "To run the household together.",
                    "Two separate apps that know nothing of each other.",
                    -1,
                    "recovered"),
            new Call(
                    Colleague.TOVE,
                    3,
                    "did-not-work",
                    "daily-use",
                    "The bank connection asks for a new sign-in every week.",
                    "To be told before it ends.",
                    "All accounts in one place without doing anything.",
                    "A sign-in every Monday.",
                    -1,
                    "no-product-cause"),
            new Call(
                    Colleague.INES,
                    70,
                    "missing",
                    "daily-use",
                    "Is paid on the 25th; the budget begins on the first.",
                    "Budgets that begin on payday.",
                    "A budget that fits the salary.",
                    "Ten days of every month that do not count.",
                    1,
                    "recovered"),
            new Call(
                    Colleague.INES,
                    9,
                    "service",
                    "getting-help",
                    "Was promised a call, and nobody called.",
                    "A call.",
                    "Somebody who listens.",
                    "A letter that said to be patient.",
                    -1,
                    "recovered"),
            new Call(
                    Colleague.TOVE,
                    28,
                    "missing",
                    "daily-use",
                    "Looks at the app each morning and cannot tell whether it will be enough.",
                    "What is left, as the first thing.",
                    "To know whether it will be enough.",
                    "A pie chart of last month.",
                    0,
                    "recovered"),
            new Call(
                    Colleague.INES,
                    12,
                    "price",
                    "paying",
                    "Uses a fifth of it and pays for all of it.",
                    "A smaller plan.",
                    "To pay for what is used.",
                    "The plan for families, as a single person.",
                    -1,
                    "not-recovered"),
            new Call(
                    Colleague.INES,
                    6,
                    "missing",
                    "daily-use",
                    "The month of the budget is not the month of the salary.",
                    "Choose the day on which the month begins.",
                    "Not to be in the red on paper for a week.",
                    "A warning every 20th.",
                    1,
                    "recovered"));

    private final JdbcClient jdbc;

    DemoFollowUps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Unhappy(UUID answer, UUID customer, int score, Instant at) {}

    void arrange(Map<Colleague, UUID> colleagues, Instant now) {
        var jonas = Objects.requireNonNull(colleagues.get(Colleague.JONAS));
        var shipped = idea(
                "The first page says what is left until payday",
                "The first page begins with what is left until the next salary, fixed costs already taken off.",
                jonas,
                now.minus(Duration.ofDays(240)),
                now.minus(Duration.ofDays(126)));
        var open = idea("Budgets that begin on payday", "", jonas, now.minus(Duration.ofDays(150)), null);
        var unhappy = unhappy(now.minus(Duration.ofDays(90)));
        for (int i = 0; i < Math.min(CALLS.size(), unhappy.size()); i++) {
            var call = CALLS.get(i);
            call(
                    unhappy.get(i),
                    call,
                    Objects.requireNonNull(colleagues.get(call.by())),
                    call.idea() == 0 ? shipped : call.idea() == 1 ? open : null);
        }
    }

    private UUID idea(String title, String changed, UUID by, Instant at, @Nullable Instant shipped) {
        var id = Ids.next();
        jdbc.sql("""
                insert into idea (id, title, state, what_changed, created_at, created_by, shipped_at, changed_at)
                values (:id, :title, :state, :changed, :at, :by, :shipped, :at)
                """)
                .param("id", id)
                .param("title", title)
                .param("state", shipped == null ? "planned" : "shipped")
                .param("changed", changed)
                .param("at", at.atOffset(UTC))
                .param("by", by)
                .param("shipped", shipped == null ? null : shipped.atOffset(UTC))
                .update();
        return id;
    }

    /// The unhappiest of the earlier waves, one answer of each person, those first who came first.
    private List<Unhappy> unhappy(Instant until) {
        return jdbc.sql("""
                        select distinct on (a.customer_id) a.id, a.customer_id, a.score, a.at
                          from survey_answer a
                          join survey_wave w on w.id = a.wave_id and w.number <= 2
                         where a.score <= 5 and a.at < :until and a.state = 'counted'
                         order by a.customer_id, a.at
                        """)
                .param("until", until.atOffset(UTC))
                .query((row, n) -> new Unhappy(
                        row.getObject("id", UUID.class),
                        row.getObject("customer_id", UUID.class),
                        row.getInt("score"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private void call(Unhappy one, Call call, UUID by, @Nullable UUID idea) {
        var id = Ids.next();
        var due = one.at().plus(Duration.ofDays(2));
        var reached = one.at().plus(Duration.ofHours(call.hours()));
        var closed = reached.plus(Duration.ofDays(6));
        jdbc.sql("""
                insert into follow_up (id, customer_id, origin, state, owner_id, urgency, opened_at, started_at, due_at,
                                       contacted_at, first_contacted_at, first_due_at, main_reason, reason_id,
                                       would_have_helped, wanted, got, step_id, idea_id, closed_at, close_reason,
                                       changed_at)
                values (:id, :customer, 'score', 'closed', :by, 'normal', :at, :at, :due, :reached, :reached, :due,
                        :why, (select id from follow_up_choice where kind = 'reason' and word = :reason),
                        :helped, :wanted, :got,
                        (select id from follow_up_choice where kind = 'step' and word = :step), :idea, :closed,
                        :outcome, :closed)
                """)
                .param("id", id)
                .param("customer", one.customer())
                .param("by", by)
                .param("at", one.at().atOffset(UTC))
                .param("due", due.atOffset(UTC))
                .param("reached", reached.atOffset(UTC))
                .param("why", call.why())
                .param("reason", call.reason())
                .param("helped", call.helped())
                .param("wanted", call.wanted())
                .param("got", call.got())
                .param("step", call.step())
                .param("idea", idea)
                .param("closed", closed.atOffset(UTC))
                .param("outcome", call.outcome())
                .update();
        jdbc.sql("insert into follow_up_answer (answer_id, follow_up_id, score, at) values (:answer, :id, :score, :at)")
                .param("answer", one.answer())
                .param("id", id)
                .param("score", one.score())
                .param("at", one.at().atOffset(UTC))
                .update();
        jdbc.sql("""
                insert into follow_up_attempt (id, follow_up_id, at, member_id, channel, outcome, note)
                values (:attempt, :id, :at, :by, 'phone', 'reached', '')
                """)
                .param("attempt", Ids.next())
                .param("id", id)
                .param("at", reached.atOffset(UTC))
                .param("by", by)
                .update();
        step(id, one.at(), null, "opened", null, "score");
        step(id, reached, by, "state", "assigned", "contacted");
        step(id, reached, by, "state", "contacted", "understood");
        step(id, closed, by, "state", "understood", "closed");
        if (idea != null) {
            jdbc.sql("""
                    insert into idea_supporter (id, idea_id, customer_id, follow_up_id, words, at, added_by)
                    values (:supporter, :idea, :customer, :id, :words, :at, :by)
                    """)
                    .param("supporter", Ids.next())
                    .param("idea", idea)
                    .param("customer", one.customer())
                    .param("id", id)
                    .param("words", call.helped())
                    .param("at", reached.atOffset(UTC))
                    .param("by", by)
                    .update();
        }
    }

    private void step(
            UUID followUp,
            Instant at,
            @Nullable UUID by,
            String kind,
            @Nullable String before,
            @Nullable String after) {
        jdbc.sql("""
                insert into follow_up_event (id, follow_up_id, at, member_id, kind, old_value, new_value)
                values (:id, :followUp, :at, :by, :kind, :before, :after)
                """)
                .param("id", Ids.next())
                .param("followUp", followUp)
                .param("at", at.atOffset(UTC))
                .param("by", by)
                .param("kind", kind)
                .param("before", before)
                .param("after", after)
                .update();
    }
}
