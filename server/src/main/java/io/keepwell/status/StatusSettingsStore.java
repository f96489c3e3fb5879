package io.keepwell.status;

import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The row of the settings.
@Repository
class StatusSettingsStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    StatusSettingsStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    StatusSettings settings() {
        return jdbc.sql("select enabled, elsewhere, company, about, colour, mailbox_id from status_settings")
                .query((row, n) -> new StatusSettings(
                        row.getBoolean("enabled"),
                        row.getString("elsewhere"),
                        row.getString("company"),
                        row.getString("about"),
                        row.getString("colour"),
                        row.getObject("mailbox_id", UUID.class)))
                .optional()
                .orElse(StatusSettings.NONE);
    }

    void keep(StatusSettings settings) {
        jdbc.sql("""
            insert into status_settings (enabled, elsewhere, company, about, colour, mailbox_id, changed_at)
            values (:enabled, :elsewhere, :company, :about, :colour, :mailbox, :now)
            on conflict (one) do update
               set enabled = excluded.enabled, elsewhere = excluded.elsewhere, company = excluded.company,
                   about = excluded.about, colour = excluded.colour, mailbox_id = excluded.mailbox_id,
                   changed_at = excluded.changed_at
            """)
                .param("enabled", settings.enabled())
                .param("elsewhere", settings.elsewhere())
                .param("company", settings.company())
                .param("about", settings.about())
                .param("colour", settings.colour())
                .param("mailbox", settings.mailbox())
                .param("now", Columns.at(clock.instant()))
                .update();
    }
}
