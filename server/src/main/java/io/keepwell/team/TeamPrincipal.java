package io.keepwell.team;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/// Who acts: a member, by page or by one of their API tokens.
///
/// @param member the member
/// @param token  the token, null when a page is used
record TeamPrincipal(Member member, @Nullable Token token) implements AuthenticatedPrincipal {

    /// The token that a request came with.
    record Token(UUID id, String name, Scope scope) {}

    @Override
    public String getName() {
        return token == null ? member.id().toString() : "token:" + token.id();
    }

    /// What Spring Security is told: the role of the member. A token without the scope `admin` makes an agent of an
    /// administrator: it serves customers but touches neither people nor settings.
    List<GrantedAuthority> authorities() {
        var role = member.role() == Role.ADMINISTRATOR && token != null && token.scope() != Scope.ADMIN
                ? Role.AGENT
                : member.role();
        return List.of(new SimpleGrantedAuthority("ROLE_" + role.name()));
    }
}
