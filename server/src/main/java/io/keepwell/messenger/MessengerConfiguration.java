package io.keepwell.messenger;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfiguration;

/// Who may reach the messenger from where, and what is done in the background.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MessengerLimits.class)
class MessengerConfiguration {

    private static final Duration SAID = Duration.ofDays(30);

    /// What customers' browsers reach: no session, no cookie, and only from the origins that are named. A browser sends
    /// where it comes from by itself; a page elsewhere is refused before anything is looked at.
    @Bean
    @Order(0)
    SecurityFilterChain messenger(HttpSecurity http, MessengerStore store) throws Exception {
        return http.securityMatcher("/messenger.js", "/messenger/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .cors(cors -> cors.configurationSource(
                        request -> request.getRequestURI().startsWith("/messenger/v1/") ? origins(store) : null))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                                "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                                        + " base-uri 'none'; frame-ancestors 'none'"))
                        .cacheControl(cache -> cache.disable())
                        .crossOriginResourcePolicy(policy -> policy.policy(
                                org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter
                                        .CrossOriginResourcePolicy.CROSS_ORIGIN)))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    private static CorsConfiguration origins(MessengerStore store) {
        var settings = store.settings();
        var cors = new CorsConfiguration();
        cors.setAllowedOrigins(settings.enabled() ? settings.origins() : List.of());
        cors.setAllowedMethods(List.of("GET", "POST"));
        cors.setAllowedHeaders(List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE, HttpHeaders.ACCEPT));
        cors.setAllowCredentials(false);
        cors.setMaxAge(Duration.ofMinutes(10));
        return cors;
    }

    /// Sends by mail what those who have left have not read.
    @Bean
    RecurringTask<Void> messengerGoesOn(Answers answers) {
        return Tasks.recurring("messenger-goes-on", FixedDelay.of(Duration.ofSeconds(10)))
                .execute((instance, context) -> answers.goOn());
    }

    /// Browsers repeat themselves for some days at most.
    @Bean
    RecurringTask<Void> forgetWhatMessengersSaid(JdbcClient jdbc, Clock clock) {
        return Tasks.recurring("forget-what-messengers-said", FixedDelay.of(Duration.ofHours(24)))
                .execute((instance, context) -> jdbc.sql("delete from messenger_said where at < :before")
                        .param("before", clock.instant().minus(SAID).atOffset(ZoneOffset.UTC))
                        .update());
    }
}
