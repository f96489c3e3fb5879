package io.keepwell.followups;

import static io.keepwell.shared.Texts.t;
import static java.time.ZoneOffset.UTC;

import io.keepwell.conversations.calendars.Calendars;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Audit;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Within which time unhappy customers are called, by which calendar, and who is told when that passes.
@Service
class FollowUpSettings {

    // one setting for the whole house: the audit log wants an id
    private static final UUID SETTING = new UUID(0, 470);

    /// What is set.
    ///
    /// @param manager        who is told when the time is over, or null for all administrators
    /// @param head           head of product, told at twice the time, or null for all administrators
    /// @param team           who has those nobody looks after, or null
    /// @param calendar       the calendar that counts, or null for the usual one
    /// @param days           business days until the first contact
    /// @param valuableDays   the same for the tenth of customers worth most
    /// @param repeatHours    business hours, where the same went wrong again
    /// @param ownerPercent   share of the time after which the owner is told
    /// @param managerPercent after which the manager is
    /// @param headPercent    after which the head of product is
    record Values(
            @Nullable UUID manager,
            @Nullable UUID head,
            @Nullable UUID team,
            @Nullable UUID calendar,
            int days,
            int valuableDays,
            int repeatHours,
            int ownerPercent,
            int managerPercent,
            int headPercent) {

        static final Values USUAL = new Values(null, null, null, null, 2, 1, 4, 50, 100, 200);

        /// The share of the time after which somebody is told.
        int percent(EscalationLevel level) {
            return switch (level) {
                case OWNER -> ownerPercent;
                case MANAGER -> managerPercent;
                case HEAD -> headPercent;
            };
        }
    }

    private final Members members;
    private final Calendars calendars;
    private final Audit audit;
    private final JdbcClient jdbc;
    private final Clock clock;

    FollowUpSettings(Members members, Calendars calendars, Audit audit, JdbcClient jdbc, Clock clock) {
        this.members = members;
        this.calendars = calendars;
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Values now() {
        return jdbc.sql("select * from follow_up_settings")
                .query((row, n) -> new Values(
                        row.getObject("manager_id", UUID.class),
                        row.getObject("head_id", UUID.class),
                        row.getObject("team_id", UUID.class),
                        row.getObject("calendar_id", UUID.class),
                        row.getInt("days"),
                        row.getInt("valuable_days"),
                        row.getInt("repeat_hours"),
                        row.getInt("owner_percent"),
                        row.getInt("manager_percent"),
                        row.getInt("head_percent")))
                .optional()
                .orElse(Values.USUAL);
    }

    /// Who is told at a level: whoever is named and still there, else all administrators.
    List<UUID> told(@Nullable UUID named) {
        return Optional.ofNullable(named)
                .flatMap(members::find)
                .filter(Member::active)
                .map(it -> List.of(it.id()))
                .orElseGet(() -> members.active().stream()
                        .filter(it -> it.role() == Role.ADMINISTRATOR)
                        .map(Member::id)
                        .toList());
    }

    /// Sets all of it; it holds at once, for what is open too (3.6.5).
    @Transactional
    void change(Values asked) {
        check(asked);
        jdbc.sql("""
                        insert into follow_up_settings (manager_id, head_id, team_id, calendar_id, days, valuable_days,
                                                        repeat_hours, owner_percent, manager_percent, head_percent,
                                                        changed_at)
                        values (:manager, :head, :team, :calendar, :days, :valuableDays, :repeatHours, :owner, :managerAt,
                                :headAt, :now)
                        on conflict (sole) do update
                           set manager_id = excluded.manager_id, head_id = excluded.head_id, team_id = excluded.team_id,
                               calendar_id = excluded.calendar_id, days = excluded.days,
                               valuable_days = excluded.valuable_days, repeat_hours = excluded.repeat_hours,
                               owner_percent = excluded.owner_percent, manager_percent = excluded.manager_percent,
                               head_percent = excluded.head_percent, changed_at = excluded.changed_at
                        """)
                .param("manager", asked.manager())
                .param("head", asked.head())
                .param("team", asked.team())
                .param("calendar", asked.calendar())
                .param("days", asked.days())
                .param("valuableDays", asked.valuableDays())
                .param("repeatHours", asked.repeatHours())
                .param("owner", asked.ownerPercent())
                .param("managerAt", asked.managerPercent())
                .param("headAt", asked.headPercent())
                .param("now", clock.instant().atOffset(UTC))
                .update();
        audit.record(
                "follow-up-settings.changed",
                SETTING,
                t("followups.settings"),
                Map.of("days", asked.days(), "repeatHours", asked.repeatHours()));
    }

    private void check(Values asked) {
        member("manager", asked.manager());
        member("head", asked.head());
        if (asked.team() != null
                && members.teams().stream().noneMatch(it -> it.id().equals(asked.team()))) {
            throw InvalidRequest.field("team", t("followups.refused.team"));
        }
        if (asked.calendar() != null && calendars.find(asked.calendar()).isEmpty()) {
            throw InvalidRequest.field("calendar", t("followups.refused.calendar"));
        }
        within("days", asked.days(), 1, 30);
        within("valuableDays", asked.valuableDays(), 1, 30);
        within("repeatHours", asked.repeatHours(), 1, 80);
        within("ownerPercent", asked.ownerPercent(), 10, 100);
        within("managerPercent", asked.managerPercent(), Math.max(50, asked.ownerPercent()), 200);
        within("headPercent", asked.headPercent(), Math.max(100, asked.managerPercent()), 500);
    }

    private void member(String field, @Nullable UUID id) {
        if (id != null && members.find(id).filter(Member::active).isEmpty()) {
            throw InvalidRequest.field(field, t("followups.refused.member"));
        }
    }

    private static void within(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw InvalidRequest.field(field, t("followups.refused.within", "least", least, "most", most));
        }
    }
}
