package io.keepwell.team;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Service;

/// Who acts now, and who else there is.
@Service
class SignedInMembers implements Members {

    private final MemberStore store;
    private final TeamStore teams;

    SignedInMembers(MemberStore store, TeamStore teams) {
        this.store = store;
        this.teams = teams;
    }

    /// The principal of the current request; empty where nobody is signed in.
    static Optional<TeamPrincipal> principal() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof TeamAuthentication known
                ? Optional.of(known.getPrincipal())
                : Optional.empty();
    }

    @Override
    public Optional<Member> current() {
        return principal().map(TeamPrincipal::member);
    }

    @Override
    public Member require() {
        return current().orElseThrow(() -> new AccessDeniedException("Nobody is signed in"));
    }

    @Override
    public Optional<Member> find(UUID id) {
        return store.find(id);
    }

    @Override
    public List<Member> active() {
        return store.all().stream().filter(Member::active).toList();
    }

    @Override
    public void actAs(Member member, Runnable deed) {
        var before = SecurityContextHolder.getContext();
        var language = LocaleContextHolder.getLocaleContext();
        try {
            SecurityContextHolder.setContext(
                    new SecurityContextImpl(new TeamAuthentication(new TeamPrincipal(member, null))));
            LocaleContextHolder.setLocale(member.locale());
            deed.run();
        } finally {
            SecurityContextHolder.setContext(before);
            LocaleContextHolder.setLocaleContext(language);
        }
    }

    @Override
    public List<TeamName> teams() {
        return teams.all();
    }
}
