package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;
import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Audit;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Keeps what holds for asking in all surveys.
@Service
public class AskingRules {

    // one setting for the whole house: the audit log wants an id
    private static final UUID SETTING = new UUID(0, 442);

    private final JdbcClient jdbc;
    private final Audit audit;
    private final Clock clock;

    AskingRules(JdbcClient jdbc, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /// What holds now.
    public AskingSettings now() {
        return jdbc.sql("""
                        select any_pause_days, relationship_pause_days, account_cap, count_unconfirmed
                          from survey_settings
                        """)
                .query((row, n) -> new AskingSettings(
                        row.getInt("any_pause_days"),
                        row.getInt("relationship_pause_days"),
                        row.getObject("account_cap", Integer.class),
                        row.getBoolean("count_unconfirmed")))
                .optional()
                .orElse(AskingSettings.USUAL);
    }

    /// Sets all of it.
    ///
    /// @throws InvalidRequest with everything that is out of bounds
    @Transactional
    AskingSettings change(AskingSettings asked) {
        var wrong = new ArrayList<InvalidRequest.FieldError>();
        within(wrong, "anyPauseDays", asked.anyPauseDays(), 365);
        within(wrong, "relationshipPauseDays", asked.relationshipPauseDays(), 730);
        within(wrong, "accountCap", asked.accountCap(), 1000);
        if (!wrong.isEmpty()) {
            throw new InvalidRequest(wrong.getFirst().message(), wrong);
        }
        jdbc.sql("""
                        insert into survey_settings (any_pause_days, relationship_pause_days, account_cap,
                                                     count_unconfirmed, changed_at)
                        values (:any, :relationship, :cap, :unconfirmed, :now)
                        on conflict (sole) do update
                           set any_pause_days = excluded.any_pause_days,
                               relationship_pause_days = excluded.relationship_pause_days,
                               account_cap = excluded.account_cap, count_unconfirmed = excluded.count_unconfirmed,
                               changed_at = excluded.changed_at
                        """)
                .param("any", asked.anyPauseDays())
                .param("relationship", asked.relationshipPauseDays())
                .param("cap", asked.accountCap())
                .param("unconfirmed", asked.countUnconfirmed())
                .param("now", clock.instant().atOffset(UTC))
                .update();
        audit.record(
                "asking-settings.changed",
                SETTING,
                t("surveys.settings.title"),
                Map.of(
                        "any", asked.anyPauseDays(),
                        "relationship", asked.relationshipPauseDays(),
                        "unconfirmed", asked.countUnconfirmed() ? "yes" : "no"));
        return asked;
    }

    private static void within(
            ArrayList<InvalidRequest.FieldError> wrong, String field, @Nullable Integer value, int most) {
        if (value != null && (value < 1 || value > most)) {
            wrong.add(new InvalidRequest.FieldError(field, t("surveys.settings.refused", "most", most)));
        }
    }
}
