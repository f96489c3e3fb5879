package io.keepwell.demo;

import static java.time.ZoneOffset.UTC;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.problems.Areas;
import io.keepwell.shared.Ids;
import io.keepwell.status.ComponentState;
import io.keepwell.status.Hit;
import io.keepwell.status.Incident;
import io.keepwell.status.IncidentState;
import io.keepwell.status.Incidents;
import io.keepwell.status.NewIncident;
import io.keepwell.status.StatusComponent;
import io.keepwell.status.StatusSettings;
import io.keepwell.status.StatusSetup;
import io.keepwell.status.Telling;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Pennyfold's status page: the trouble with Nordbank in the middle of its life, something that is over,
/// and maintenance to come. Set up once, also where the company was there before the page was.
@Component
@DemoOnly
class DemoStatus {

    private static final int READERS = 4;

    private final StatusSetup setup;
    private final Incidents incidents;
    private final Areas areas;
    private final KeepwellSettings settings;
    private final JdbcClient jdbc;
    private final Clock clock;

    DemoStatus(
            StatusSetup setup,
            Incidents incidents,
            Areas areas,
            KeepwellSettings settings,
            JdbcClient jdbc,
            Clock clock) {
        this.setup = setup;
        this.incidents = incidents;
        this.areas = areas;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void setUp() {
        var problem = problem();
        if (problem.isEmpty() || !claim()) {
            return;
        }
        setup.change(new StatusSettings(
                true,
                null,
                "Pennyfold",
                "Something else is wrong? Write to Mara and her colleagues in the app.",
                "#0f766e",
                null));
        var money = setup.group(null, "Money in and out", 0).id();
        var banks = show("Bank connections", money, 0);
        var cards = show("Card payments", money, 1);
        show("App and web", null, 0);
        var receipts = show("Receipts and exports", null, 1);
        var now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        receiptsWereLate(receipts, now.minus(Duration.ofDays(9)));
        nordbank(problem.get(), banks, now.minus(Duration.ofHours(26)));
        var night = now.atZone(settings.zone())
                .truncatedTo(ChronoUnit.DAYS)
                .plusDays(3)
                .withHour(2)
                .toInstant();
        incidents.publish(new NewIncident(
                "A new home for the card terminal",
                "We move what talks to the card schemes to newer machines. Payments by card may be refused for some"
                        + " minutes; try again then, nothing is charged twice.",
                IncidentState.PLANNED,
                List.of(new Hit(cards.id(), ComponentState.MAINTENANCE)),
                null,
                night,
                night.plus(Duration.ofHours(2)),
                Telling.EVERYBODY));
    }

    private Optional<UUID> problem() {
        return jdbc.sql("select id from problem where public_title = :title order by number limit 1")
                .param("title", DemoProblems.PUBLIC_TITLE)
                .query((row, n) -> row.getObject("id", UUID.class))
                .optional();
    }

    private StatusComponent show(String area, @Nullable UUID group, int position) {
        return setup.show(areas.named(area).id(), area, group, position, true);
    }

    private void receiptsWereLate(StatusComponent receipts, Instant at) {
        var late = incidents.publish(new NewIncident(
                "Receipts arrive late",
                "Receipts that you photograph show up hours later. Nothing is lost.",
                IncidentState.INVESTIGATING,
                List.of(new Hit(receipts.id(), ComponentState.DEGRADED)),
                null,
                null,
                null,
                Telling.EVERYBODY));
        say(
                late,
                "One of two machines that read receipts had stopped. It runs again and works off what waits.",
                IncidentState.WATCHING);
        say(late, "All receipts are there. From now on we are woken when one of the two stops.", IncidentState.FIXED);
        happened(late, at, Duration.ofMinutes(95));
    }

    private void nordbank(UUID problem, StatusComponent banks, Instant at) {
        var incident = incidents.publish(new NewIncident(
                DemoProblems.PUBLIC_TITLE,
                "Accounts at Nordbank show no new transactions. Other banks are not affected. We are looking into it.",
                IncidentState.INVESTIGATING,
                List.of(new Hit(banks.id(), ComponentState.PARTIAL)),
                problem,
                null,
                null,
                Telling.EVERYBODY));
        say(
                incident,
                "Nordbank has changed how it lets us in, and we need a new certificate from them. It is ordered. Until"
                        + " then transactions can be brought in as a CSV file from Nordbank's own site.",
                IncidentState.IDENTIFIED);
        happened(incident, at, Duration.ofHours(4));
        readers(problem, incident, at);
    }

    private void say(Incident incident, String text, IncidentState state) {
        incidents.update(incident.id(), new Incidents.Said(text, state, null, Telling.EVERYBODY));
    }

    /// As if it had happened then, a post after the other.
    private void happened(Incident incident, Instant at, Duration between) {
        jdbc.sql("""
            update status_post p
               set at = :at + (o.n - 1) * make_interval(secs => :seconds)
              from (select id, row_number() over (order by at, id) as n
                      from status_post
                     where incident_id = :id) o
             where o.id = p.id
            """)
                .param("at", at.atOffset(UTC))
                .param("seconds", between.toSeconds())
                .param("id", incident.id())
                .update();
        jdbc.sql("""
            update status_incident
               set begun_at = :at,
                   over_at  = case when over_at is null then null
                                   else (select max(at) from status_post where incident_id = :id) end
             where id = :id
            """).param("at", at.atOffset(UTC)).param("id", incident.id()).update();
    }

    /// Some of those it hits asked to be told, and were told of the beginning.
    private void readers(UUID problem, Incident incident, Instant at) {
        var addresses = jdbc.sql("""
            select distinct i.value
              from problem_link l
              join customer_identifier i on i.customer_id = l.customer_id and i.type = 'email'
             where l.problem_id = :problem
             order by i.value
             limit :most
            """)
                .param("problem", problem)
                .param("most", READERS)
                .query((row, n) -> row.getString(1))
                .list();
        for (var address : addresses) {
            var id = Ids.next();
            jdbc.sql("""
                insert into status_subscriber (id, email, locale, state, created_at, confirmed_at)
                values (:id, :email, 'en', 'active', :at, :at)
                """)
                    .param("id", id)
                    .param("email", address)
                    .param("at", at.minus(Duration.ofDays(20)).atOffset(UTC))
                    .update();
            jdbc.sql("insert into status_scope (subscriber_id) values (:id)")
                    .param("id", id)
                    .update();
            jdbc.sql("""
                insert into status_mail (id, post_id, subscriber_id, state, changed_at)
                select gen_random_uuid(), id, :id, 'delivered', at from status_post where incident_id = :incident
                """).param("id", id).param("incident", incident.id()).update();
        }
    }

    private boolean claim() {
        return jdbc.sql("""
            insert into installation (key, value) values ('demo-status', :at)
            on conflict (key) do nothing
            """).param("at", clock.instant().toString()).update() == 1;
    }
}
