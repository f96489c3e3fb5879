package io.keepwell.mail;

import io.keepwell.mail.wire.ConnectionTrouble;
import io.keepwell.mail.wire.ImapInbox;
import io.keepwell.mail.wire.OAuthCall;
import io.keepwell.mail.wire.SmtpCall;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.team.Audit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Sends a person to the provider of a mailbox and takes them back (authorization code with PKCE, RFC 7636). Whoever
/// owns the mailbox need not be of the team: the secret in the address says for which mailbox they come.
@Component
class MailboxConsent {

    /// The address that providers send people back to.
    static final String PATH = "/mailbox-consent";

    private static final Duration PATIENCE = Duration.ofDays(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    /// Where a person says yes.
    ///
    /// @param url         address at the provider
    /// @param redirectUri where they come back to; the provider must know it
    /// @param expiresAt   until when that address can be used
    record Way(String url, String redirectUri, Instant expiresAt) {}

    /// What came of it.
    sealed interface Outcome {

        /// They said yes, and the servers let us in.
        record Entered(Account account) implements Outcome {}

        /// They said yes, or the provider said no; this is in the way.
        ///
        /// @param protocol `imap` or `smtp` for a server, `oauth` for the provider
        record Hindered(Account account, String protocol, ConnectionTrouble trouble) implements Outcome {}

        /// Nobody was sent with that secret, or too long ago, or they are back already.
        record Unknown() implements Outcome {}
    }

    private final MailboxOAuthStore store;
    private final MailboxStore mailboxes;
    private final MailboxEntrance entrance;
    private final MailboxHealth health;
    private final Watchers watchers;
    private final ObjectProvider<Audit> audit;
    private final LiveUpdates live;
    private final TransactionTemplate transaction;
    private final KeepwellSettings settings;
    private final Clock clock;

    MailboxConsent(
            MailboxOAuthStore store,
            MailboxStore mailboxes,
            MailboxEntrance entrance,
            MailboxHealth health,
            Watchers watchers,
            ObjectProvider<Audit> audit,
            LiveUpdates live,
            TransactionTemplate transaction,
            KeepwellSettings settings,
            Clock clock) {
        this.store = store;
        this.mailboxes = mailboxes;
        this.entrance = entrance;
        this.health = health;
        this.watchers = watchers;
        this.audit = audit;
        this.live = live;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /// The address that people come back to, to be registered with the provider.
    String redirectUri() {
        return settings.publicUrl() + PATH;
    }

    /// Prepares a way to the provider.
    ///
    /// @throws MailboxNotFound where the mailbox is not entered by permission
    Way begin(Account account) {
        var provider = store.find(account.id())
                .orElseThrow(MailboxNotFound::new)
                .oauth()
                .provider();
        var state = random();
        var verifier = random();
        var until = clock.instant().plus(PATIENCE);
        transaction.executeWithoutResult(status -> store.send(account.id(), hash(state), verifier, until));
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", provider.clientId());
        parameters.put("redirect_uri", redirectUri());
        parameters.put("scope", provider.scopes());
        parameters.put("state", state);
        parameters.put("code_challenge", hash(verifier));
        parameters.put("code_challenge_method", "S256");
        parameters.put("login_hint", account.address());
        var address = provider.authorization().toString();
        return new Way(
                address + (address.contains("?") ? "&" : "?") + OAuthCall.encoded(parameters), redirectUri(), until);
    }

    /// Takes somebody back.
    ///
    /// @param code  what the provider gave them, null where it said no
    /// @param error its word for that
    Outcome finish(String state, @Nullable String code, @Nullable String error, @Nullable String description)
            throws InterruptedException {
        var returned = store.comeBack(hash(state));
        var account = returned.flatMap(back -> mailboxes.find(back.mailbox())).filter(Account::active);
        var grant = account.flatMap(known -> store.find(known.id()));
        if (returned.isEmpty() || account.isEmpty() || grant.isEmpty()) {
            return new Outcome.Unknown();
        }
        var mailbox = account.get();
        try {
            if (code == null) {
                throw OAuthCall.refusal(error == null ? "access_denied" : error, description);
            }
            var tokens = OAuthCall.exchange(
                    grant.get().oauth().provider(), code, returned.get().verifier(), redirectUri());
            allowed(mailbox, grant.get().grantedAt() == null, tokens);
        } catch (ConnectionTrouble trouble) {
            // what was allowed before goes on to count
            if (grant.get().refresh() == null || grant.get().refused() != null) {
                store.refused(mailbox.id(), trouble);
                health.failing(mailbox.id(), trouble);
                live.changed("mailbox", mailbox.id());
            }
            return new Outcome.Hindered(mailbox, "oauth", trouble);
        }
        return tryOut(mailbox);
    }

    private void allowed(Account account, boolean first, io.keepwell.mail.wire.OAuthTokens tokens) {
        transaction.executeWithoutResult(status -> {
            store.granted(account.id(), tokens, true);
            mailboxes.entered(account.id(), first);
            health.connecting(account.id());
            audit.ifAvailable(
                    log -> log.record("mailbox.allowed", account.id(), account.address(), Map.of("first", first)));
            live.changed("mailbox", account.id());
        });
        watchers.changed();
    }

    private Outcome tryOut(Account account) throws InterruptedException {
        var imap = account.imap();
        var smtp = account.smtp();
        var protocol = "imap";
        try {
            if (imap != null) {
                try (var inbox = ImapInbox.open(entrance.enter(account, imap), false)) {
                    inbox.count();
                }
            }
            protocol = "smtp";
            if (smtp != null) {
                SmtpCall.tryOut(entrance.enter(account, smtp));
            }
            return new Outcome.Entered(account);
        } catch (ConnectionTrouble trouble) {
            var meant = entrance.after(account.id(), trouble);
            if (protocol.equals("imap")) {
                health.failing(account.id(), meant);
            }
            return new Outcome.Hindered(account, protocol, meant);
        }
    }

    private static String random() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hash(String text) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
