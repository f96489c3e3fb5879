package io.keepwell.team;

import io.keepwell.platform.KeepwellSettings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;

/// Sessions live in PostgreSQL: they survive a restart, count on every node and can be listed and ended.
@Configuration(proxyBeanMethods = false)
@EnableJdbcHttpSession(maxInactiveIntervalInSeconds = SessionConfiguration.BEFORE_SIGN_IN_SECONDS)
class SessionConfiguration {

    /// A session that only holds the token of the sign-in form ends soon.
    static final int BEFORE_SIGN_IN_SECONDS = 3600;

    /// A session of somebody signed in ends when unused this long, and after `LONGEST` in any case.
    static final Duration IDLE = Duration.ofDays(14);

    static final Duration LONGEST = Duration.ofDays(30);

    @Bean
    PostgreSqlJdbcIndexedSessionRepositoryCustomizer sessionsInPostgres() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    // What Spring Boot's starter would do: errors and answers that continue later belong to the session as well.
    @Bean
    FilterRegistrationBean<SessionRepositoryFilter<?>> sessionFilter(SessionRepositoryFilter<?> filter) {
        var registration = new FilterRegistrationBean<SessionRepositoryFilter<?>>(filter);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
        return registration;
    }

    @Bean
    @Primary
    SparingSessions<?> sparingSessions(JdbcIndexedSessionRepository sessions) {
        return new SparingSessions<>(sessions);
    }

    @Bean
    FilterRegistrationBean<SparingSessions.ReadOnce> sessionReadOnce() {
        var registration = new FilterRegistrationBean<>(new SparingSessions.ReadOnce());
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER - 1);
        return registration;
    }

    @Bean
    CookieSerializer sessionCookie(KeepwellSettings settings) {
        return new TeamCookie(settings);
    }

    /// `__Host-keepwell` where the way is encrypted; a plain cookie, named by port so that two installations on one
    /// machine keep apart, over loopback.
    private static final class TeamCookie implements CookieSerializer {

        private final KeepwellSettings settings;
        private final DefaultCookieSerializer secure = cookie("__Host-keepwell", true);

        TeamCookie(KeepwellSettings settings) {
            this.settings = settings;
        }

        @Override
        public void writeCookieValue(CookieValue value) {
            serializer(value.getRequest()).writeCookieValue(value);
        }

        @Override
        public List<String> readCookieValues(HttpServletRequest request) {
            return serializer(request).readCookieValues(request);
        }

        private CookieSerializer serializer(HttpServletRequest request) {
            return Transport.of(request, settings) == Transport.ENCRYPTED
                    ? secure
                    : cookie("keepwell-" + request.getServerPort(), false);
        }

        private static DefaultCookieSerializer cookie(String name, boolean secure) {
            var cookie = new DefaultCookieSerializer();
            cookie.setCookieName(name);
            cookie.setCookiePath("/");
            cookie.setUseSecureCookie(secure);
            cookie.setUseHttpOnlyCookie(true);
            cookie.setSameSite("Lax");
            cookie.setCookieMaxAge((int) LONGEST.toSeconds());
            return cookie;
        }
    }
}
