package io.keepwell.problems.overdue;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.team.Role;
import io.keepwell.team.TeamSetup;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whoever promised an update is reminded of it.
@WholeApplication
class OverdueTests {

    @LocalServerPort
    int port;

    @Autowired
    OverdueUpdates updates;

    @Autowired
    TeamSetup setup;

    @Autowired
    JdbcClient jdbc;

    @Test
    @DisplayName("14: an update that does not come is asked for when it is due and once a day, until there is one")
    void remindsOnceADay() {
        var owner = setup.member(
                        UUID.randomUUID() + "@keepwell.test", "Olga", Role.PRODUCT_MANAGER, Locale.ENGLISH, null)
                .id();
        var api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        var id = api.post("/api/v1/problems", "{'title':'No sync','owner':'" + owner + "'}")
                .json()
                .path("id")
                .asString();
        api.patch("/api/v1/problems/" + id, "{'updateHours':4}");
        api.post("/api/v1/problems/" + id + "/announce", "{'text':'We know of it.'}");
        var problem = UUID.fromString(id);
        updates.remind();
        assertThat(reminders(owner)).isZero();

        goBy(problem, "5 hours");
        updates.remind();
        updates.remind();
        assertThat(reminders(owner)).isEqualTo(1);
        assertThat(updates.dueAt(problem)).isPresent();

        for (int day = 1; day <= 2; day++) {
            goBy(problem, "1 day");
            updates.remind();
            updates.remind();
            assertThat(reminders(owner)).isEqualTo(1 + day);
        }

        api.post("/api/v1/problems/" + id + "/update", "{'text':'We test the repair.'}");
        updates.remind();
        assertThat(updates.dueAt(problem)).isEmpty();
        assertThat(reminders(owner)).isEqualTo(3);
    }

    /// As if that much time had passed for this problem, and for what was said of it.
    private void goBy(UUID problem, String time) {
        for (var past : new String[] {
            "update problem_episode set update_due_at = update_due_at - :time::interval where problem_id = :problem",
            "update problem_reminder set due_at = due_at - :time::interval where problem_id = :problem",
            "update notification set created_at = created_at - :time::interval where problem_id = :problem"
        }) {
            jdbc.sql(past).param("time", time).param("problem", problem).update();
        }
    }

    private int reminders(UUID member) {
        return jdbc.sql("""
                        select coalesce(sum(times), 0)::int
                          from notification
                         where member_id = :member
                           and kind = 'update-overdue'
                        """).param("member", member).query(Integer.class).single();
    }
}
