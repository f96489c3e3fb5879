package io.keepwell.team;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/// A request whose sender is known. Made anew for every request and never stored, so that a change of role or a
/// deactivation counts from the next request on.
final class TeamAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient TeamPrincipal principal;

    TeamAuthentication(TeamPrincipal principal) {
        super(principal.authorities());
        this.principal = principal;
        setAuthenticated(true);
    }

    @Override
    public TeamPrincipal getPrincipal() {
        return principal;
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
