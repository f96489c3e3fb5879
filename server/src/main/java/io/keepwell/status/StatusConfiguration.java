package io.keepwell.status;

import static io.keepwell.shared.SettingsPage.Section.DESK;
import static io.keepwell.team.SettingsEntry.Audience.ADMINISTRATORS;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.shared.SettingsPage;
import io.keepwell.team.SettingsEntry;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/// Who may reach the status page, and what is done in the background.
@Configuration(proxyBeanMethods = false)
class StatusConfiguration {

    /// The public page: no session, no cookie, no script. Its forms change nothing that is not asked for by
    /// a letter or named by a link that only its owner has, so they need no token against forged ones.
    @Bean
    @Order(0)
    SecurityFilterChain statusPages(HttpSecurity http) throws Exception {
        return http.securityMatcher("/status", "/status.json", "/status/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                                "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self';"
                                        + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"))
                        .cacheControl(cache -> cache.disable()))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    SettingsPage statusSettings() {
        return new SettingsEntry(
                "/settings/status", "activity-heartbeat", DESK, ADMINISTRATORS, "status.title", "status.sentence");
    }

    @Bean
    RecurringTask<Void> tellSubscribers(StatusMails mails) {
        return Tasks.recurring("tell-subscribers", FixedDelay.of(Duration.ofSeconds(2)))
                .execute((instance, context) -> mails.writeAll());
    }

    @Bean
    RecurringTask<Void> lookAtMaintenance(IncidentStore store, Incidents incidents) {
        return Tasks.recurring("look-at-maintenance", FixedDelay.of(Duration.ofSeconds(20)))
                .execute((instance, context) -> store.toLookAt().forEach(incidents::look));
    }

    @Bean
    RecurringTask<Void> forgetUnconfirmed(Subscriptions subscriptions) {
        return Tasks.recurring("forget-unconfirmed", FixedDelay.of(Duration.ofHours(1)))
                .execute((instance, context) -> subscriptions.forget());
    }
}
