package io.keepwell.backup;

import io.keepwell.shared.Records;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The one row of the plan.
@Repository
class PlanStore {

    private final JdbcClient jdbc;

    PlanStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Plan plan() {
        return jdbc.sql("select nightly, at, keep, failed_at, failure from backup_plan")
                .query(Records.of(Plan.class))
                .single();
    }

    void set(boolean nightly, LocalTime at, int keep) {
        jdbc.sql("update backup_plan set nightly = :nightly, at = :at, keep = :keep")
                .param("nightly", nightly)
                .param("at", at)
                .param("keep", keep)
                .update();
    }

    void failed(Instant at, String why) {
        jdbc.sql("update backup_plan set failed_at = :at, failure = :why")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("why", why)
                .update();
    }

    void worked() {
        jdbc.sql("update backup_plan set failed_at = null, failure = null where failed_at is not null")
                .update();
    }
}
