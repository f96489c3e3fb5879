package io.keepwell.bench;

import io.keepwell.Keepwell;
import java.io.IOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/// The desk with 1,000,000 conversations and 5,000,000 messages: a view of the inbox with its counts, opening a
/// conversation, and search; 8 clients at once. The program runs as its own process with the heap of the
/// launcher and its embedded PostgreSQL; the clients run beside it on the same cores.
///
/// 2 % of the conversations are open. Texts have 40 words out of 30,000, the n-th as frequent as 1/n; 20,000
/// different ones repeat. The 100 words and pairs that are searched for match between 10 and half a million
/// messages.
public final class DeskAtAMillion {

    private static final int CONVERSATIONS = 1_000_000;
    private static final int MESSAGES_EACH = 5;
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final Path data;
    private final Duration measured;
    private final int clients;
    private final int port;
    private HttpClient client = HttpClient.newHttpClient();

    private DeskAtAMillion(Path data, Duration measured, int clients, int port) {
        this.data = data;
        this.measured = measured;
        this.clients = clients;
        this.port = port;
    }

    /// @param args the data folder, filled where it is empty, which takes some minutes, else measured as it is;
    ///             and for how many seconds each case is measured, after a quarter of that to warm up, 60
    ///             unless said otherwise; and how many clients there are, 8 unless said otherwise. The property
    ///             `bench.only` names the cases by a regular expression, and `bench.jvm` further options of the
    ///             program
    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            System.err.println("Say which data folder, with 15 GB to spare: bench/run io.keepwell.bench.DeskAtAMillion FOLDER");
            System.exit(64);
        }
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var bench = new DeskAtAMillion(
                Path.of(args[0]).toAbsolutePath(),
                Duration.ofSeconds(args.length > 1 ? Long.parseLong(args[1]) : 60),
                args.length > 2 ? Integer.parseInt(args[2]) : 8,
                port);
        var program = bench.start();
        try {
            bench.fill();
            bench.measure(program);
        } finally {
            program.destroy();
            program.waitFor();
        }
    }

    private Process start() throws IOException {
        return Program.start(
                data,
                port,
                data.resolveSibling(data.getFileName() + ".log"),
                Map.of(
                        "KEEPWELL_ADMIN_EMAIL", "admin@bench.test",
                        "KEEPWELL_ADMIN_PASSWORD", "correct horse battery",
                        "KEEPWELL_BACKUP_BEFORE_UPGRADE", "false"));
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).GET();
    }

    // --- filling

    private void fill() throws IOException, SQLException {
        try (var connection = Program.database(data)) {
            if (Long.parseLong(ask(connection, "select count(*) from (select 1 from conversation limit 1) any_of_them")) > 0) {
                return;
            }
            System.out.println("Filling " + data);
            run(connection, "set session_replication_role = replica");
            run(connection, "set maintenance_work_mem = '1GB'");
            run(connection, "set synchronous_commit = off");
            run(connection, "drop index search_entry_words");
            run(connection, """
                    create temporary table word as
                    select n, 'w' || md5(n::text)::varchar(6) as word from generate_series(1, 30000) n
                    """);
            run(connection, "create unique index on word (n)");
            run(connection, """
                    create table bench_text as
                    select t.n, string_agg(w.word, ' ' order by t.place) as text
                      from (select n, place, floor(30000 ^ random())::int as word
                              from generate_series(0, 19999) n, generate_series(1, 40) place) t
                      join word w on w.n = t.word
                     group by t.n
                    """);
            run(connection, "create unique index on bench_text (n)");
            run(connection, "create table bench_word as select n, word from word");
            run(connection, """
                    insert into account (id, name, one_person, created_at)
                    select gen_random_uuid(), 'Account ' || n, true, now() from generate_series(1, 50000) n
                    """);
            run(connection, """
                    create temporary table person as
                    select row_number() over () - 1 as n, gen_random_uuid() as id, id as account from account
                    """);
            run(connection, "create unique index on person (n)");
            run(connection, """
                    insert into customer (id, account_id, name, created_at, first_seen_at, last_seen_at)
                    select id, account, 'Person ' || n, now(), now(), now() from person
                    """);
            run(connection, """
                    insert into customer_identifier (type, value, customer_id, added_at)
                    select 'email', 'person' || n || '@bench.test', id, now() from person
                    """);
            run(connection, """
                    insert into team_member (id, email, name, role, locale, created_at)
                    select gen_random_uuid(), 'agent' || n || '@bench.test', 'Agent ' || n, 'AGENT', 'en', now()
                      from generate_series(1, 20) n
                    """);
            run(connection, """
                    create temporary table agent as
                    select row_number() over (order by email) - 1 as n, id from team_member
                    """);
            run(connection, """
                    create temporary table talk as
                    select n, gen_random_uuid() as id, now() - (%1$d - n) * interval '90 seconds' as at, n %% 50 = 0 as open
                      from generate_series(1, %1$d) n
                    """.formatted(CONVERSATIONS));
            run(connection, "create unique index on talk (n)");
            run(connection, """
                    insert into conversation (id, number, subject, channel, customer_id, state, kind, priority, assignee_id,
                                              locale, created_at, first_response_at, solved_at, waiting_since,
                                              last_message_at, changed_at)
                    select t.id, 1000 + t.n, 'About ' || w.word || ' number ' || t.n, 'api', p.id,
                           case when t.open then (array['new', 'open', 'open', 'pending', 'on-hold'])[1 + (t.n / 50) % 5]
                                else 'closed' end,
                           (array['question', 'complaint', 'request', 'question'])[1 + t.n % 4], 'normal',
                           case when t.open and (t.n / 50) % 4 = 0 then null else a.id end,
                           'en', t.at, t.at + interval '1 hour', case when t.open then null else t.at + interval '1 day' end,
                           case when t.open then t.at end, t.at + interval '2 hours', t.at
                      from talk t
                      join person p on p.n = (t.n::bigint * 7919) % 50000
                      join agent a on a.n = t.n % 20
                      join word w on w.n = 1 + t.n % 3000
                    """);
            run(connection, """
                    insert into participant (conversation_id, email, name, added_at)
                    select t.id, 'person' || p.n || '@bench.test', 'Person ' || p.n, t.at
                      from talk t join person p on p.n = (t.n::bigint * 7919) % 50000
                    """);
            for (int i = 0; i < MESSAGES_EACH; i++) {
                run(connection, """
                        insert into message (id, conversation_id, direction, type, author_name, text, sent_at, created_at)
                        select gen_random_uuid(), t.id, '%2$s', 'message', '%3$s',
                               b.text || case when t.n %% 10000 < 10 and %1$d = 0 then ' rare' || t.n / 10000 else '' end,
                               t.at + %1$d * interval '20 minutes', t.at + %1$d * interval '20 minutes'
                          from talk t
                          join bench_text b on b.n = (t.n::bigint * 5 + %1$d) * 7919 %% 20000
                        """.formatted(i, i % 2 == 0 ? "in" : "out", i % 2 == 0 ? "Person" : "Agent"));
            }
            run(connection, """
                    insert into search_entry (message_id, serial, conversation_id, said_at, words)
                    select id, serial, conversation_id, created_at,
                           to_tsvector('simple', text)
                                       || array_to_tsvector(array['~s' || (serial >> 14), '~l' || (serial >> 18)])
                      from (select id, conversation_id, created_at, text,
                                   row_number() over (order by created_at, id) as serial from message) m
                    """);
            run(connection, "select setval('search_serial', (select max(serial) from search_entry))");
            run(connection, "select setval('conversation_number', 1001000)");
            run(connection, "delete from search_pending");
            run(connection, "create index search_entry_words on search_entry using gin (words) with (gin_pending_list_limit = 512)");
            run(connection, "set session_replication_role = origin");
            run(connection, "vacuum analyze");
        }
    }

    // --- measuring

    private void measure(Process program) throws Exception {
        client = signedIn();
        List<String> queries;
        try (var connection = Program.database(data)) {
            System.out.printf(
                    "%s conversations, %s messages, database %s%n",
                    ask(connection, "select count(*) from conversation"),
                    ask(connection, "select count(*) from message"),
                    ask(connection, "select pg_size_pretty(pg_database_size(current_database()))"));
            queries = queries(connection);
        }
        var views = List.of("all", "mine", "unassigned", "due", "complaints", "waiting");
        measure(program, "inbox view of 50 with counts", i -> get("/inbox?view=" + views.get(i % views.size())));
        memory(program, "after the views");
        measure(program, "opening a conversation", i -> opening(i).header("HX-Request", "true").header("Keepwell-List", "stays"));
        measure(program, "opening it as a page of its own", this::opening);
        measure(program, "search, 100 queries", i -> get("/search?q=" + encoded(queries.get(i % queries.size()))));
        measure(program, "search in the inbox, the same", i -> get("/inbox?q=" + encoded(queries.get(i % queries.size()))));
        memory(program, "after all of it");
    }

    /// Words by how many messages they match, as counted in the very data, and pairs of them.
    private static List<String> queries(Connection connection) throws SQLException {
        var queries = new ArrayList<String>();
        for (int i = 1; i <= 20; i++) {
            queries.add("rare" + i);
        }
        var words = Arrays.asList(ask(connection, "select string_agg(word, ' ' order by n) from bench_word").split(" "));
        for (int rank : new int[] {20, 40, 80, 150, 300, 600, 1200, 2500, 5000, 10000}) {
            for (int i = 0; i < 6; i++) {
                queries.add(words.get(rank + i));
            }
        }
        var random = new Random(1);
        for (int i = 0; i < 20; i++) {
            queries.add(words.get(10 + random.nextInt(40)) + " " + words.get(100 + random.nextInt(900)));
        }
        return queries;
    }

    private void measure(Process program, String what, IntFunction<HttpRequest.Builder> request) throws InterruptedException, IOException {
        if (!Pattern.compile(System.getProperty("bench.only", "")).matcher(what).find()) {
            return;
        }
        load(request, measured.dividedBy(4), new ConcurrentLinkedQueue<>());
        var took = new ConcurrentLinkedQueue<Long>();
        long server = Processes.cpu(program.pid());
        long database = Processes.databaseCpu(data);
        load(request, measured, took);
        server = Processes.cpu(program.pid()) - server;
        database = Processes.databaseCpu(data) - database;
        var sorted = took.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%-32s p50 %6.1f ms  p95 %6.1f ms  p99 %6.1f ms  %5.1f requests/s (%d), CPU of a request:"
                        + " program %.1f ms, database %.1f ms; load %s%n",
                what,
                sorted.get(sorted.size() / 2) / 1e6,
                sorted.get(sorted.size() * 95 / 100) / 1e6,
                sorted.get(sorted.size() * 99 / 100) / 1e6,
                sorted.size() / (double) measured.toSeconds(),
                sorted.size(),
                server / (double) sorted.size(),
                database / (double) sorted.size(),
                Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    }

    /// One of them after the other, far apart.
    private HttpRequest.Builder opening(int i) {
        return get("/inbox/" + (1001 + (i * 7919L) % CONVERSATIONS));
    }

    private void load(IntFunction<HttpRequest.Builder> request, Duration time, ConcurrentLinkedQueue<Long> took)
            throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        var threads = new ArrayList<Thread>();
        var faults = new ConcurrentLinkedQueue<String>();
        for (int c = 0; c < clients; c++) {
            int first = c * 131;
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    for (int i = first; System.nanoTime() < end; i++) {
                        long begin = System.nanoTime();
                        var answer = client.send(request.apply(i).build(), HttpResponse.BodyHandlers.ofString());
                        took.add(System.nanoTime() - begin);
                        if (answer.statusCode() != 200) {
                            faults.add(answer.uri() + " answered " + answer.statusCode());
                        }
                    }
                } catch (IOException | InterruptedException e) {
                    faults.add(e.toString());
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException(faults.size() + " faults, the first: " + faults.peek());
        }
    }

    private HttpClient signedIn() throws IOException, InterruptedException {
        var client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        var page = client.send(get("/sign-in").build(), HttpResponse.BodyHandlers.ofString());
        var token = TOKEN.matcher(page.body());
        if (!token.find()) {
            throw new IOException("no token on the page of the sign-in");
        }
        var answer = client.send(
                get("/sign-in")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + encoded(token.group(1))
                                + "&email=admin%40bench.test&password=correct+horse+battery"))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() != 302) {
            throw new IOException("the sign-in answered " + answer.statusCode());
        }
        return client;
    }

    /// The proportional set size of the program and of its database.
    private void memory(Process program, String when) throws IOException {
        System.out.printf(
                "memory %s: program %d MB, database %d MB%n",
                when, Processes.memory(program.pid()), Processes.databaseMemory(data));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        long begin = System.nanoTime();
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
        System.out.printf(
                "  %6d ms  %s%n",
                (System.nanoTime() - begin) / 1_000_000,
                sql.strip().replaceAll("\\s+", " ").substring(0, Math.min(70, sql.strip().replaceAll("\\s+", " ").length())));
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
