package io.keepwell.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// Mixed mail out of a real Dovecot, with the process killed at random moments: in the end there is one
/// conversation, one message and one acknowledgement for every mail that asks for them, and none for those that
/// do not. Without kills it measures the rate of the intake.
///
/// Of 20 mails 14 open a conversation and are acknowledged (one of them HTML with a file, one in ISO-8859-1,
/// one without a Message-ID), two continue one, one is an out-of-office in one, one is of a machine and opens
/// one in silence, one is a bounce of a letter we never wrote, and one is a mail from before once more.
///
/// As root, with dovecot-imapd and exim4-daemon-light, which `mailpair.sh` starts.
public final class Soak {

    private static final String US = "support@shop.test";
    private static final String TOKEN = "soak-token-0123456789-0123456789-0123456789";

    private final Path folder;
    private final int mails;
    private final int kills;
    private final int port;
    private final Random random = new Random(7);
    private final SinkSmtp sink = new SinkSmtp();
    private Process program;
    private int opened;
    private int said;
    private int acknowledged;

    private Soak(Path folder, int mails, int kills) throws IOException {
        this.folder = folder;
        this.mails = mails;
        this.kills = kills;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        program = start();
    }

    /// @param args an empty folder, how many mails, how many kills; the property `bench.jvm` names further options of
    ///             the program
    public static void main(String[] args) throws Exception {
        if (args.length != 3) {
            System.err.println("bench/run io.keepwell.bench.Soak FOLDER MAILS KILLS");
            System.exit(64);
        }
        var folder = Path.of(args[0]).toAbsolutePath();
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        int imap;
        int smtp;
        try (var one = new ServerSocket(0);
                var other = new ServerSocket(0)) {
            imap = one.getLocalPort();
            smtp = other.getLocalPort();
        }
        mailpair("start", folder, imap, smtp);
        try {
            var soak = new Soak(folder, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            try {
                soak.run(imap);
            } finally {
                soak.program.destroy();
                soak.program.waitFor();
            }
        } finally {
            mailpair("stop", folder, imap, smtp);
        }
        System.exit(0);
    }

    private static void mailpair(String verb, Path folder, int imap, int smtp) throws IOException, InterruptedException {
        var script = Path.of("server/src/test/scripts/mailpair.sh").toAbsolutePath();
        var process = new ProcessBuilder(script.toString(), verb, folder.resolve("mail").toString());
        process.environment().put("IMAP_PORT", Integer.toString(imap));
        process.environment().put("SMTP_PORT", Integer.toString(smtp));
        if (process.inheritIO().start().waitFor() != 0) {
            throw new IOException("the mail servers did not " + verb);
        }
    }

    private Process start() throws IOException {
        return Program.start(
                folder.resolve("data"),
                port,
                folder.resolve("keepwell.log"),
                Map.of(
                        "KEEPWELL_ADMIN_EMAIL", "admin@bench.test",
                        "KEEPWELL_ADMIN_TOKEN", TOKEN,
                        // a twentieth of this mail is automatic and would rightly be held as a flood
                        "KEEPWELL_MAIL_AUTOMATIC_PER_HOUR", "0"));
    }

    private HttpResponse<String> call(String method, String path, String body) throws IOException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Authorization", "Bearer " + TOKEN)
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body));
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void run(int imap) throws Exception {
        var connected = call("POST", "/api/v1/mailboxes", """
                {"address": "%1$s", "name": "The shop", "trustedAuthservId": "mx.shop.test", "acknowledge": true,
                 "existing": "ignore", "afterFetch": "delete",
                 "imap": {"host": "127.0.0.1", "port": %2$d, "username": "%1$s", "password": "secret", "security": "none"},
                 "smtp": {"host": "127.0.0.1", "port": %3$d, "username": null, "password": null, "security": "none"}}
                """.formatted(US, imap, sink.port()));
        if (connected.statusCode() != 201) {
            throw new IOException(connected.body());
        }
        pause(3000);
        long begin = System.nanoTime();
        var killing = new ArrayList<Integer>();
        for (int i = 0; i < kills; i++) {
            killing.add((int) ((i + 0.2 + 0.6 * random.nextDouble()) * mails / kills));
        }
        var writer = Thread.ofPlatform().start(this::write);
        for (int at : killing) {
            while (filed() < at) {
                pause(20 + random.nextInt(60));
            }
            program.destroyForcibly().waitFor();
            System.out.printf("killed near mail %d%n", at);
            program = start();
        }
        writer.join();
        long all = 0;
        for (int idle = 0; idle < 20; ) {
            long before = all;
            all = filed();
            idle = all == before && all >= mails ? idle + 1 : 0;
            if (idle == 0 && all >= mails) {
                continue;
            }
            pause(100);
        }
        double seconds = (System.nanoTime() - begin) / 1e9 - 2;
        System.out.printf(Locale.ROOT, "%d mails filed in %.1f s: %.0f per second%n", mails, seconds, mails / seconds);
        long waiting = System.nanoTime();
        while (number("select count(*) from outbox where state in ('queued', 'sending', 'handing-over')") > 0) {
            if (System.nanoTime() - waiting > Duration.ofMinutes(15).toNanos()) {
                break;
            }
            pause(250);
        }
        System.out.printf(
                Locale.ROOT,
                "all acknowledgements handed over %.1f s after the first mail lay there%n",
                (System.nanoTime() - begin) / 1e9);
        check();
    }

    private long filed() {
        try {
            return number("select count(*) from raw_mail where state not in ('received', 'wanted')");
        } catch (SQLException | IOException e) {
            return 0;
        }
    }

    private void check() throws SQLException, IOException {
        var wrong = new ArrayList<String>();
        same(wrong, "conversations", opened, number("select count(*) from conversation"));
        same(wrong, "messages of customers", said, number("select count(*) from message where direction = 'in'"));
        same(wrong, "acknowledgements", acknowledged, number("select count(*) from message where type = 'acknowledgement'"));
        same(wrong, "quarantined", 0, number("select count(*) from raw_mail where state = 'quarantined'"));
        long uncertain = number("select count(*) from outbox where state = 'uncertain'");
        long sent = number("select count(*) from outbox where state = 'sent'");
        long doubled = sink.byMessageId().values().stream().filter(times -> times > 1).count();
        same(wrong, "acknowledgements that left or are uncertain", acknowledged, sent + uncertain);
        same(wrong, "letters that arrived twice", 0, doubled);
        if (sink.byMessageId().size() < sent || sink.byMessageId().size() > sent + uncertain) {
            wrong.add(sink.byMessageId().size() + " letters arrived, " + sent + " are sent and " + uncertain + " uncertain");
        }
        System.out.printf(
                "%d conversations, %d messages, %d acknowledgements (%d uncertain), %d letters arrived, %d kills%n",
                opened, said, acknowledged, uncertain, sink.byMessageId().size(), kills);
        System.out.println(wrong.isEmpty() ? "exact" : "WRONG: " + String.join("; ", wrong));
    }

    private static void same(List<String> wrong, String what, long expected, long found) {
        if (expected != found) {
            wrong.add(found + " " + what + " instead of " + expected);
        }
    }

    private long number(String sql) throws SQLException, IOException {
        try (var connection = Program.database(folder.resolve("data"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    // --- the mail

    private void write() {
        var before = "";
        for (int i = 0; i < mails; i++) {
            var mail = i % 20 == 18 ? before : mail(i);
            before = i % 20 == 10 ? mail : before;
            deliver(i, mail);
        }
    }

    private String mail(int i) {
        var own = "<m" + i + "@soak.test>";
        return switch (i % 20) {
            case 12, 13 -> {
                said++;
                yield head(i - 12, own, "Re: Question " + (i - 12)) + "In-Reply-To: <m" + (i - 12) + "@soak.test>\r\n\r\n"
                        + "And one thing more, " + i + ".\r\n";
            }
            case 14 -> {
                fresh(true);
                yield head(i, own, "With a file " + i) + """
                        MIME-Version: 1.0\r
                        Content-Type: multipart/mixed; boundary=b\r
                        \r
                        --b\r
                        Content-Type: text/html; charset=utf-8\r
                        \r
                        <p>Please see the <b>file</b>, number %1$d.</p>\r
                        --b\r
                        Content-Type: application/pdf; name="invoice.pdf"\r
                        Content-Transfer-Encoding: base64\r
                        Content-Disposition: attachment; filename="invoice.pdf"\r
                        \r
                        JVBERi0xLjQ%2$s=\r
                        --b--\r
                        """.formatted(i, "A".repeat(4 * (i % 50)));
            }
            case 15 -> {
                fresh(false);
                yield head(i, own, "Nightly report " + i) + "Auto-Submitted: auto-generated\r\n\r\nAll is well.\r\n";
            }
            case 16 -> {
                said++;
                yield head(i - 16, own, "Out of office") + "Auto-Submitted: auto-replied\r\nIn-Reply-To: <m" + (i - 16)
                        + "@soak.test>\r\n\r\nI am away until Monday.\r\n";
            }
            case 17 -> "Return-Path: <>\r\nFrom: mailer-daemon@soak.test\r\nTo: " + US + "\r\nSubject: Undelivered\r\n"
                    + "Message-ID: " + own + "\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
                    + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nIt failed.\r\n"
                    + "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.soak.test\r\n\r\n"
                    + "Final-Recipient: rfc822; somebody" + i + "@soak.test\r\nAction: failed\r\nStatus: 5.1.1\r\n--b--\r\n";
            case 19 -> {
                fresh(true);
                yield head(i, own, "=?iso-8859-1?Q?Gr=FC=DFe?= " + i)
                        + "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                        + "Sch=F6ne Gr=FC=DFe, Nummer " + i + ".\r\n";
            }
            case 11 -> {
                fresh(true);
                yield head(i, null, "Question " + i) + "\r\nWhere is my order number " + i + "?\r\n";
            }
            default -> {
                fresh(true);
                yield head(i, own, "Question " + i) + "\r\nWhere is my order number " + i + "?\r\n";
            }
        };
    }

    private void fresh(boolean greeted) {
        opened++;
        said++;
        acknowledged += greeted ? 1 : 0;
    }

    private static String head(int who, String id, String subject) {
        var from = "person" + who + "@soak.test";
        return "Return-Path: <" + from + ">\r\n"
                + "Authentication-Results: mx.shop.test; spf=pass smtp.mailfrom=soak.test; dkim=pass header.d=soak.test;"
                + " dmarc=pass header.from=soak.test\r\n"
                + "From: Person " + who + " <" + from + ">\r\nTo: " + US + "\r\nSubject: " + subject + "\r\n"
                + (id == null ? "" : "Message-ID: " + id + "\r\n");
    }

    private void deliver(int i, String mail) {
        try {
            var box = folder.resolve("mail/mail/" + US + "/Maildir");
            if (i == 0) {
                while (!Files.isDirectory(box.resolve("new"))) {
                    pause(100);
                }
            }
            var file = box.resolve("tmp/" + i + ".soak");
            Files.write(file, mail.getBytes(StandardCharsets.ISO_8859_1));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(file, box.resolve("new/" + (1_700_000_000L + i) + ".soak"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
