package io.keepwell.team;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Knows programs by `Authorization: Bearer`. A token acts with the role of its member, limited by its scope.
@Component
class BearerTokenFilter extends OncePerRequestFilter {

    private static final String SCHEME = "bearer ";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final ApiTokenStore tokens;
    private final MemberStore members;
    private final SecurityAnswers answers;
    private final Clock clock;

    BearerTokenFilter(ApiTokenStore tokens, MemberStore members, SecurityAnswers answers, Clock clock) {
        this.tokens = tokens;
        this.members = members;
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            chain.doFilter(request, response);
            return;
        }
        var principal = principal(header);
        if (principal.isEmpty()) {
            answers.wrongToken(response);
            return;
        }
        var token = principal.get().token();
        if (token != null && token.scope() == Scope.READ && !READING.contains(request.getMethod())) {
            answers.scopeTooSmall(response);
            return;
        }
        SecurityContextHolder.setContext(new SecurityContextImpl(new TeamAuthentication(principal.get())));
        chain.doFilter(request, response);
    }

    // answers of a server-sent or streamed kind continue on another thread, which has to know as well
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    private Optional<TeamPrincipal> principal(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        var now = clock.instant();
        var token =
                tokens.findValid(Secrets.hash(header.substring(SCHEME.length()).strip()), now);
        var member = token.flatMap(found -> members.find(found.memberId())).filter(Member::active);
        if (token.isEmpty() || member.isEmpty()) {
            return Optional.empty();
        }
        tokens.used(token.get().id(), now);
        return Optional.of(new TeamPrincipal(
                member.get(),
                new TeamPrincipal.Token(
                        token.get().id(), token.get().name(), token.get().scope())));
    }

    @Configuration(proxyBeanMethods = false)
    static class InTheChainOnly {

        /// Spring Boot would put the filter before everything else a second time.
        @Bean
        FilterRegistrationBean<BearerTokenFilter> bearerTokenFilterInTheChainOnly(BearerTokenFilter filter) {
            var registration = new FilterRegistrationBean<>(filter);
            registration.setEnabled(false);
            return registration;
        }
    }
}
