package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;
import static java.time.ZoneOffset.UTC;

import io.keepwell.customers.TimelineSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// When a customer was asked, and by which survey, in their timeline.
@Component
@Order(35)
class AskedTimeline implements TimelineSource {

    private static final String ASKED = "asked";

    private final JdbcClient jdbc;

    AskedTimeline(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Kind> kinds() {
        return List.of(new Kind(ASKED, t("surveys.asking.timeline.kind")));
    }

    @Override
    public List<Entry> entries(Request request) {
        if (!request.kinds().contains(ASKED)) {
            return List.of();
        }
        var before = request.before();
        return jdbc.sql("""
                        select i.id, i.asked_at, i.survey_id, i.wave_id, i.state, s.name
                          from survey_invitation i
                          join survey s on s.id = i.survey_id
                         where i.customer_id in (select id from customer where id = :customer or merged_into = :customer)
                           and i.asked_at is not null
                           and (:beforeAt::timestamptz is null
                                or (i.asked_at, i.id) < (:beforeAt::timestamptz, :beforeId::uuid))
                         order by i.asked_at desc, i.id desc
                         limit :limit
                        """)
                .param("customer", request.customer())
                .param("beforeAt", before == null ? null : before.at().atOffset(UTC))
                .param("beforeId", before == null ? null : before.id())
                .param("limit", request.limit())
                .query(AskedTimeline::entry)
                .list();
    }

    private static Entry entry(ResultSet row, int n) throws SQLException {
        var state = row.getString("state");
        return new Entry(
                row.getObject("id", UUID.class),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                ASKED,
                "mail",
                t("surveys.asking.timeline", "survey", row.getString("name"), "state", state),
                null,
                "/surveys/" + row.getString("survey_id") + "/waves/" + row.getString("wave_id"));
    }
}
