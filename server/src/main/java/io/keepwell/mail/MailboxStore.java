package io.keepwell.mail;

import io.keepwell.mail.wire.Security;
import io.keepwell.mail.wire.ServerSettings;
import io.keepwell.platform.Keys;
import io.keepwell.shared.OncePerPage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of the mailboxes; passwords are encrypted on their way in. A retired mailbox (`active = false`)
/// keeps its row, because conversations live in it.
@Repository
class MailboxStore {

    private static final String COLUMNS = """
            select id, address, name, imap_host, imap_port, imap_username, imap_password, imap_security, smtp_host, smtp_port,
                   smtp_username, smtp_password, smtp_security, trusted_authserv_id, acknowledge, existing, existing_days,
                   after_fetch, connected_at, active, changed_at
              from mailbox
            """;

    private final JdbcClient jdbc;
    private final Keys keys;
    private final Clock clock;

    MailboxStore(JdbcClient jdbc, Keys keys, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
    }

    List<Account> active() {
        return OncePerPage.read(
                MailboxStore.class,
                "active",
                "",
                () -> List.copyOf(jdbc.sql(COLUMNS + " where active order by lower(name), id")
                        .query((row, n) -> read(row))
                        .list()));
    }

    Optional<Account> find(UUID id) {
        return OncePerPage.read(
                MailboxStore.class,
                "find",
                id,
                () -> jdbc.sql(COLUMNS + " where id = :id")
                        .param("id", id)
                        .query((row, n) -> read(row))
                        .optional());
    }

    Optional<Account> byAddress(String address) {
        return jdbc.sql(COLUMNS + " where address = :address")
                .param("address", address)
                .query((row, n) -> read(row))
                .optional();
    }

    /// Switches the acknowledgements; the watcher need not notice.
    void acknowledge(UUID id, boolean on) {
        jdbc.sql("update mailbox set acknowledge = :on where id = :id")
                .param("on", on)
                .param("id", id)
                .update();
    }

    /// Whose word on senders counts.
    void trust(UUID id, String host) {
        jdbc.sql("update mailbox set trusted_authserv_id = :host, changed_at = :now where id = :id")
                .param("host", host)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    /// A provider lets us in: the watcher begins anew. What lay there the first time is existing mail.
    void entered(UUID id, boolean first) {
        jdbc.sql("""
                        update mailbox
                           set changed_at = :now, connected_at = case when :first then :now else connected_at end
                         where id = :id
                        """)
                .param("id", id)
                .param("first", first)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Writes a mailbox, a new one or over an old one.
    void save(Account account) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("id", account.id());
        values.put("address", account.address());
        values.put("name", account.name());
        putServer(values, "imap", account.imap());
        putServer(values, "smtp", account.smtp());
        values.put("trusted", account.trustedAuthservId());
        values.put("acknowledge", account.acknowledge());
        values.put("existing", account.existing().word());
        values.put("existingDays", account.existingDays());
        values.put("afterFetch", account.afterFetch().word());
        values.put("connectedAt", account.connectedAt().atOffset(ZoneOffset.UTC));
        values.put("active", account.active());
        values.put("now", clock.instant().atOffset(ZoneOffset.UTC));
        jdbc.sql("""
                        insert into mailbox (id, address, name, imap_host, imap_port, imap_username, imap_password, imap_security,
                                             smtp_host, smtp_port, smtp_username, smtp_password, smtp_security,
                                             trusted_authserv_id, acknowledge, existing, existing_days, after_fetch,
                                             connected_at, active, created_at, changed_at)
                        values (:id, :address, :name, :imapHost, :imapPort, :imapUsername, :imapPassword, :imapSecurity,
                                :smtpHost, :smtpPort, :smtpUsername, :smtpPassword, :smtpSecurity,
                                :trusted, :acknowledge, :existing, :existingDays, :afterFetch,
                                :connectedAt, :active, :now, :now)
                        on conflict (id) do update
                           set address = :address, name = :name,
                               imap_host = :imapHost, imap_port = :imapPort, imap_username = :imapUsername,
                               imap_password = :imapPassword, imap_security = :imapSecurity,
                               smtp_host = :smtpHost, smtp_port = :smtpPort, smtp_username = :smtpUsername,
                               smtp_password = :smtpPassword, smtp_security = :smtpSecurity,
                               trusted_authserv_id = :trusted, acknowledge = :acknowledge,
                               existing = :existing, existing_days = :existingDays, after_fetch = :afterFetch,
                               connected_at = :connectedAt, active = :active, changed_at = :now
                        """).params(values).update();
    }

    private void putServer(Map<String, @Nullable Object> values, String kind, @Nullable ServerSettings server) {
        values.put(kind + "Host", server == null ? null : server.host());
        values.put(kind + "Port", server == null ? null : server.port());
        values.put(kind + "Username", server == null ? null : server.username());
        values.put(
                kind + "Password",
                server == null || server.password() == null ? null : keys.encrypt(server.password()));
        values.put(kind + "Security", server == null ? null : server.security().word());
    }

    private Account read(ResultSet row) throws SQLException {
        return new Account(
                row.getObject("id", UUID.class),
                row.getString("address"),
                row.getString("name"),
                server(row, "imap"),
                server(row, "smtp"),
                row.getString("trusted_authserv_id"),
                row.getBoolean("acknowledge"),
                Account.Existing.valueOf(row.getString("existing").toUpperCase(Locale.ROOT)),
                row.getObject("existing_days", Integer.class),
                Account.AfterFetch.valueOf(row.getString("after_fetch").toUpperCase(Locale.ROOT)),
                row.getObject("connected_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("active"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private @Nullable ServerSettings server(ResultSet row, String kind) throws SQLException {
        var host = row.getString(kind + "_host");
        if (host == null) {
            return null;
        }
        var password = row.getBytes(kind + "_password");
        return new ServerSettings(
                host,
                row.getInt(kind + "_port"),
                row.getString(kind + "_username"),
                password == null ? null : keys.decrypt(password),
                Security.of(row.getString(kind + "_security")));
    }
}
