package io.keepwell.problems;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.TimelineSource;
import io.keepwell.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What hit a customer, and what they heard of it without asking, in their timeline.
@Component
@Order(30)
class ProblemTimeline implements TimelineSource {

    private static final String HIT = "hit";
    private static final String TOLD = "told";

    private final JdbcClient jdbc;

    ProblemTimeline(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Kind> kinds() {
        return List.of(
                new Kind(HIT, t("problems.timeline.kind.hit")), new Kind(TOLD, t("problems.timeline.kind.told")));
    }

    @Override
    public List<Entry> entries(Request request) {
        var before = request.before();
        return jdbc.sql("""
                        with of_them as (
                            select id from customer where id = :customer or merged_into = :customer
                        ), steps as (
                            -- an exposure has no id of its own, and always the same one here
                            select md5(x.problem_id::text || x.episode)::uuid as id, min(x.first_seen_at) as at, 'hit' as kind,
                                   x.problem_id, null as stage, null as state, null as reason
                              from exposure x
                              join of_them on of_them.id = x.customer_id
                             where x.live
                               and not exists (select 1 from exposure_denial d
                                                where d.problem_id = x.problem_id
                                                  and d.episode = x.episode
                                                  and d.customer_id in (select id from of_them))
                             group by x.problem_id, x.episode
                            union all
                            select n.id, n.changed_at, 'told', n.problem_id, n.stage, n.state, n.reason
                              from notice n
                              join of_them on of_them.id = n.customer_id
                             where n.state not in ('queued', 'owed', 'cancelled')
                        )
                        select s.id, s.at, s.kind, s.stage, s.state, s.reason, p.number, p.title
                          from steps s
                          join problem p on p.id = s.problem_id
                         where s.kind in (:kinds)
                           and (:beforeAt::timestamptz is null
                                or (s.at, s.id) < (:beforeAt::timestamptz, :beforeId::uuid))
                         order by s.at desc, s.id desc
                         limit :limit
                        """)
                .param("customer", request.customer())
                .param("kinds", request.kinds())
                .param("beforeAt", before == null ? null : Rows.at(before.at()))
                .param("beforeId", before == null ? null : before.id())
                .param("limit", request.limit())
                .query(ProblemTimeline::entry)
                .list();
    }

    private static Entry entry(ResultSet row, int n) throws SQLException {
        var kind = row.getString("kind");
        boolean hit = kind.equals(HIT);
        return new Entry(
                row.getObject("id", UUID.class),
                Rows.instant(row, "at"),
                kind,
                hit ? "bug" : "mail",
                hit
                        ? t("problems.timeline.hit", "title", row.getString("title"))
                        : told(
                                row.getString("title"),
                                Words.read(NoticeStage.class, row.getString("stage")),
                                Words.read(NoticeState.class, row.getString("state")),
                                row.getString("reason")),
                null,
                "/problems/" + row.getLong("number"));
    }

    private static String told(String title, NoticeStage stage, NoticeState state, @Nullable String reason) {
        return state.told()
                ? t("problems.timeline." + stage.word(), "title", title)
                : t(
                        "problems.timeline.unheard." + stage.word(),
                        "title",
                        title,
                        "why",
                        reason == null ? t("problems.one." + state.word()) : t("problems.reason." + reason));
    }
}
