package io.keepwell.mail;

import io.keepwell.mail.wire.ConnectionTrouble;
import io.keepwell.mail.wire.OAuthProvider;
import io.keepwell.mail.wire.OAuthTokens;
import io.keepwell.platform.Keys;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of mailboxes that are entered with a provider's permission; all secrets are encrypted on their way in.
@Repository
class MailboxOAuthStore {

    /// What is known of the permission of one mailbox.
    ///
    /// @param refresh   the refresh token, null before anybody has said yes
    /// @param access    the access token, null where there is none
    /// @param expiresAt until when that counts
    /// @param refused   why the provider gives no more, null while it does
    /// @param words     what it said then
    record Grant(
            MailboxOAuth oauth,
            @Nullable String refresh,
            @Nullable String access,
            @Nullable Instant expiresAt,
            @Nullable Instant grantedAt,
            ConnectionTrouble.@Nullable Kind refused,
            @Nullable String words) {

        /// `waiting` for a person, `granted`, or `refused`.
        String state() {
            if (refused != null) {
                return "refused";
            }
            return refresh == null && access == null ? "waiting" : "granted";
        }
    }

    /// Somebody who came back from the provider.
    record Returned(UUID mailbox, String verifier) {}

    private final JdbcClient jdbc;
    private final Keys keys;
    private final Clock clock;

    MailboxOAuthStore(JdbcClient jdbc, Keys keys, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
    }

    Optional<Grant> find(UUID mailbox) {
        return jdbc.sql("""
                        select provider, authorization_endpoint, token_endpoint, scopes, client_id, client_secret,
                               refresh_token, access_token, expires_at, granted_at, refused, words
                          from mailbox_oauth
                         where mailbox_id = :mailbox
                        """)
                .param("mailbox", mailbox)
                .query((row, n) -> read(row))
                .optional();
    }

    /// Says how a mailbox is entered; null for with a password. What was permitted stays where nothing changed.
    void save(UUID mailbox, @Nullable MailboxOAuth oauth) {
        if (oauth == null) {
            jdbc.sql("delete from mailbox_oauth where mailbox_id = :mailbox")
                    .param("mailbox", mailbox)
                    .update();
            return;
        }
        if (find(mailbox).map(Grant::oauth).filter(oauth::equals).isPresent()) {
            return;
        }
        var provider = oauth.provider();
        var secret = provider.clientSecret();
        jdbc.sql("""
                        insert into mailbox_oauth (mailbox_id, provider, authorization_endpoint, token_endpoint, scopes,
                                                   client_id, client_secret)
                        values (:mailbox, :kind, :authorization, :token, :scopes, :clientId, :secret)
                        on conflict (mailbox_id) do update
                           set provider = :kind, authorization_endpoint = :authorization, token_endpoint = :token,
                               scopes = :scopes, client_id = :clientId, client_secret = :secret,
                               refresh_token = null, access_token = null, expires_at = null, granted_at = null,
                               refused = null, words = null, refreshing_until = null
                        """)
                .param("mailbox", mailbox)
                .param("kind", oauth.kind().word())
                .param("authorization", provider.authorization().toString())
                .param("token", provider.token().toString())
                .param("scopes", provider.scopes())
                .param("clientId", provider.clientId())
                .param("secret", secret == null ? null : keys.encrypt(secret))
                .update();
    }

    /// Keeps what the provider gave. Without a new refresh token the old one goes on to count.
    void granted(UUID mailbox, OAuthTokens tokens, boolean byPerson) {
        var now = clock.instant();
        jdbc.sql("""
                        update mailbox_oauth
                           set access_token = :access, expires_at = :expires,
                               refresh_token = coalesce(:refresh, refresh_token),
                               granted_at = case when :person then :now else granted_at end,
                               refused = null, words = null, refreshing_until = null
                         where mailbox_id = :mailbox
                        """)
                .param("mailbox", mailbox)
                .param("access", keys.encrypt(tokens.access()))
                .param("refresh", tokens.refresh() == null ? null : keys.encrypt(tokens.refresh()))
                .param("expires", now.plus(tokens.lifetime()).atOffset(ZoneOffset.UTC))
                .param("person", byPerson)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// The provider gives no more, until a person allows it again.
    void refused(UUID mailbox, ConnectionTrouble trouble) {
        jdbc.sql("""
                        update mailbox_oauth
                           set refused = :kind, words = :words, access_token = null, expires_at = null,
                               refreshing_until = null
                         where mailbox_id = :mailbox
                        """)
                .param("mailbox", mailbox)
                .param("kind", trouble.kind().name())
                .param("words", trouble.words())
                .update();
    }

    /// Forgets the access token: a server did not take it.
    void forgetAccess(UUID mailbox) {
        jdbc.sql("update mailbox_oauth set access_token = null, expires_at = null where mailbox_id = :mailbox")
                .param("mailbox", mailbox)
                .update();
    }

    /// Takes the turn of asking for a new access token.
    ///
    /// @return false where somebody else has it
    boolean takeTurn(UUID mailbox, Duration longest) {
        var now = clock.instant();
        return jdbc.sql("""
                        update mailbox_oauth
                           set refreshing_until = :until
                         where mailbox_id = :mailbox
                           and coalesce(refreshing_until, '-infinity') < :now
                        """)
                        .param("mailbox", mailbox)
                        .param("until", now.plus(longest).atOffset(ZoneOffset.UTC))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void endTurn(UUID mailbox) {
        jdbc.sql("update mailbox_oauth set refreshing_until = null where mailbox_id = :mailbox")
                .param("mailbox", mailbox)
                .update();
    }

    /// Somebody is sent to the provider.
    void send(UUID mailbox, String stateHash, String verifier, Instant until) {
        jdbc.sql("delete from mailbox_consent where expires_at < :now")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                        insert into mailbox_consent (state_hash, mailbox_id, verifier, expires_at)
                        values (:hash, :mailbox, :verifier, :until)
                        """)
                .param("hash", stateHash)
                .param("mailbox", mailbox)
                .param("verifier", keys.encrypt(verifier))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Somebody has come back; once only.
    Optional<Returned> comeBack(String stateHash) {
        return jdbc.sql("""
                        delete from mailbox_consent
                         where state_hash = :hash
                           and expires_at > :now
                        returning mailbox_id, verifier
                        """)
                .param("hash", stateHash)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, n) ->
                        new Returned(row.getObject("mailbox_id", UUID.class), keys.decrypt(row.getBytes("verifier"))))
                .optional();
    }

    private Grant read(ResultSet row) throws SQLException {
        var kind = row.getString("refused");
        var provider = new OAuthProvider(
                URI.create(row.getString("authorization_endpoint")),
                URI.create(row.getString("token_endpoint")),
                row.getString("scopes"),
                row.getString("client_id"),
                secret(row, "client_secret"));
        return new Grant(
                new MailboxOAuth(
                        MailboxOAuth.Kind.valueOf(row.getString("provider").toUpperCase(Locale.ROOT)), provider),
                secret(row, "refresh_token"),
                secret(row, "access_token"),
                instant(row, "expires_at"),
                instant(row, "granted_at"),
                kind == null ? null : ConnectionTrouble.Kind.valueOf(kind),
                row.getString("words"));
    }

    private @Nullable String secret(ResultSet row, String column) throws SQLException {
        var bytes = row.getBytes(column);
        return bytes == null ? null : keys.decrypt(bytes);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
