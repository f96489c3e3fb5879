package io.keepwell.gestures;

import static io.keepwell.shared.Texts.t;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Audit;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What everybody may give within a month without asking, and who decides on more.
@Service
class GestureSettings {

    // one setting for the whole house: the audit log wants an id
    private static final UUID SETTING = new UUID(0, 260);
    private static final long USUAL = 5_000;

    /// What is set.
    ///
    /// @param allowance what everybody may give, in minor units
    /// @param approver  who decides on more besides the administrators, or null
    /// @param own       what single members may give instead
    record Values(long allowance, @Nullable UUID approver, Map<UUID, Long> own) {}

    private final Members members;
    private final KeepwellSettings house;
    private final Audit audit;
    private final JdbcClient jdbc;
    private final Clock clock;

    GestureSettings(Members members, KeepwellSettings house, Audit audit, JdbcClient jdbc, Clock clock) {
        this.members = members;
        this.house = house;
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Sole(long allowance, @Nullable UUID approver) {}

    Values now() {
        var sole = jdbc.sql("select allowance, approver_id from gesture_settings")
                .query((row, n) -> new Sole(row.getLong("allowance"), row.getObject("approver_id", UUID.class)))
                .optional()
                .orElse(new Sole(USUAL, null));
        var own = new HashMap<UUID, Long>();
        jdbc.sql("select member_id, amount from gesture_allowance").query(row -> {
            own.put(row.getObject("member_id", UUID.class), row.getLong("amount"));
        });
        return new Values(sole.allowance(), sole.approver(), Map.copyOf(own));
    }

    /// What a member may give within a month without asking.
    Cost allowance(UUID member) {
        var now = now();
        return new Cost(now.own().getOrDefault(member, now.allowance()), currency());
    }

    String currency() {
        return house.currency();
    }

    /// Whether a member decides on what is above the allowance of others, and has none themselves.
    boolean decides(Member member) {
        return member.role() == Role.ADMINISTRATOR || member.id().equals(now().approver());
    }

    /// Who is asked: whoever is named, else all administrators.
    List<Member> deciders() {
        var named = Optional.ofNullable(now().approver()).flatMap(members::find).filter(Member::active);
        return named.map(List::of)
                .orElseGet(() -> members.active().stream()
                        .filter(it -> it.role() == Role.ADMINISTRATOR)
                        .toList());
    }

    /// Sets all of it.
    @Transactional
    void change(Values asked) {
        var active = members.active().stream()
                .filter(it -> it.role() != Role.VIEWER)
                .map(Member::id)
                .toList();
        if (asked.approver() != null && !active.contains(asked.approver())) {
            throw InvalidRequest.field("approver", t("gestures.refused.member"));
        }
        if (!active.containsAll(asked.own().keySet())) {
            throw InvalidRequest.field("members", t("gestures.refused.member"));
        }
        jdbc.sql("""
                        insert into gesture_settings (allowance, approver_id, changed_at)
                        values (:allowance, :approver, :now)
                        on conflict (sole) do update
                           set allowance = excluded.allowance, approver_id = excluded.approver_id,
                               changed_at = excluded.changed_at
                        """)
                .param("allowance", asked.allowance())
                .param("approver", asked.approver())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("delete from gesture_allowance").update();
        asked.own()
                .forEach((member, amount) -> jdbc.sql(
                                "insert into gesture_allowance (member_id, amount) values (:member, :amount)")
                        .param("member", member)
                        .param("amount", amount)
                        .update());
        audit.record(
                "gesture-settings.changed",
                SETTING,
                t("gestures.settings"),
                Map.of("allowance", new Cost(asked.allowance(), currency()).plain()));
    }
}
