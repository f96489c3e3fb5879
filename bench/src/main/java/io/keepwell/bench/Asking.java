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
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A survey asks many people of whom every tenth was asked last week and every twentieth wants no surveys, over a mail
/// server that takes everything: how long until all are decided about, until all letters are written, and until the
/// last one was taken; and how much memory that takes.
public final class Asking {

    private static final String TOKEN = "asking-token-0123456789-0123456789-0123456789";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path data;
    private final int people;
    private final int port;
    private final SinkSmtp sink = new SinkSmtp();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Process program;

    private Asking(Path data, int people) throws IOException {
        this.data = data;
        this.people = people;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        program = Program.start(
                data,
                port,
                data.resolveSibling(data.getFileName() + ".log"),
                Map.of("KEEPWELL_ADMIN_EMAIL", "admin@bench.test", "KEEPWELL_ADMIN_TOKEN", TOKEN));
    }

    /// @param args an empty folder, how many people
    public static void main(String[] args) throws Exception {
        if (args.length != 2) {
            System.err.println("bench/run io.keepwell.bench.Asking FOLDER PEOPLE");
            System.exit(64);
        }
        var asking = new Asking(Path.of(args[0]).toAbsolutePath(), Integer.parseInt(args[1]));
        try {
            asking.fill();
            asking.measure();
        } finally {
            asking.program.destroy();
            asking.program.waitFor();
        }
        System.exit(0);
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
                    select id, 'place', to_jsonb(n), now(), now() from person;
                    insert into survey_clock (customer_id, any_at)
                    select id, now() - interval '7 days' from person where n %% 10 = 0;
                    insert into suppressed_address (id, address, reason, since)
                    select gen_random_uuid(), 'person' || n || '@bench.test', 'no such user', now()
                      from person where n %% 20 = 1;
                    insert into mailbox (id, address, name, smtp_host, smtp_port, smtp_security, connected_at, created_at)
                    values (gen_random_uuid(), 'support@bench.test', 'The shop', '127.0.0.1', %2$d, 'none', now(), now());
                    analyze""".formatted(people, sink.port()).split(";")) {
                statement.execute(sql);
            }
        }
    }

    private void measure() throws Exception {
        // what was never run is compiled before it counts
        ask(survey(), 200);
        settle();
        moveClocks();
        var survey = survey();
        sink.byRecipient().clear();
        long cpu = Processes.cpu(program.pid());
        long database = Processes.databaseCpu(data);
        long begin = System.nanoTime();
        var wave = ask(survey, people);
        double answered = seconds(begin);
        double decided = 0;
        double written = 0;
        long most = 0;
        while (written == 0) {
            pause(250);
            most = Math.max(most, Processes.memory(program.pid()));
            if (decided == 0 && number(wave, "state = 'planned'") == 0 && gathered(wave)) {
                decided = seconds(begin);
            }
            if (decided > 0 && number(wave, "state = 'queued' and letter_id is null") == 0) {
                written = seconds(begin);
            }
        }
        settle();
        double taken = (sink.last() - begin) / 1e9;
        long asked = number(wave, "asked_at is not null");
        System.out.printf(
                Locale.ROOT,
                "%d meant: answered after %.1f s, all decided after %.1f s (%.0f per second), all letters written after"
                        + " %.1f s, last one taken after %.1f s: %d asked, %.1f per second; CPU of a person: program %.1f"
                        + " ms, database %.1f ms; load %s%n",
                people,
                answered,
                decided,
                people / decided,
                written,
                taken,
                asked,
                asked / taken,
                (Processes.cpu(program.pid()) - cpu) / (double) people,
                (Processes.databaseCpu(data) - database) / (double) people,
                Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        System.out.printf("memory: program %d MB at most, database %d MB%n", most, Processes.databaseMemory(data));
        System.out.printf(
                "throttled %d, suppressed %d, letters taken %d, more than one to somebody: %b%n",
                number(wave, "state = 'throttled'"),
                number(wave, "state = 'suppressed'"),
                sink.byRecipient().size(),
                sink.byRecipient().values().stream().anyMatch(times -> times > 1));
    }

    private String survey() throws IOException {
        return json(call("/api/v1/surveys", """
                        {"type":"nps","name":"How are we","channel":"email","privacy":"identified"}
                        """)).path("id").asString();
    }

    private String ask(String survey, int first) throws IOException {
        var answer = call("/api/v1/surveys/" + survey + "/waves", """
                {"rule":{"all":[{"name":"place","operator":"at-most","value":%d}]}}
                """.formatted(first));
        if (answer.statusCode() != 201) {
            throw new IOException(answer.body());
        }
        return json(answer).path("id").asString();
    }

    /// Those whom the warm-up asked may be asked again.
    private void moveClocks() throws IOException, SQLException {
        try (var connection = Program.database(data);
                var statement = connection.createStatement()) {
            statement.execute("update survey_clock set any_at = any_at - interval '1 year',"
                    + " relationship_at = relationship_at - interval '1 year' where any_at > now() - interval '1 day'");
            statement.execute("delete from survey_own_clock");
        }
    }

    private boolean gathered(String wave) throws IOException, SQLException {
        return value("select count(*) from survey_wave where gathered and id = '" + wave + "'") == 1;
    }

    private long number(String wave, String condition) throws IOException, SQLException {
        return value("select count(*) from survey_invitation where wave_id = '" + wave + "' and " + condition);
    }

    private long value(String sql) throws IOException, SQLException {
        try (var connection = Program.database(data);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void settle() throws IOException, SQLException {
        long end = System.nanoTime() + Duration.ofHours(2).toNanos();
        while (System.nanoTime() < end
                && value("select (select count(*) from survey_invitation where state in ('planned', 'queued', 'sending'))"
                                + " + (select count(*) from outbox where state in ('queued', 'sending', 'handing-over'))")
                        > 0) {
            pause(200);
        }
    }

    private HttpResponse<String> call(String path, String body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
