package io.keepwell.problems;

import io.keepwell.customers.TraitValues;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Audit;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What the team set about problems, with a default for everything.
@Service
public class ProblemSettings {

    // one setting for the whole house: the audit log wants an id
    private static final UUID SETTING = new UUID(0, 320);
    private static final int MOST_BORNE = 100;
    private static final int LONGEST_MONTHS = 120;

    /// What is set.
    ///
    /// @param senior     who takes conversations in red alarm, null for the default
    /// @param manager    who hears of red alarms besides, null for the default
    /// @param valueTrait name of the trait that says what a customer is worth, or null
    /// @param borneMost  above so many failures borne whoever answers is warned (57)
    /// @param borneMonths within how many months they are counted
    public record Values(
            @Nullable UUID senior,
            @Nullable UUID manager,
            @Nullable String valueTrait,
            int borneMost,
            int borneMonths) {

        static final Values USUAL = new Values(null, null, null, 3, 12);
    }

    private final Members members;
    private final Audit audit;
    private final JdbcClient jdbc;
    private final Clock clock;

    ProblemSettings(Members members, Audit audit, JdbcClient jdbc, Clock clock) {
        this.members = members;
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// What holds now.
    public Values now() {
        return jdbc.sql("select senior_id, manager_id, value_trait, borne_most, borne_months from problem_settings")
                .query((row, n) -> new Values(
                        row.getObject("senior_id", UUID.class),
                        row.getObject("manager_id", UUID.class),
                        row.getString("value_trait"),
                        row.getInt("borne_most"),
                        row.getInt("borne_months")))
                .optional()
                .orElse(Values.USUAL);
    }

    /// Who takes conversations in red alarm: whoever is named, else the success manager who has been here
    /// longest, else the administrator.
    public Optional<Member> senior() {
        return named(now().senior()).or(() -> longest(Role.SUCCESS_MANAGER)).or(() -> longest(Role.ADMINISTRATOR));
    }

    /// Who hears of it besides: whoever is named, else the administrator who has been here longest.
    public Optional<Member> manager() {
        return named(now().manager()).or(() -> longest(Role.ADMINISTRATOR));
    }

    private Optional<Member> named(@Nullable UUID id) {
        return id == null ? Optional.empty() : members.find(id).filter(Member::active);
    }

    // ids grow with time
    private Optional<Member> longest(Role role) {
        return members.active().stream()
                .filter(member -> member.role() == role)
                .min(Comparator.comparing(member -> member.id().toString()));
    }

    /// Sets all of it.
    @Transactional
    public void change(Values asked) {
        check("senior", asked.senior());
        check("manager", asked.manager());
        if (asked.borneMost() < 1 || asked.borneMost() > MOST_BORNE) {
            throw InvalidRequest.field("borneMost", Texts.t("problems.settings.refused.borne", "most", MOST_BORNE));
        }
        if (asked.borneMonths() < 1 || asked.borneMonths() > LONGEST_MONTHS) {
            throw InvalidRequest.field(
                    "borneMonths", Texts.t("problems.settings.refused.borne", "most", LONGEST_MONTHS));
        }
        var trait = Optional.ofNullable(asked.valueTrait())
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .map(TraitValues::name)
                .orElse(null);
        jdbc.sql("""
                        insert into problem_settings (senior_id, manager_id, value_trait, borne_most, borne_months,
                                                      changed_at)
                        values (:senior, :manager, :trait, :borne, :months, :now)
                        on conflict (sole) do update
                           set senior_id = excluded.senior_id, manager_id = excluded.manager_id,
                               value_trait = excluded.value_trait, borne_most = excluded.borne_most,
                               borne_months = excluded.borne_months, changed_at = excluded.changed_at
                        """)
                .param("senior", asked.senior())
                .param("manager", asked.manager())
                .param("trait", trait)
                .param("borne", asked.borneMost())
                .param("months", asked.borneMonths())
                .param("now", Rows.at(clock.instant()))
                .update();
        audit.record("problem-settings.changed", SETTING, Texts.t("problems.settings"), Map.of());
    }

    private void check(String field, @Nullable UUID member) {
        if (member != null
                && named(member).filter(it -> it.role() != Role.VIEWER).isEmpty()) {
            throw InvalidRequest.field(field, Texts.t("problems.refused.member"));
        }
    }
}
