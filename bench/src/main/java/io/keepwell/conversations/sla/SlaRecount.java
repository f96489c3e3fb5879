package io.keepwell.conversations.sla;

import io.keepwell.Keepwell;
import io.keepwell.conversations.sla.Clockwork.Verdicts;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Works out the clocks of 100,000 open conversations anew, from rows to rows, with the application and its embedded
/// PostgreSQL on the same machine. Each conversation has three letters, two changes of state and three clocks.
///
/// Three cases: nothing differs, so that all is read and counted and nothing written; every target moves, so that every
/// open clock is written, its old target kept and its conversation placed anew; and the counting alone.
public final class SlaRecount {

    private static final int CONVERSATIONS = 100_000;
    private static final int BATCH = 1_000;
    private static final int RUNS = 5;

    private final JdbcClient jdbc;
    private final Clockwork clockwork;
    private final ClockStore clocks;
    private final Agreements agreements;
    private final SlaPolicyStore policies;
    private final Clock clock;

    private SlaRecount(org.springframework.context.ApplicationContext application) {
        jdbc = application.getBean(JdbcClient.class);
        clockwork = application.getBean(Clockwork.class);
        clocks = application.getBean(ClockStore.class);
        agreements = application.getBean(Agreements.class);
        policies = application.getBean(SlaPolicyStore.class);
        clock = application.getBean(Clock.class);
        application.getBean(TransactionTemplate.class).executeWithoutResult(status -> fill());
    }

    public static void main(String[] args) throws Exception {
        var data = Files.createTempDirectory("keepwell-bench");
        var program = new SpringApplication(Keepwell.class);
        program.setDefaultProperties(Map.of(
                "keepwell.data", data.toString(),
                "keepwell.port", "0",
                "keepwell.secret", "a secret for measuring only",
                "keepwell.admin.email", "admin@bench.test",
                "keepwell.admin.password", "correct horse battery"));
        try (var application = program.run()) {
            new SlaRecount(application).measure();
        }
    }

    private void fill() {
        jdbc.sql("""
                        insert into account (id, name, one_person, created_at)
                        select gen_random_uuid(), 'Account ' || n, true, now() from generate_series(1, 1000) n
                        """).update();
        jdbc.sql("""
                        insert into customer (id, account_id, name, created_at, first_seen_at, last_seen_at)
                        select gen_random_uuid(), id, name, now(), now(), now() from account
                        """).update();
        jdbc.sql("""
                        with people as (select id, row_number() over () as place from customer)
                        insert into conversation (id, subject, channel, customer_id, state, priority, created_at,
                                                  last_message_at, changed_at)
                        select gen_random_uuid(), 'Where is my export, number ' || n, 'api', p.id, 'open',
                               (array['low', 'normal', 'high', 'urgent'])[1 + n % 4],
                               now() - make_interval(mins => n % 20000), now(), now()
                          from generate_series(1, :conversations) n
                          join people p on p.place = 1 + n % 1000
                        """).param("conversations", CONVERSATIONS).update();
        for (var letter : List.of("in 0", "out 60", "in 90")) {
            var part = letter.split(" ");
            jdbc.sql("""
                            insert into message (id, conversation_id, direction, type, author_name, text, sent_at, created_at)
                            select gen_random_uuid(), id, :direction, 'message', 'Somebody',
                                   'A letter of a few words, as people write them when something does not work.',
                                   created_at + make_interval(mins => :later), created_at + make_interval(mins => :later)
                              from conversation
                            """)
                    .param("direction", part[0])
                    .param("later", Integer.parseInt(part[1]))
                    .update();
        }
        for (var change : List.of("new pending 61", "pending open 90")) {
            var part = change.split(" ");
            jdbc.sql("""
                            insert into conversation_event (id, conversation_id, at, kind, old_value, new_value)
                            select gen_random_uuid(), id, created_at + make_interval(mins => :later), 'state', :before, :after
                              from conversation
                            """)
                    .param("later", Integer.parseInt(part[2]))
                    .param("before", part[0])
                    .param("after", part[1])
                    .update();
        }
        policies.insert(policy(UUID.randomUUID(), 8));
    }

    /// Answers within hours, and a solution within ten times that.
    private static SlaPolicy policy(UUID id, int hours) {
        var targets = Map.of(
                "low", target(hours * 4),
                "normal", target(hours * 3),
                "high", target(hours * 2),
                "urgent", target(hours));
        return PolicyReading.read(id, "Bench", 1, null, new PolicyContent(null, targets, null, null, null, null));
    }

    private static Map<String, Integer> target(int hours) {
        return Map.of("first-response", hours * 60, "next-response", hours * 60, "resolution", hours * 600);
    }

    private void measure() {
        jdbc.sql("analyze").update();
        run("first", 1, () -> all(true));
        jdbc.sql("vacuum analyze sla_clock").update();
        run("nothing differs", RUNS, () -> all(true));
        var id = policies.all().getFirst().id();
        var hours = new int[] {8};
        run("every target moves", RUNS, () -> {
            hours[0]++;
            policies.update(policy(id, hours[0]));
            all(true);
        });
        run("counting alone", RUNS, () -> all(false));
        System.out.printf(
                "rows: %d clocks, %d former targets%n",
                jdbc.sql("select count(*) from sla_clock").query(Long.class).single(),
                jdbc.sql("select count(*) from sla_clock_former").query(Long.class).single());
    }

    private void all(boolean keeping) {
        var after = new UUID(0, 0);
        while (true) {
            var ids = jdbc.sql("""
                            select id from conversation
                             where id > :after and state not in ('solved', 'closed')
                             order by id limit :limit
                            """)
                    .param("after", after)
                    .param("limit", BATCH)
                    .query((row, n) -> row.getObject(1, UUID.class))
                    .list();
            if (ids.isEmpty()) {
                return;
            }
            if (keeping) {
                clockwork.reckon(ids, Verdicts.STAND);
            } else {
                count(ids);
            }
            after = ids.getLast();
        }
    }

    private void count(List<UUID> ids) {
        var setUp = agreements.now();
        for (var facts : clocks.look(ids)) {
            var agreement = setUp.of(facts.subject());
            Clocks.of(agreement.terms(), agreement.counting().time(), facts.story(), clock.instant());
        }
    }

    private static void run(String what, int runs, Runnable work) {
        var took = new ArrayList<Long>();
        for (int i = 0; i < runs; i++) {
            long begin = System.nanoTime();
            work.run();
            took.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
        }
        var sorted = took.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%s: median %.1f s of %d runs (%s ms)%n",
                what,
                sorted.get(sorted.size() / 2) / 1000.0,
                runs,
                took);
    }
}
