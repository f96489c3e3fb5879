package io.keepwell.followups;

import io.keepwell.shared.Cursor;
import io.keepwell.shared.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Lists of follow-ups, with what the customers said.
@Component
class FollowUpLists {

    /// An answer that belongs to one.
    ///
    /// @param score  as it is now, null where it was passed over
    /// @param high   the best or worst value of its scale, null with it
    /// @param survey name of the survey
    /// @param words  what they wrote, may be empty
    record Said(
            UUID answer, @Nullable Integer score, @Nullable Integer high, String survey, String words, Instant at) {}

    /// One of a list.
    ///
    /// @param said the answer that came last, or null where a person made it
    record Line(FollowUp followUp, @Nullable Said said) {}

    private static final String SAID = """
            select a.answer_id, sa.score, sa.high, s.name as survey, a.at as said_at,
                   coalesce((select string_agg(v.words, E'\n\n' order by q.position, q.id)
                               from survey_value v
                               join survey_question q on q.id = v.question_id
                              where v.answer_id = sa.id and v.words is not null), '') as words
              from follow_up_answer a
              join survey_answer sa on sa.id = a.answer_id
              join survey s on s.id = sa.survey_id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    FollowUpLists(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// The newest first.
    Slice<Line> list(FollowUpFilter filter, @Nullable String cursor, int limit) {
        return list(filter, cursor, limit, "f.opened_at", true);
    }

    /// What is due first comes first.
    Slice<Line> queue(FollowUpFilter filter, @Nullable String cursor, int limit) {
        return list(filter, cursor, limit, "f.due_at", false);
    }

    private Slice<Line> list(
            FollowUpFilter filter, @Nullable String cursor, int limit, String by, boolean newestFirst) {
        var values = new HashMap<String, Object>();
        var where = new StringBuilder(filter.sql(values, clock.instant()));
        if (cursor != null) {
            var after = Cursor.read(cursor, 2);
            where.append(" and (%s, f.id) %s (cast(:afterAt as timestamptz), cast(:afterId as uuid))"
                    .formatted(by, newestFirst ? "<" : ">"));
            values.put("afterAt", after.get(0));
            values.put("afterId", after.get(1));
        }
        var direction = newestFirst ? "desc" : "asc";
        var rows = jdbc.sql("select f.*, said.* from follow_up f left join lateral (" + SAID + """
                         where a.follow_up_id = f.id
                         order by a.at desc, a.answer_id
                         limit 1) said on true
                        """ + where
                        + " order by %s %s, f.id %s limit :limit".formatted(by, direction, direction))
                .params(values)
                .param("limit", limit + 1)
                .query((row, n) -> new Line(FollowUpStore.read(row, n), said(row)))
                .list();
        if (rows.size() <= limit) {
            return new Slice<>(rows, null);
        }
        var last = rows.get(limit - 1).followUp();
        return new Slice<>(
                List.copyOf(rows.subList(0, limit)),
                Cursor.of(newestFirst ? last.openedAt() : last.dueAt(), last.id()));
    }

    /// How many fit, but no more than asked for.
    int count(FollowUpFilter filter, int most) {
        var values = new HashMap<String, Object>();
        var where = filter.sql(values, clock.instant());
        return jdbc.sql("select count(*) from (select 1 from follow_up f" + where + " limit :most) counted")
                .params(values)
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /// The answers of a follow-up, the earliest first; those of one that became part of it too.
    List<Said> answers(UUID followUp) {
        return jdbc.sql(SAID + """
                         where a.follow_up_id in (select id from follow_up where id = :id or part_of = :id)
                         order by a.at, a.answer_id
                        """)
                .param("id", followUp)
                .query((row, n) -> heard(row))
                .list();
    }

    private static @Nullable Said said(ResultSet row) throws SQLException {
        return row.getObject("answer_id", UUID.class) == null ? null : heard(row);
    }

    private static Said heard(ResultSet row) throws SQLException {
        return new Said(
                row.getObject("answer_id", UUID.class),
                row.getObject("score", Integer.class),
                row.getObject("high", Integer.class),
                row.getString("survey"),
                row.getString("words"),
                FollowUpStore.instant(row, "said_at"));
    }
}
