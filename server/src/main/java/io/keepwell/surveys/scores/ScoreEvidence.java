package io.keepwell.surveys.scores;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.RelationshipEvidence;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Scores that a customer gave, with what they wrote. Of confidential and anonymous surveys nothing
/// is known here.
@Component
class ScoreEvidence implements RelationshipEvidence {

    /// What the best and the worst score of a scale weigh; the middle weighs nothing.
    private static final double MOST = 0.8;

    private final JdbcClient jdbc;

    ScoreEvidence(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Item> of(UUID customer) {
        return jdbc.sql("""
                        select coalesce(a.changed_at, a.at) as at, a.score, a.low, a.high, q.higher_is_better, s.name,
                               a.survey_id,
                               (select string_agg(v.words, ' ') from survey_value v
                                 where v.answer_id = a.id and v.words <> '') as words
                          from survey_answer a
                          join survey s on s.id = a.survey_id
                          join survey_question q on q.survey_id = s.id and q.position = 0 and q.kind = 'score'
                         where a.customer_id in (select id from customer where id = :customer or merged_into = :customer)
                           and a.state = 'counted' and a.score is not null and a.at is not null
                        """)
                .param("customer", customer)
                .query((row, n) -> {
                    int score = row.getInt("score");
                    int low = row.getInt("low");
                    int high = row.getInt("high");
                    double position = 2.0 * (score - low) / (high - low) - 1;
                    return new Item(
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            MOST * (row.getBoolean("higher_is_better") ? position : -position),
                            "gauge",
                            t("surveys.evidence", "score", score, "high", high, "survey", row.getString("name")),
                            row.getString("words"),
                            "/surveys/" + row.getObject("survey_id", UUID.class) + "/answers?customer=" + customer);
                })
                .list();
    }
}
