package io.keepwell.conversations;

import io.keepwell.shared.Records;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Lets every address of a conversation that has become part of another one lead there for ever (T9): pages
/// are sent on, and where an address names it as `{id}` it means the other one from the door on.
@Configuration(proxyBeanMethods = false)
class MergedAddresses implements WebMvcConfigurer, HandlerInterceptor {

    private final JdbcClient jdbc;

    MergedAddresses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .addPathPatterns(
                        "/inbox/{number}",
                        "/conversations/{id}",
                        "/conversations/{id}/**",
                        "/api/v1/conversations/{id}",
                        "/api/v1/conversations/{id}/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws Exception {
        if (!(request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables)) {
            return true;
        }
        if (request.getRequestURI().startsWith("/inbox/")) {
            var into = text(variables.get("number")).flatMap(this::byNumber);
            if (into.isPresent()) {
                var query = request.getQueryString();
                response.sendRedirect("/inbox/" + into.get().number() + (query == null ? "" : "?" + query));
                return false;
            }
            return true;
        }
        text(variables.get("id"))
                .flatMap(id -> id.matches("#?\\d{1,18}") ? byNumber(id) : byId(id))
                .ifPresent(into -> {
                    var led = new HashMap<Object, Object>(variables);
                    led.put("id", into.id().toString());
                    request.setAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, led);
                });
        return true;
    }

    private record Into(UUID id, long number) {}

    private Optional<Into> byNumber(String number) {
        return number.matches("#?\\d{1,18}")
                ? into("number", Long.parseLong(number.replace("#", "")))
                : Optional.empty();
    }

    private Optional<Into> byId(String id) {
        try {
            return into("id", UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Into> into(String column, Object value) {
        return jdbc.sql("""
                        select s.id, s.number
                          from conversation c
                          join conversation s on s.id = conversation_survivor(c.id)
                         where c.merged_into is not null
                           and c.""" + column + " = :value")
                .param("value", value)
                .query(Records.of(Into.class))
                .optional();
    }

    private static Optional<String> text(@Nullable Object value) {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
