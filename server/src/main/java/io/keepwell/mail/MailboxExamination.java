package io.keepwell.mail;

import io.keepwell.platform.Examination;
import io.keepwell.platform.Finding;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// The doctor's look at the mailboxes: when mail was fetched last, and whether their servers answer now. It
/// does not sign in: the passwords are encrypted, and a wrong one shows in what the last fetch met.
public final class MailboxExamination implements Examination {

    private static final int PATIENCE_MILLIS = 5_000;

    @Override
    public List<Finding> examine(Connection database) throws SQLException {
        var findings = new ArrayList<Finding>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("""
                        select m.address, m.imap_host, m.imap_port, m.imap_security, m.smtp_host, m.smtp_port, m.smtp_security,
                               h.state, h.words, h.last_fetch_at,
                               case when h.last_fetch_at is null then null
                                    else floor(extract(epoch from now() - h.last_fetch_at) / 60)::bigint end as minutes_ago
                          from mailbox m
                          left join mailbox_health h on h.mailbox_id = m.id
                         where m.active
                         order by m.address
                        """)) {
            while (rows.next()) {
                findings.addAll(mailbox(rows));
            }
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok("No mailbox is connected yet: mail stays in the mail room, on this machine."));
        }
        return findings;
    }

    private static List<Finding> mailbox(ResultSet row) throws SQLException {
        var findings = new ArrayList<Finding>();
        var address = row.getString("address");
        var imap = row.getString("imap_host");
        if (imap != null) {
            findings.add(fetching(address, row));
            findings.add(
                    server(address, "Incoming", imap, row.getInt("imap_port"), row.getString("imap_security"), "* "));
        }
        var smtp = row.getString("smtp_host");
        if (smtp != null) {
            findings.add(
                    server(address, "Outgoing", smtp, row.getInt("smtp_port"), row.getString("smtp_security"), "220"));
        } else {
            findings.add(Finding.look(
                    address + " has no outgoing server: what is answered stays in the mail room.",
                    "Settings, Mailboxes, " + address));
        }
        return findings;
    }

    private static Finding fetching(String address, ResultSet row) throws SQLException {
        var fetched = row.getObject("last_fetch_at") == null
                ? "was never fetched yet"
                : "was fetched " + ago(row.getLong("minutes_ago"));
        if ("failing".equals(row.getString("state"))) {
            var words = row.getString("words");
            return Finding.wrong(
                    "Mail of %s %s, and the last attempt failed%s"
                            .formatted(address, fetched, words == null ? "." : ": " + words),
                    "Settings, Mailboxes, " + address);
        }
        return row.getObject("last_fetch_at") == null
                ? Finding.look("Mail of " + address + " was never fetched yet.", "./keepwell start    (and look again)")
                : Finding.ok("Mail of " + address + " " + fetched + ".");
    }

    private static String ago(long minutes) {
        if (minutes < 2) {
            return "a moment ago";
        }
        return minutes < 120
                ? minutes + " minutes ago"
                : minutes < 2880 ? minutes / 60 + " hours ago" : minutes / 1440 + " days ago";
    }

    private static Finding server(
            String address, String direction, String host, int port, @Nullable String security, String greeting) {
        var what = "%s mail of %s: %s, port %d, ".formatted(direction, address, host, port);
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            var said = greeting("tls".equals(security) ? encrypted(socket, host, port) : socket);
            return said != null && said.startsWith(greeting)
                    ? Finding.ok(what + "answers.")
                    : Finding.wrong(
                            what + "answers, but is no mail server of that kind.",
                            "is it the right port? 993 and 143 fetch, 465, 587 and 25 send");
        } catch (UnknownHostException e) {
            return Finding.wrong(what + "is a name nobody knows.", "nslookup " + host);
        } catch (ConnectException e) {
            return Finding.wrong(what + "does not take connections.", "nc -vz " + host + " " + port);
        } catch (SocketTimeoutException e) {
            return Finding.wrong(
                    what + "does not answer; a firewall may stand between.", "nc -vz " + host + " " + port);
        } catch (SSLException e) {
            return Finding.wrong(
                    what + "cannot be trusted or does not speak TLS: " + e.getMessage(),
                    "openssl s_client -connect %s:%d    (with 143, 587 or 25 choose STARTTLS)".formatted(host, port));
        } catch (IOException e) {
            return Finding.wrong(what + "cannot be reached: " + e.getMessage(), "nc -vz " + host + " " + port);
        }
    }

    private static Socket encrypted(Socket socket, String host, int port) throws IOException {
        var encrypted =
                (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(socket, host, port, true);
        var parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }

    private static @Nullable String greeting(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
    }
}
