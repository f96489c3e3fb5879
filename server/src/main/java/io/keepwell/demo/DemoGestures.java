package io.keepwell.demo;

import static java.time.ZoneOffset.UTC;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.problems.ProblemSettings;
import io.keepwell.shared.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What Pennyfold did beyond an answer, one thing that waits for a decision, and somebody who has borne too much.
@Component
@DemoOnly
class DemoGestures {

    /// Pennyfold warns a little sooner than others.
    private static final int MOST_BORNE = 2;

    /// A gesture for one of the last complaints, the latest first.
    ///
    /// @param said what was decided on it: null where it was within the allowance
    private record Given(
            Colleague by,
            String kind,
            String called,
            String what,
            int cents,
            @Nullable String said) {}

    private static final List<Given> GIVEN = List.of(
            new Given(
                    Colleague.MARA,
                    "apology-call",
                    "",
                    "Called and listened. It was mostly about not being told.",
                    0,
                    null),
            new Given(Colleague.INES, "note", "", "Wrote a card by hand, and put the sticker sheet in.", 240, null),
            new Given(Colleague.MARA, "extra-service", "", "Sorted the receipts of October for them.", 0, null),
            new Given(Colleague.MARA, "credit", "", "A month of Plus.", 500, null),
            new Given(
                    Colleague.INES,
                    "other",
                    "Breakfast at the office",
                    "Showed them around and had breakfast.",
                    1_800,
                    null),
            new Given(
                    Colleague.TOVE,
                    "apology-call",
                    "",
                    "Called on Saturday, since they work through the week.",
                    0,
                    null),
            new Given(
                    Colleague.MARA,
                    "credit",
                    "",
                    "Two years of Plus.",
                    12_000,
                    "Call them instead; they want it to work."),
            new Given(Colleague.INES, "extra-service", "", "Exported their year as the tax office wants it.", 0, null),
            new Given(Colleague.MARA, "note", "", "A card to thank them for their patience.", 120, null),
            new Given(Colleague.INES, "apology-call", "", "Called both of them, on one line.", 0, null));

    private final ProblemSettings settings;
    private final KeepwellSettings house;
    private final JdbcClient jdbc;
    private final Clock clock;

