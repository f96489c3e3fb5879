package io.keepwell.portal;

import static io.keepwell.shared.SettingsPage.Section.DESK;
import static io.keepwell.team.SettingsEntry.Audience.ADMINISTRATORS;

import io.keepwell.customers.CustomerBelongings;
import io.keepwell.customers.CustomerRows;
import io.keepwell.shared.SettingsPage;
import io.keepwell.team.SettingsEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/// Who may reach customers' pages, and what tells others of them: no session, no cookie, no referrer, no search engine.
@Configuration(proxyBeanMethods = false)
class PortalConfiguration {

    @Bean
    @Order(0)
    SecurityFilterChain portal(HttpSecurity http) throws Exception {
        return http.securityMatcher("/portal", "/portal/**")
                // the link in the address is the right to act, and no cookie is
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                                "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr"
                                        + " 'unsafe-inline'; img-src 'self'; connect-src 'self'; form-action 'self';"
                                        + " base-uri 'none'; frame-ancestors 'none'"))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .addHeaderWriter(new StaticHeadersWriter("X-Robots-Tag", "noindex, nofollow, noarchive")))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(70)
    CustomerBelongings portalDeeds(JdbcClient jdbc) {
        return new CustomerRows(
                jdbc, "portal", "portal_deed", "select count(*) from portal_deed where customer_id = :customer");
    }

    @Bean
    SettingsPage portalSettingsPage() {
        return new SettingsEntry(
                "/settings/portal",
                "user-square",
                DESK,
                ADMINISTRATORS,
                "portal.settings.title",
                "portal.settings.sentence");
    }
}
