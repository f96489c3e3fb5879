package io.keepwell.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Everybody whom a problem hit is told that it is fixed, over a mail server that takes everything: how long
/// from "send" to the last letter taken. Then some of them are told again and again, each time of another
/// problem, with the process killed at a random moment: in the end everybody has one letter, or one that is
/// uncertain and that a person sent again.
public final class Telling {

    private static final String TOKEN = "telling-token-0123456789-0123456789-0123456789";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path data;
    private final int people;
    private final int port;
    private final Random random = new Random(7);
    private final SinkSmtp sink = new SinkSmtp();
    private final HttpClient client = HttpClient.newHttpClient();
    private Process program;

    private Telling(Path data, int people) throws IOException {
        this.data = data;
        this.people = people;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        program = start();
    }

    /// @param args an empty folder, how many people; and, where wanted, how many runs with a kill and how many
    ///             people are told in each. The property `bench.jvm` names further options of the program
    public static void main(String[] args) throws Exception {
        if (args.length != 2 && args.length != 4) {
            System.err.println("bench/run io.keepwell.bench.Telling FOLDER PEOPLE [RUNS PEOPLE_EACH]");
            System.exit(64);
        }
        var telling = new Telling(Path.of(args[0]).toAbsolutePath(), Integer.parseInt(args[1]));
        try {
            telling.fill();
            telling.measure();
            if (args.length == 4) {
                telling.kill(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
            }
        } finally {
            telling.program.destroy();
            telling.program.waitFor();
        }
        System.exit(0);
    }

    private Process start() throws IOException {
        return Program.start(
                data,
                port,
                data.resolveSibling(data.getFileName() + ".log"),
                Map.of("KEEPWELL_ADMIN_EMAIL", "admin@bench.test", "KEEPWELL_ADMIN_TOKEN", TOKEN));
    }

    private void fill() throws IOException, SQLException {
        try (var connection = Program.database(data);
                var statement = connection.createStatement()) {
            for (var sql : """
                    create temporary table person as
                    select n, gen_random_uuid() as id, gen_random_uuid() as account from generate_series(1, %1$d) n;
                    insert into account (id, name, one_person, created_at)
                    select account, 'Person ' || n, true, now() from person;
                    insert into customer (id, account_id, name, created_at, first_seen_at, last_seen_at)
                    select id, account, 'Ana Person' || n, now(), now(), now() from person;
                    insert into customer_identifier (type, value, customer_id, added_at)
                    select 'email', 'person' || n || '@bench.test', id, now() from person;
                    insert into customer_trait (customer_id, name, value, at, received_at)
                    select id, 'bank', '"Nordbank"', now(), now() from person;
                    insert into customer_trait (customer_id, name, value, at, received_at)
                    select id, 'place', to_jsonb(n), now(), now() from person;
                    insert into mailbox (id, address, name, smtp_host, smtp_port, smtp_security, connected_at, created_at)
                    values (gen_random_uuid(), 'support@bench.test', 'The shop', '127.0.0.1', %2$d, 'none', now(), now());
                    analyze""".formatted(people, sink.port()).split(";")) {
                statement.execute(sql);
            }
        }
    }

    private void measure() throws Exception {
        // what was never run is compiled before it counts
        tell(problem(20, "Warming up"), 20);
        settle();
        var problem = problem(people, "No sync");
        long commits = number("select xact_commit from pg_stat_database where datname = current_database()");
        long program = Processes.cpu(this.program.pid());
        long database = Processes.databaseCpu(data);
        sink.byRecipient().clear();
        long begin = System.nanoTime();
        tell(problem, people);
        double answered = (System.nanoTime() - begin) / 1e9;
        double written = 0;
        while (sink.byRecipient().size() < people) {
            if (written == 0 && number("select count(*) from notice where state = 'queued'") == 0) {
                written = (System.nanoTime() - begin) / 1e9;
            }
            pause(250);
            if (System.nanoTime() - sink.last() > Duration.ofMinutes(3).toNanos() && sink.last() > begin) {
                break;
            }
        }
        double seconds = (sink.last() - begin) / 1e9;
        program = Processes.cpu(this.program.pid()) - program;
        database = Processes.databaseCpu(data) - database;
        settle();
        commits = number("select xact_commit from pg_stat_database where datname = current_database()") - commits;
        System.out.printf(
                Locale.ROOT,
                "%d told: answered after %.1f s, all written after %.1f s, last letter taken after %.1f s: %.1f per second;"
                        + " CPU of a letter: program %.1f ms, database %.1f ms, %.1f transactions; load %s%n",
                people,
                answered,
                written,
                seconds,
                people / seconds,
                program / (double) people,
                database / (double) people,
                commits / (double) people,
                Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        System.out.printf(
                "memory: program %d MB, database %d MB%n",
                Processes.memory(this.program.pid()), Processes.databaseMemory(data));
        System.out.println(check(problem, people, new int[2]));
    }

    private void kill(int runs, int each) throws Exception {
        var all = new int[2];
        long wrong = 0;
        long window = 0;
        for (int run = 0; run <= runs; run++) {
            var problem = problem(each, "Run " + run);
            sink.byRecipient().clear();
            long begin = System.nanoTime();
            tell(problem, each);
            if (run > 0) {
                long until = begin + (long) (window * random.nextDouble());
                while (System.nanoTime() < until) {
                    pause(1);
                }
                program.destroyForcibly().waitFor();
                program = start();
            }
            settle();
            if (run == 0) {
                // so long it takes when nobody kills it
                window = (sink.last() - begin) * 11 / 10;
                System.out.printf(Locale.ROOT, "%d people take %.1f s%n", each, (sink.last() - begin) / 1e9);
            }
            var found = check(problem, each, all);
            wrong += found.startsWith("WRONG") ? 1 : 0;
            System.out.printf("run %d: %s%n", run, found);
        }
        System.out.printf(
                "%d runs with a kill, %d people each: %d wrong; %d letters uncertain, %d of which had not arrived and were sent"
                        + " again by hand%n",
                runs, each, wrong, all[0], all[1]);
    }

    /// Whether everybody has one letter, after what is uncertain and did not arrive was sent again.
    ///
    /// @param all counts what was uncertain, and what of it had not arrived
    private String check(String problem, int each, int[] all) throws Exception {
        var wrong = new ArrayList<String>();
        long rows = number("select count(*) from notice where problem_id = '" + problem + "'");
        long persons = number("select count(distinct customer_id) from notice where problem_id = '" + problem + "'");
        if (rows != each || persons != each) {
            wrong.add(rows + " rows of " + persons + " people");
        }
        int uncertain = 0;
        int again = 0;
        var states = """
                select n.id || ' ' || n.state || ' ' || i.value
                  from notice n
                  join customer_identifier i on i.customer_id = n.customer_id and i.type = 'email'
                 where n.problem_id = '%s'
                """.formatted(problem);
        for (var row : list(states)) {
            var parts = row.split(" ");
            int came = sink.byRecipient().getOrDefault(parts[2], 0);
            if (came > 1) {
                wrong.add(parts[2] + " has " + came);
            }
            switch (parts[1]) {
                case "sent" -> {
                    if (came == 0) {
                        wrong.add(parts[2] + " has none");
                    }
                }
                case "uncertain" -> {
                    uncertain++;
                    if (came == 0) {
                        again++;
                        call("POST", "/api/v1/problems/notices/" + parts[0] + "/try-again", "{}");
                    }
                }
                default -> wrong.add(parts[2] + " is " + parts[1]);
            }
        }
        if (again > 0) {
            settle();
        }
        long ones = sink.byRecipient().values().stream().filter(times -> times == 1).count();
        if (ones != each) {
            wrong.add(ones + " have one letter");
        }
        all[0] += uncertain;
        all[1] += again;
        return wrong.isEmpty()
                ? "exact: " + each + " have one letter, " + uncertain + " uncertain"
                : "WRONG: " + String.join("; ", wrong.subList(0, Math.min(5, wrong.size())));
    }

    private String problem(int first, String title) throws IOException {
        var made = json(call("POST", "/api/v1/problems", "{\"title\":\"" + title + "\"}"));
        var id = made.path("id").asString();
        var answer = call("PUT", "/api/v1/problems/" + id + "/exposure-rule", """
                {"traits":{"all":[{"name":"place","operator":"at-most","value":%d}]}}
                """.formatted(first));
        if (answer.statusCode() != 200) {
            throw new IOException(answer.body());
        }
        return id;
    }

    private void tell(String problem, int confirm) throws IOException {
        var answer = call("POST", "/api/v1/problems/" + problem + "/fix", """
                {"whatChanged":"We look twice.","text":"It works again.","holdMinutes":0,"confirm":%d}
                """.formatted(confirm));
        if (answer.statusCode() != 200) {
            throw new IOException(answer.body());
        }
    }

    private void settle() throws IOException, SQLException {
        while (number("select (select count(*) from notice where state in ('queued', 'sending'))"
                        + " + (select count(*) from outbox where state in ('queued', 'sending', 'handing-over'))")
                > 0) {
            pause(100);
        }
    }

    private HttpResponse<String> call(String method, String path, String body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private long number(String sql) throws IOException, SQLException {
        return Long.parseLong(list(sql).getFirst());
    }

    private List<String> list(String sql) throws IOException, SQLException {
        try (var connection = Program.database(data);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
