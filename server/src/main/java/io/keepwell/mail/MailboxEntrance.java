package io.keepwell.mail;

import io.keepwell.mail.wire.ConnectionTrouble;
import io.keepwell.mail.wire.ConnectionTrouble.Kind;
import io.keepwell.mail.wire.OAuthCall;
import io.keepwell.mail.wire.ServerSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Gets us into the servers of a mailbox: with its password, or with an access token that still counts. Tokens are
/// asked for by one at a time, over all threads and nodes, because many providers take back a refresh token that is
/// used twice.
@Component
class MailboxEntrance {

    /// Before the end, so that no connection begins with a token that ends under way.
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private static final Duration LONGEST_TURN = Duration.ofSeconds(45);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final MailboxOAuthStore store;
    private final MeterRegistry meters;
    private final Clock clock;

    MailboxEntrance(MailboxOAuthStore store, MeterRegistry meters, Clock clock) {
        this.store = store;
        this.meters = meters;
        this.clock = clock;
    }

    /// The settings to connect with.
    ///
    /// @throws ConnectionTrouble where the provider gives no token
    ServerSettings enter(Account account, ServerSettings server) throws ConnectionTrouble, InterruptedException {
        return enter(account.id(), account.address(), server);
    }

    ServerSettings enter(UUID mailbox, String address, ServerSettings server)
            throws ConnectionTrouble, InterruptedException {
        if (store.find(mailbox).isEmpty()) {
            return server;
        }
        return server.orSignInAs(address).withToken(token(mailbox));
    }

    /// What a trouble means for a mailbox that is entered with a token: the token is not used again, and what helps is
    /// something else than with a password.
    ConnectionTrouble after(UUID mailbox, ConnectionTrouble trouble) {
        if (trouble.kind() != Kind.LOGIN || store.find(mailbox).isEmpty()) {
            return trouble;
        }
        store.forgetAccess(mailbox);
        return ConnectionTrouble.again(Kind.TOKEN_LOGIN, trouble.words());
    }

    private String token(UUID mailbox) throws ConnectionTrouble, InterruptedException {
        for (var until = clock.instant().plus(LONGEST_TURN); clock.instant().isBefore(until); ) {
            var grant = store.find(mailbox).orElseThrow(ConnectionTrouble::consentMissing);
            if (grant.refused() != null) {
                throw ConnectionTrouble.again(grant.refused(), Objects.requireNonNullElse(grant.words(), ""));
            }
            if (grant.access() != null
                    && grant.expiresAt() != null
                    && grant.expiresAt().isAfter(clock.instant().plus(margin(grant)))) {
                return grant.access();
            }
            if (grant.refresh() == null) {
                throw ConnectionTrouble.consentMissing();
            }
            if (store.takeTurn(mailbox, LONGEST_TURN)) {
                return refreshed(mailbox);
            }
            Thread.sleep(LOOK_AGAIN);
        }
        throw ConnectionTrouble.again(Kind.PROVIDER, "no token in time");
    }

    /// A token without a successor is used to its end.
    private static Duration margin(MailboxOAuthStore.Grant grant) {
        return grant.refresh() == null ? Duration.ZERO : MARGIN;
    }

    private String refreshed(UUID mailbox) throws ConnectionTrouble, InterruptedException {
        boolean done = false;
        try {
            // somebody may have had the turn between our look and our turn
            var grant = store.find(mailbox).orElseThrow(ConnectionTrouble::consentMissing);
            if (grant.access() != null
                    && grant.expiresAt() != null
                    && grant.expiresAt().isAfter(clock.instant().plus(MARGIN))) {
                return grant.access();
            }
            var tokens = OAuthCall.refresh(
                    grant.oauth().provider(), Objects.requireNonNull(grant.refresh(), "a turn needs a refresh token"));
            store.granted(mailbox, tokens, false);
            done = true;
            meters.counter("keepwell.mail.tokens", "outcome", "fresh").increment();
            return tokens.access();
        } catch (ConnectionTrouble trouble) {
            meters.counter("keepwell.mail.tokens", "outcome", "refused").increment();
            if (OAuthCall.isFinal(trouble)) {
                store.refused(mailbox, trouble);
                done = true;
            }
            throw trouble;
        } finally {
            if (!done) {
                store.endTurn(mailbox);
            }
        }
    }
}
