package io.keepwell.team;

import io.keepwell.shared.ForEveryone;
import jakarta.servlet.DispatcherType;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// Who may reach what. One chain for programs (`/api`, bearer tokens, no session, no CSRF) and one for pages (session
/// and CSRF token). What neither names is refused, and what a method is marked with ({@link ForEveryone} and its
/// like) decides the rest.
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableMethodSecurity
class SecurityConfiguration {

    /// Everything from our own origin, nothing inline but style attributes. Message bodies set their own, stricter one.
    static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "worker-src 'self'",
            "style-src 'self'",
            "style-src-attr 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "frame-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    @Bean
    @Order(1)
    SecurityFilterChain programs(HttpSecurity http, BearerTokenFilter bearer, SecurityAnswers answers)
            throws Exception {
        looks(http);
        return http.securityMatcher("/api/**", "/actuator/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .addFilterBefore(bearer, AnonymousAuthenticationFilter.class)
                .exceptionHandling(faults ->
                        faults.authenticationEntryPoint(answers::tokenNeeded).accessDeniedHandler(answers::refused))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.FORWARD, DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers("/api/openapi.json", "/api/openapi.json/**")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .hasRole(Role.ADMINISTRATOR.name())
                        .requestMatchers("/api/v1/**")
                        .authenticated()
                        .anyRequest()
                        .denyAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http, SessionMembers sessions, SecurityAnswers answers) throws Exception {
        looks(http);
        return http.csrf(csrf -> csrf.csrfTokenRepository(new HttpSessionCsrfTokenRepository())
                        // the token in the address is the right to answer, and whoever answers has no session
                        .ignoringRequestMatchers("/works/*"))
                .securityContext(context -> context.securityContextRepository(sessions))
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(faults ->
                        faults.authenticationEntryPoint(answers::signInNeeded).accessDeniedHandler(answers::refused))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.FORWARD, DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(
                                "/", "/healthz", "/sign-in", "/sign-in/**", "/first-run", "/invitations/*", "/works/*")
                        .permitAll()
                        // people whom the provider of a mailbox sends back
                        .requestMatchers("/mailbox-consent")
                        .permitAll()
                        .requestMatchers(
                                "/css/**", "/js/**", "/img/**", "/webjars/**", "/_static/**", "/favicon.ico", "/error")
                        .permitAll()
                        // at the root, for it may speak only of what lies below it; browsers fetch it by themselves
                        .requestMatchers("/push-worker.js")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    private static void looks(HttpSecurity http) throws Exception {
        http.headers(
                headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        // frame-ancestors says it, and message bodies are framed by our own pages
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::disable)
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(policy -> policy.policy("camera=(), geolocation=(), microphone=()"))
                        .httpStrictTransportSecurity(strict -> strict.includeSubDomains(false)));
    }

    /// Nobody looks at how long each filter and each decision took, and measuring it costs every request.
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /// PBKDF2, for it is in the JDK and takes passwords of any length.
    @Bean
    PasswordEncoder passwordEncoder() {
        var known = Map.<String, PasswordEncoder>of("pbkdf2", Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8());
        return new DelegatingPasswordEncoder("pbkdf2", known);
    }
}
