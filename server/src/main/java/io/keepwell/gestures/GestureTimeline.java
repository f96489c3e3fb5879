package io.keepwell.gestures;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.TimelineSource;
import io.keepwell.shared.Words;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was done for a customer beyond an answer, in their timeline (11); what was never given stands in no life.
@Component
@Order(35)
class GestureTimeline implements TimelineSource {

    private static final String KIND = "gesture";

    private final Members members;
    private final JdbcClient jdbc;

    GestureTimeline(Members members, JdbcClient jdbc) {
        this.members = members;
        this.jdbc = jdbc;
    }

    @Override
    public List<Kind> kinds() {
        return List.of(new Kind(KIND, t("gestures.timeline")));
    }

    @Override
    public List<Entry> entries(Request request) {
        if (!request.kinds().contains(KIND)) {
            return List.of();
        }
        var before = request.before();
        return jdbc.sql("""
                        select g.id, g.at, g.kind, g.called, g.what, g.cost, g.currency, g.given_by, c.number
                          from gesture g
                          join conversation c on c.id = g.conversation_id
                         where g.customer_id in (select id from customer where id = :customer or merged_into = :customer)
                           and g.state = 'given'
                           and (:beforeAt::timestamptz is null
                                or (g.at, g.id) < (:beforeAt::timestamptz, :beforeId::uuid))
                         order by g.at desc, g.id desc
                         limit :limit
                        """)
                .param("customer", request.customer())
                .param("beforeAt", before == null ? null : before.at().atOffset(ZoneOffset.UTC))
                .param("beforeId", before == null ? null : before.id())
                .param("limit", request.limit())
                .query(this::entry)
                .list();
    }

    private Entry entry(ResultSet row, int n) throws SQLException {
        var kind = Words.read(GestureKind.class, row.getString("kind"));
        var called = row.getString("called");
        var cost = new Cost(row.getLong("cost"), row.getString("currency"));
        var what = row.getString("what");
        return new Entry(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                KIND,
                kind.icon(),
                t(
                        "gestures.timeline.entry",
                        "who",
                        members.find(row.getObject("given_by", UUID.class))
                                .map(Member::name)
                                .orElseGet(() -> t("gestures.former")),
                        "what",
                        kind == GestureKind.OTHER && !called.isBlank() ? called : kind.label(),
                        "cost",
                        cost.minor() == 0 ? "none" : cost.words()),
                what.isBlank() ? null : what,
                "/inbox/" + row.getLong("number"));
    }
}
