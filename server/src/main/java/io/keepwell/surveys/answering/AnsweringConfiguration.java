package io.keepwell.surveys.answering;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.surveys.Answering;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/// Who may reach the pages of surveys, and what tells others of them: no session, no cookie, no
/// script, no referrer, no search engine (3.3.7).
@Configuration(proxyBeanMethods = false)
class AnsweringConfiguration {

    @Bean
    RecurringTask<Void> mixUsedLinks(Answering answering) {
        return Tasks.recurring("mix-used-links", FixedDelay.of(Duration.ofHours(24)))
                .execute((instance, context) -> answering.mix());
    }

    @Bean
    @Order(0)
    SecurityFilterChain answeringPages(HttpSecurity http) throws Exception {
        return http.securityMatcher("/s/**", "/survey/**")
                // the link in the address is the right to answer, the form carries a nonce, and no cookie does anything
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                                "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self';"
                                        + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .addHeaderWriter(new StaticHeadersWriter("X-Robots-Tag", "noindex, nofollow, noarchive")))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }
}
