package io.keepwell.followups;

import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.surveys.Scale;
import io.keepwell.surveys.SurveyAnswered;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Whose mind changed after we called them, and what shows it (34, 3.6.11): the next score across a band, or that they
/// stay after all, which a person notes with its evidence.
@Component
class ChangedMinds {

    private static final int LONGEST = 2_000;

    /// A changed mind.
    ///
    /// @param kind     `score-rose` or `stays`
    /// @param before   the score before, or null
    /// @param after    the score after, or null
    /// @param evidence what shows it, in words
    /// @param by       who noted it, or null
    record Mind(
            UUID id,
            String kind,
            @Nullable Integer before,
            @Nullable Integer after,
            String evidence,
            Instant at,
            @Nullable UUID by) {}

    private record Earlier(int score, Scale scale) {}

    private final FollowUpStore store;
    private final Members members;
    private final JdbcClient jdbc;
    private final Clock clock;

    ChangedMinds(FollowUpStore store, Members members, JdbcClient jdbc, Clock clock) {
        this.store = store;
        this.members = members;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Notes it where an answer is in a better band than the one before it of somebody who was followed up. An answer
    /// that was changed is no new one.
    void rose(SurveyAnswered answer, UUID customer) {
        var scale = answer.survey().scored().map(it -> it.scale()).orElse(null);
        if (answer.changed() || answer.score() == null || answer.band() == null || scale == null) {
            return;
        }
        var followed = store.ofCustomer(customer).stream()
                .filter(it -> it.closed() != CloseReason.NOT_VALID)
                .findFirst();
        var earlier = followed.flatMap(it -> earlier(answer, customer));
        if (earlier.isEmpty()) {
            return;
        }
        var before =
                answer.survey().type().band(earlier.get().score(), earlier.get().scale());
        if (answer.band().compareTo(before) >= 0) {
            return;
        }
        insert(
                customer,
                followed.get().id(),
                "score-rose",
                answer.answer(),
                earlier.get().score(),
                answer.score(),
                "",
                null,
                answer.at());
        store.step(
                followed.get().id(),
                null,
                "mind",
                String.valueOf(earlier.get().score()),
                String.valueOf(answer.score()),
                null,
                answer.at().truncatedTo(ChronoUnit.MICROS));
    }

    /// The answer before of the same kind of survey, asked for the same purpose: others are not compared (3.1.14).
    private Optional<Earlier> earlier(SurveyAnswered answer, UUID customer) {
        return jdbc.sql("""
                        select a.score, a.low, a.high, coalesce(q.higher_is_better, true) as higher_is_better
                          from survey_answer a
                          join survey s on s.id = a.survey_id
                          left join survey_question q on q.survey_id = s.id and q.position = 0 and q.kind = 'score'
                                                     and q.retired_at is null
                         where a.customer_id in (select id from customer where id = :customer or merged_into = :customer)
                           and a.id <> :answer
                           and a.state = 'counted'
                           and a.score is not null
                           and a.low is not null
                           and a.at <= :at
                           and s.type = :type
                           and s.purpose = :purpose
                         order by a.at desc, a.id desc
                         limit 1
                        """)
                .param("customer", customer)
                .param("answer", answer.answer())
                .param("at", answer.at().atOffset(UTC))
                .param("type", answer.survey().type().word())
                .param("purpose", answer.survey().purpose().word())
                .query((row, n) -> new Earlier(
                        row.getInt("score"),
                        new Scale(row.getInt("low"), row.getInt("high"), row.getBoolean("higher_is_better"))))
                .optional();
    }

    /// A person notes that somebody stays who was about to leave.
    ///
    /// @param evidence what shows it, such as their words or the number of the withdrawn cancellation
    @Transactional
    void stays(UUID followUp, String evidence) {
        var me = members.require();
        var it = store.lock(followUp).orElseThrow(FollowUpNotFound::new);
        var said = evidence.strip();
        if (said.isEmpty()) {
            throw InvalidRequest.field("evidence", Texts.t("followups.refused.evidence"));
        }
        if (said.length() > LONGEST) {
            throw InvalidRequest.field("evidence", Texts.t("followups.refused.long", "most", LONGEST));
        }
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        insert(it.customer(), it.id(), "stays", null, null, null, said, me.id(), at);
        store.step(it.id(), me.id(), "mind", null, null, null, at);
    }

    private void insert(
            UUID customer,
            UUID followUp,
            String kind,
            @Nullable UUID answer,
            @Nullable Integer before,
            @Nullable Integer after,
            String evidence,
            @Nullable UUID by,
            Instant at) {
        jdbc.sql("""
                        insert into changed_mind (id, customer_id, follow_up_id, kind, answer_id, before_score, after_score,
                                                  evidence, at, noted_by)
                        values (:id, :customer, :followUp, :kind, :answer, :before, :after, :evidence, :at, :by)
                        on conflict do nothing
                        """)
                .param("id", Ids.next())
                .param("customer", customer)
                .param("followUp", followUp)
                .param("kind", kind)
                .param("answer", answer)
                .param("before", before)
                .param("after", after)
                .param("evidence", evidence)
                .param("at", at.atOffset(UTC))
                .param("by", by)
                .update();
    }

    /// Those of a follow-up, the earliest first.
    List<Mind> of(UUID followUp) {
        return jdbc.sql("""
                        select id, kind, before_score, after_score, evidence, at, noted_by
                          from changed_mind
                         where follow_up_id = :followUp
                         order by at, id
                        """)
                .param("followUp", followUp)
                .query((row, n) -> new Mind(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        row.getObject("before_score", Integer.class),
                        row.getObject("after_score", Integer.class),
                        row.getString("evidence"),
                        FollowUpStore.instant(row, "at"),
                        row.getObject("noted_by", UUID.class)))
                .list();
    }
}
