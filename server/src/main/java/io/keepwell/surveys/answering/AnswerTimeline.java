package io.keepwell.surveys.answering;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.TimelineSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What a customer answered when they were asked, in their timeline. What they said in confidence,
/// or as nobody, is not part of it.
@Component
@Order(37)
class AnswerTimeline implements TimelineSource {

    private static final String KIND = "answered";

    private final JdbcClient jdbc;

    AnswerTimeline(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Kind> kinds() {
        return List.of(new Kind(KIND, t("surveys.timeline")));
    }

    @Override
    public List<Entry> entries(Request request) {
        if (!request.kinds().contains(KIND)) {
            return List.of();
        }
        var before = request.before();
        return jdbc.sql("""
                        with theirs as (
                            select a.id, a.survey_id, a.score, a.high, s.name,
                                   coalesce(a.changed_at, a.at, a.day::timestamp at time zone 'UTC') as at,
                                   (select string_agg(v.words, ' · ' order by q.position)
                                      from survey_value v
                                      join survey_question q on q.id = v.question_id
                                     where v.answer_id = a.id) as words
                              from survey_answer a
                              join survey s on s.id = a.survey_id
                             where a.customer_id in (select id from customer where id = :customer or merged_into = :customer)
                               and a.state = 'counted'
                        )
                        select * from theirs
                         where :beforeAt::timestamptz is null
                            or (at, id) < (:beforeAt::timestamptz, :beforeId::uuid)
                         order by at desc, id desc
                         limit :limit
                        """)
                .param("customer", request.customer())
                .param("beforeAt", before == null ? null : before.at().atOffset(ZoneOffset.UTC))
                .param("beforeId", before == null ? null : before.id())
                .param("limit", request.limit())
                .query(AnswerTimeline::entry)
                .list();
    }

    private static Entry entry(ResultSet row, int n) throws SQLException {
        int score = row.getInt("score");
        boolean scored = !row.wasNull();
        return new Entry(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                KIND,
                "gauge",
                scored
                        ? t(
                                "surveys.timeline.scored",
                                "score",
                                String.valueOf(score),
                                "high",
                                String.valueOf(row.getInt("high")),
                                "survey",
                                row.getString("name"))
                        : t("surveys.timeline.answered", "survey", row.getString("name")),
                row.getString("words"),
                "/surveys/" + row.getObject("survey_id", UUID.class) + "/answers#a-" + row.getObject("id", UUID.class));
    }
}
