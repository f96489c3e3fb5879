package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The API tokens: everybody has their own, administrators see and revoke all.
@Service
class ApiTokens {

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_DAYS = 3650;

    /// A new token with the secret that is shown this once.
    record Made(ApiToken token, String secret) {

        @Override
        public String toString() {
            return "Made[" + token.id() + "]";
        }
    }

    private final ApiTokenStore store;
    private final Members signedIn;
    private final Audit audit;
    private final Clock clock;

    ApiTokens(ApiTokenStore store, Members signedIn, Audit audit, Clock clock) {
        this.store = store;
        this.signedIn = signedIn;
        this.audit = audit;
        this.clock = clock;
    }

    /// The tokens that the one who asks may see.
    List<ApiToken> list() {
        var member = signedIn.require();
        return store.list(administers() ? null : member.id());
    }

    /// Makes a token of the member who asks.
    ///
    /// @param days how long it is valid, null for ever
    @Transactional
    Made create(@Nullable String name, Scope scope, @Nullable Integer days) {
        var member = signedIn.require();
        needsFullScope();
        var clean = name == null ? "" : name.strip();
        new Wrongs.Check()
                .yes(!clean.isEmpty(), "name", t("team.tokens.name.empty"))
                .yes(clean.length() <= LONGEST_NAME, "name", t("team.name.long", "count", LONGEST_NAME))
                .yes(days == null || (days >= 1 && days <= LONGEST_DAYS), "days", t("team.tokens.days.wrong"))
                .done();
        var now = clock.instant();
        var secret = "kw_" + Secrets.random();
        var token = new ApiToken(
                Ids.next(),
                member.id(),
                member.name(),
                clean,
                scope,
                false,
                now,
                days == null ? null : now.plus(Duration.ofDays(days)),
                null,
                null);
        store.add(token, Secrets.hash(secret));
        audit.record("token.created", token.id(), clean, Map.of("scope", scope));
        return new Made(token, secret);
    }

    @Transactional
    void revoke(UUID id) {
        needsFullScope();
        var member = signedIn.require();
        var token = store.find(id)
                .filter(found -> found.memberId().equals(member.id()) || administers())
                .orElseThrow(TokenNotFound::new);
        if (store.revoke(id, clock.instant())) {
            audit.record("token.revoked", id, token.name(), Map.of("member", token.member()));
        }
    }

    boolean valid(ApiToken token) {
        return token.valid(clock.instant());
    }

    // else a small token could make itself a large one
    private static void needsFullScope() {
        boolean small = SignedInMembers.principal()
                .map(TeamPrincipal::token)
                .filter(token -> token.scope() != Scope.ADMIN)
                .isPresent();
        if (small) {
            throw new NoRight(t("team.tokens.scope-needed"));
        }
    }

    private static boolean administers() {
        return SignedInMembers.principal()
                .filter(principal -> principal.authorities().stream()
                        .anyMatch(authority -> "ROLE_ADMINISTRATOR".equals(authority.getAuthority())))
                .isPresent();
    }
}
