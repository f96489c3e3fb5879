package io.keepwell.demo;

import static java.time.ZoneOffset.UTC;

import io.keepwell.platform.Keys;
import io.keepwell.shared.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Pennyfold's tracker, with the issue of the trouble with Nordbank. Its server has a name that can never lead
/// anywhere (RFC 6761), so nothing leaves this machine.
@Component
@DemoOnly
class DemoTracker {

    private static final String BASE = "https://git.pennyfold.example";
    private static final int ISSUE = 318;

    private final Keys keys;
    private final JdbcClient jdbc;
    private final Clock clock;

    DemoTracker(Keys keys, JdbcClient jdbc, Clock clock) {
        this.keys = keys;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void setUp() {
        var problem = problem();
        if (problem.isPresent() && claim()) {
            link(problem.get(), connect());
        }
    }

    private Optional<UUID> problem() {
        return jdbc.sql("select id from problem where public_title = :title order by number limit 1")
                .param("title", DemoProblems.PUBLIC_TITLE)
                .query((row, n) -> row.getObject("id", UUID.class))
                .optional();
    }

    private UUID connect() {
        var id = Ids.next();
        jdbc.sql("""
                        insert into tracker_connection (id, kind, name, base, project, remote_id, token, hook_key, hook_secret,
                                                        heard_at, signed_since, created_at, changed_at)
                        values (:id, 'gitlab', 'Pennyfold banking', :base, 'pennyfold/banking', 42, :token, :key, :secret,
                                :heard, :heard, :heard, :heard)
                        """)
                .param("id", id)
                .param("base", BASE)
                .param("token", keys.encrypt("no token: this is the demo"))
                .param("key", "demo-" + id)
                .param("secret", keys.encrypt(UUID.randomUUID().toString()))
                .param("heard", clock.instant().minus(Duration.ofHours(2)).atOffset(UTC))
                .update();
        return id;
    }

    private void link(UUID problem, UUID connection) {
        var begun = clock.instant().minus(Duration.ofHours(25));
        jdbc.sql("""
                        insert into tracker_issue (id, problem_id, connection_id, title, state, number, url, created_by,
                                                   created_at, heard_at, remote_at)
                        select :id, p.id, :connection, p.title, 'open', :number, :url, p.owner_id, :begun, :heard, :heard
                          from problem p where p.id = :problem
                        """)
                .param("id", Ids.next())
                .param("connection", connection)
                .param("number", ISSUE)
                .param("url", BASE + "/pennyfold/banking/-/issues/" + ISSUE)
                .param("begun", begun.atOffset(UTC))
                .param("heard", clock.instant().minus(Duration.ofHours(2)).atOffset(UTC))
                .param("problem", problem)
                .update();
    }

    private boolean claim() {
        return jdbc.sql("""
                        insert into installation (key, value) values ('demo-tracker', :at)
                        on conflict (key) do nothing
                        """).param("at", clock.instant().toString()).update() == 1;
    }
}
