package io.keepwell.followups;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.TimelineSource;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// In the life of a customer: that we called them, what was learned, what they were told, and that their mind changed.
@Component
@Order(45)
class FollowUpTimeline implements TimelineSource {

    private static final String KIND = "follow-up";

    private final Members members;
    private final JdbcClient jdbc;

    FollowUpTimeline(Members members, JdbcClient jdbc) {
        this.members = members;
        this.jdbc = jdbc;
    }

    @Override
    public List<Kind> kinds() {
        return List.of(new Kind(KIND, t("followups.timeline")));
    }

    @Override
    public List<Entry> entries(Request request) {
        if (!request.kinds().contains(KIND)) {
            return List.of();
        }
        var before = request.before();
        return jdbc.sql("""
                        select e.id, e.at, e.kind, e.new_value, e.member_id, e.follow_up_id, f.main_reason, m.evidence,
                               e.old_value
                          from follow_up f
                          join follow_up_event e on e.follow_up_id = f.id
                          left join changed_mind m on m.follow_up_id = f.id and m.at = e.at and e.kind = 'mind'
                         where f.customer_id in (select id from customer where id = :customer or merged_into = :customer)
                           and e.undone_at is null
                           and (e.kind in ('opened', 'reopened', 'mind')
                                or e.kind = 'state' and e.new_value in ('contacted', 'understood', 'told', 'closed'))
                           and (:beforeAt::timestamptz is null
                                or (e.at, e.id) < (:beforeAt::timestamptz, :beforeId::uuid))
                         order by e.at desc, e.id desc
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
        var kind = row.getString("kind");
        var what = kind.equals("state") ? row.getString("new_value") : kind;
        return new Entry(
                row.getObject("id", UUID.class),
                FollowUpStore.instant(row, "at"),
                KIND,
                what.equals("mind") ? "heart-handshake" : "phone-call",
                t("followups.timeline." + what, "who", who(row.getObject("member_id", UUID.class))),
                words(row, what),
                "/follow-ups/" + row.getObject("follow_up_id", UUID.class));
    }

    private static @Nullable String words(ResultSet row, String what) throws SQLException {
        var text = switch (what) {
            case "understood" -> row.getString("main_reason");
            case "mind" ->
                Optional.ofNullable(row.getString("evidence"))
                        .filter(it -> !it.isBlank())
                        .orElseGet(() -> "");
            default -> "";
        };
        if (what.equals("mind") && text.isBlank() && row.getString("old_value") != null) {
            return t("followups.mind.rose", "before", row.getString("old_value"), "after", row.getString("new_value"));
        }
        return text.isBlank() ? null : text;
    }

    private String who(@Nullable UUID member) {
        return member == null ? "" : members.find(member).map(Member::name).orElseGet(() -> t("followups.former"));
    }
}
