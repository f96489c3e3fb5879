package io.keepwell.team;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Component;

/// Signs a member in for the length of a deed.
@Component
class OnBehalfOfMembers implements OnBehalf {

    private final MemberStore members;

    OnBehalfOfMembers(MemberStore members) {
        this.members = members;
    }

    @Override
    public <T> Optional<T> of(UUID member, Supplier<T> deed) {
        var who = members.find(member).filter(Member::active);
        if (who.isEmpty()) {
            return Optional.empty();
        }
        var before = SecurityContextHolder.getContext();
        SecurityContextHolder.setContext(
                new SecurityContextImpl(new TeamAuthentication(new TeamPrincipal(who.get(), null))));
        try {
            return Optional.of(deed.get());
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }
}
