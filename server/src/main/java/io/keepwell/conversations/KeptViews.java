package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Audit;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The views people keep, for themselves, for a team or for everybody. Whoever made one changes it, and so does an
/// administrator once it is shared. A deleted one can be had back.
@Service
class KeptViews {

    private static final int LONGEST_NAME = 60;
    private static final List<String> AUDIENCES = List.of("me", "team", "everybody");
    private static final String SELECT =
            "select id, name, owner_id, audience, team_id, filter from conversation_view v ";

    // Mine, those of my teams, and everybody's.
    private static final String SEEN = """
            (v.owner_id = :me
             or v.audience = 'everybody'
             or v.audience = 'team' and v.team_id in (select team_id from team_membership where member_id = :me))
            """;

    /// What is asked for: a new view, or what to change of one; null leaves what is.
    record Wish(
            @Nullable String name,
            @Nullable String audience,
            @Nullable UUID team,
            @Nullable Criteria criteria) {}

    private final JdbcClient jdbc;
    private final Members members;
    private final Audit audit;
    private final Clock clock;

    KeptViews(JdbcClient jdbc, Members members, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.members = members;
        this.audit = audit;
        this.clock = clock;
    }

    /// What a person sees beside the views of everybody, in order.
    List<KeptView> of(UUID me) {
        return jdbc.sql(SELECT + "where v.deleted_at is null and " + SEEN + " order by v.position, v.id")
                .param("me", me)
                .query(KeptViews::read)
                .list();
    }

    Optional<KeptView> find(UUID id, UUID me) {
        return jdbc.sql(SELECT + "where v.id = :id and v.deleted_at is null and " + SEEN)
                .param("id", id)
                .param("me", me)
                .query(KeptViews::read)
                .optional();
    }

    boolean mayChange(KeptView view, Member me) {
        return view.owner().equals(me.id()) || view.shared() && me.role() == Role.ADMINISTRATOR;
    }

    @Transactional
    KeptView create(Wish wish) {
        var me = members.require();
        var view = wished(new KeptView(Ids.next(), "", me.id(), "me", null, Criteria.NONE), wish);
        jdbc.sql("""
                        insert into conversation_view (id, name, owner_id, audience, team_id, filter, position, created_at)
                        values (:id, :name, :owner, :audience, :team, :filter,
                                coalesce((select max(position) from conversation_view), 0) + 1, :now)
                        """)
                .param("id", view.id())
                .param("name", view.name())
                .param("owner", view.owner())
                .param("audience", view.audience())
                .param("team", view.team())
                .param("filter", view.criteria().toString())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        record("view.created", view);
        return view;
    }

    @Transactional
    KeptView change(UUID id, Wish wish) {
        var before = changeable(id, false);
        var view = wished(before, wish);
        jdbc.sql("""
                        update conversation_view
                           set name = :name, audience = :audience, team_id = :team, filter = :filter
                         where id = :id
                        """)
                .param("id", id)
                .param("name", view.name())
                .param("audience", view.audience())
                .param("team", view.team())
                .param("filter", view.criteria().toString())
                .update();
        if (before.shared() || view.shared()) {
            audit.record("view.changed", id, view.name(), details(view));
        }
        return view;
    }

    /// Moves it one place up or down among those that the person sees.
    @Transactional
    void move(UUID id, int step) {
        changeable(id, false);
        var all = of(members.require().id()).stream().map(KeptView::id).toList();
        int at = all.indexOf(id);
        int to = at + step;
        if (at < 0 || to < 0 || to >= all.size()) {
            return;
        }
        jdbc.sql("""
                        update conversation_view v
                           set position = o.position
                          from conversation_view o
                         where (v.id = :one and o.id = :other) or (v.id = :other and o.id = :one)
                        """).param("one", id).param("other", all.get(to)).update();
    }

    @Transactional
    KeptView delete(UUID id) {
        var view = changeable(id, false);
        jdbc.sql("update conversation_view set deleted_at = :now where id = :id")
                .param("id", id)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        record("view.deleted", view);
        return view;
    }

    @Transactional
    KeptView restore(UUID id) {
        var view = changeable(id, true);
        jdbc.sql("update conversation_view set deleted_at = null where id = :id")
                .param("id", id)
                .update();
        record("view.restored", view);
        return view;
    }

    private KeptView changeable(UUID id, boolean deleted) {
        var me = members.require();
        var view = jdbc.sql(SELECT + "where v.id = :id and (v.deleted_at is not null) = :deleted and " + SEEN
                        + " for update")
                .param("id", id)
                .param("deleted", deleted)
                .param("me", me.id())
                .query(KeptViews::read)
                .optional()
                .orElseThrow(ViewNotFound::new);
        if (!mayChange(view, me)) {
            throw new ViewNotYours(view.name());
        }
        return view;
    }

    private KeptView wished(KeptView view, Wish wish) {
        var name = wish.name() == null ? view.name() : wish.name().strip().replaceAll("\\p{Cntrl}", " ");
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw InvalidRequest.field("name", t("conversations.inbox.wrong.name", "most", LONGEST_NAME));
        }
        var audience = wish.audience() == null ? view.audience() : wish.audience();
        if (!AUDIENCES.contains(audience)) {
            throw InvalidRequest.field("audience", t("shared.api.value", "field", "audience"));
        }
        var team = !audience.equals("team") ? null : wish.team() == null ? view.team() : wish.team();
        if (audience.equals("team")
                && members.teams().stream().noneMatch(known -> known.id().equals(team))) {
            throw InvalidRequest.field("team", t("conversations.refused.no-team"));
        }
        var criteria = wish.criteria() == null ? view.criteria() : wish.criteria();
        return new KeptView(view.id(), name, view.owner(), audience, team, criteria);
    }

    // What concerns nobody else is nobody else's to read.
    private void record(String action, KeptView view) {
        if (view.shared()) {
            audit.record(action, view.id(), view.name(), details(view));
        }
    }

    private static Map<String, String> details(KeptView view) {
        return Map.of("audience", view.audience(), "filter", view.criteria().toString());
    }

    private static KeptView read(ResultSet row, int n) throws SQLException {
        return new KeptView(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getObject("owner_id", UUID.class),
                row.getString("audience"),
                row.getObject("team_id", UUID.class),
                Criteria.read(row.getString("filter")));
    }
}