    DemoGestures(ProblemSettings settings, KeepwellSettings house, JdbcClient jdbc, Clock clock) {
        this.settings = settings;
        this.house = house;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Complaint(UUID id, UUID customer, Instant at) {}

    void arrange(Map<Colleague, UUID> colleagues) {
        var tove = Objects.requireNonNull(colleagues.get(Colleague.TOVE));
        var ended = ended();
        for (int i = 0; i < Math.min(GIVEN.size(), ended.size()); i++) {
            var it = GIVEN.get(i);
            give(ended.get(i), it, Objects.requireNonNull(colleagues.get(it.by())), it.said() == null ? null : tove);
        }
        var now = settings.now();
        settings.change(new ProblemSettings.Values(
                now.senior(), now.manager(), now.valueTrait(), MOST_BORNE, now.borneMonths()));
        tooMuch().ifPresent(it -> {
            admit(it, Objects.requireNonNull(colleagues.get(Colleague.MARA)));
            ask(it, Objects.requireNonNull(colleagues.get(Colleague.MARA)));
        });
    }

    private List<Complaint> ended() {
        return jdbc
                .sql("""
                        select id, customer_id, solved_at + interval '50 minutes' as at
                          from conversation
                         where kind = 'complaint'
                           and state in ('solved', 'closed')
                           and solved_at < :now
                           and merged_into is null
                         order by solved_at desc, id
                         limit 30
                        """)
                .param("now", clock.instant().minus(Duration.ofHours(2)).atOffset(UTC))
                .query((row, n) -> complaint(row))
                .list()
                .stream()
                .filter(it -> it.at().getEpochSecond() % 3 > 0)
                .toList();
    }

    private static Complaint complaint(ResultSet row) throws SQLException {
        return new Complaint(
                row.getObject("id", UUID.class),
                row.getObject("customer_id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    private void give(Complaint of, Given it, UUID by, @Nullable UUID declined) {
        write(of, it, by, declined == null ? "given" : "declined", declined);
        happened(of, by, declined == null ? "gesture" : "gesture-asked", it.kind(), of.at());
        if (declined != null) {
            happened(of, declined, "gesture-declined", it.kind(), of.at().plus(Duration.ofMinutes(40)));
        }
    }

    /// Mara would do more for them than she may, and Tove has yet to decide.
    private void ask(Complaint of, UUID mara) {
        var it = new Given(
                Colleague.MARA, "credit", "", "A year of Plus for nothing: this is not the first time.", 6_000, null);
        write(of, it, mara, "waiting", null);
        happened(of, mara, "gesture-asked", it.kind(), of.at());
    }

    private void write(Complaint of, Given it, UUID by, String state, @Nullable UUID decidedBy) {
        var id = Ids.next();
        var decided = of.at().plus(Duration.ofMinutes(40)).atOffset(UTC);
        jdbc.sql("""
                        insert into gesture (id, conversation_id, customer_id, kind, called, what, cost, currency, state,
                                             given_by, noted_at, at, decided_by, decided_at, decided_why)
                        values (:id, :conversation, :customer, :kind, :called, :what, :cost, :currency, :state, :by, :at, :at,
                                :decidedBy, :decidedAt, :why)
                        """)
                .param("id", id)
                .param("conversation", of.id())
                .param("customer", of.customer())
                .param("kind", it.kind())
                .param("called", it.called())
                .param("what", it.what())
                .param("cost", it.cents())
                .param("currency", house.currency())
                .param("state", state)
                .param("by", by)
                .param("at", of.at().atOffset(UTC))
                .param("decidedBy", decidedBy)
                .param("decidedAt", decidedBy == null ? null : decided)
                .param("why", Objects.requireNonNullElse(it.said(), ""))
                .update();
        step(id, it, by, state.equals("given") ? "noted" : "asked", of.at().atOffset(UTC));
        if (decidedBy != null) {
            step(id, it, decidedBy, state, decided);
        }
    }

    private void step(UUID gesture, Given it, UUID by, String step, OffsetDateTime at) {
        jdbc.sql("""
                        insert into gesture_step (id, gesture_id, at, member_id, step, kind, called, what, cost)
                        values (:id, :gesture, :at, :by, :step, :kind, :called, :what, :cost)
                        """)
                .param("id", Ids.next())
                .param("gesture", gesture)
                .param("at", at)
                .param("by", by)
                .param("step", step)
                .param("kind", it.kind())
                .param("called", it.called())
                .param("what", it.what())
                .param("cost", it.cents())
                .update();
    }

    private void happened(Complaint of, UUID by, String kind, String value, Instant at) {
        jdbc.sql("""
                        insert into conversation_event (id, conversation_id, at, member_id, kind, new_value)
                        values (:id, :conversation, :at, :by, :kind, :value)
                        """)
                .param("id", Ids.next())
                .param("conversation", of.id())
                .param("at", at.atOffset(UTC))
                .param("by", by)
                .param("kind", kind)
                .param("value", value)
                .update();
    }

    /// Whoever complains now and has complained most often.
    private Optional<Complaint> tooMuch() {
        return jdbc.sql("""
                        select c.id, c.customer_id,
                               greatest(c.last_message_at + interval '5 minutes', :now - interval '2 hours') as at
                          from conversation c
                         where c.kind = 'complaint'
                           and c.state in ('new', 'open', 'pending')
                           and c.merged_into is null
                           and c.spam_at is null
                         order by (select count(*)
                                     from conversation o
                                    where o.customer_id = c.customer_id
                                      and o.id <> c.id
                                      and o.kind = 'complaint'
                                      and o.state in ('solved', 'closed')) desc, c.id
                         limit 1
                        """)
                .param("now", clock.instant().atOffset(UTC))
                .query((row, n) -> complaint(row))
                .optional();
    }

    /// What nobody had found a cause for was handled badly, as it turned out.
    private void admit(Complaint of, UUID by) {
        jdbc.sql("""
                        with theirs as (
                            update conversation
                               set cause = 'one-off'
                             where customer_id = :customer
                               and kind = 'complaint'
                               and cause = 'triage'
                               and state in ('solved', 'closed')
                            returning id, solved_at
                        )
                        insert into complaint_one_off (conversation_id, reason, words, member_id, at)
                        select id, 'handling', 'We let it lie for a day too long.', :by, solved_at
                          from theirs
                        on conflict do nothing
                        """).param("customer", of.customer()).param("by", by).update();
    }
}
