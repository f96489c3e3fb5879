package io.keepwell.team;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;

/// Whose session it is. A session holds no more than the id of its member; the member is read anew for every request,
/// so that a change of role or a deactivation counts at once.
@Component
class SessionMembers implements SecurityContextRepository {

    static final String MEMBER = "keepwell.member";
    static final String SIGNED_IN_AT = "keepwell.signed-in-at";
    static final String BROWSER = "keepwell.browser";
    static final String HANDLE = "keepwell.handle";

    private static final String AWAITS_CODE = "keepwell.awaits-code";
    private static final String AWAITS_UNTIL = "keepwell.awaits-code-until";
    private static final Duration CODE_WITHIN = Duration.ofMinutes(10);
    private static final int LONGEST_BROWSER = 400;

    private final MemberStore members;
    private final Clock clock;

    SessionMembers(MemberStore members, Clock clock) {
        this.members = members;
        this.clock = clock;
    }

    /// Begins the session of a member who has proved who they are; what was before ends, so that nobody can have laid
    /// out the session id or the token of the form.
    void begin(HttpServletRequest request, Member member) {
        var before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        var session = request.getSession(true);
        session.setMaxInactiveInterval((int) SessionConfiguration.IDLE.toSeconds());
        session.setAttribute(
                FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME,
                member.id().toString());
        session.setAttribute(MEMBER, member.id().toString());
        session.setAttribute(SIGNED_IN_AT, clock.millis());
        session.setAttribute(HANDLE, UUID.randomUUID().toString());
        var browser = request.getHeader("User-Agent");
        session.setAttribute(
                BROWSER, browser == null ? "" : browser.substring(0, Math.min(browser.length(), LONGEST_BROWSER)));
    }

    /// Remembers for some minutes that the password was right and a one-time code is still missing.
    void awaitCode(HttpServletRequest request, Member member) {
        var before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        var session = request.getSession(true);
        session.setAttribute(AWAITS_CODE, member.id().toString());
        session.setAttribute(AWAITS_UNTIL, clock.instant().plus(CODE_WITHIN).toEpochMilli());
    }

    /// The member whose one-time code is awaited.
    Optional<Member> awaitingCode(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null
                || !(session.getAttribute(AWAITS_CODE) instanceof String id)
                || !(session.getAttribute(AWAITS_UNTIL) instanceof Long until)
                || until < clock.millis()) {
            return Optional.empty();
        }
        return members.find(UUID.fromString(id)).filter(Member::active);
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new DeferredSecurityContext() {
            private boolean loaded;
            private SecurityContext context = new SecurityContextImpl();

            @Override
            public SecurityContext get() {
                if (!loaded) {
                    loaded = true;
                    context = load(request);
                }
                return context;
            }

            @Override
            public boolean isGenerated() {
                return get().getAuthentication() == null;
            }
        };
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return load(holder.getRequest());
    }

    // Sessions begin by `begin` alone.
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return member(request).isPresent();
    }

    private SecurityContext load(HttpServletRequest request) {
        return member(request)
                .map(member -> new SecurityContextImpl(new TeamAuthentication(new TeamPrincipal(member, null))))
                .orElseGet(SecurityContextImpl::new);
    }

    private Optional<Member> member(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false))
                .filter(this::fresh)
                .map(session -> session.getAttribute(MEMBER))
                .map(id -> UUID.fromString(id.toString()))
                .flatMap(members::find)
                .filter(Member::active);
    }

    private boolean fresh(HttpSession session) {
        return session.getAttribute(SIGNED_IN_AT) instanceof Long at
                && Instant.ofEpochMilli(at).plus(SessionConfiguration.LONGEST).isAfter(clock.instant());
    }
}
