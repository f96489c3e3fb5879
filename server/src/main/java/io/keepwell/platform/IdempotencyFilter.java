package io.keepwell.platform;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Records;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// Honours `Idempotency-Key` on every POST of the API: the same key with the same request gets the first answer again,
/// with another request 409. The key and what the request did commit in one transaction, so that after a crash either
/// both are there or neither. Answers lie encrypted: that to a new API token contains the token.
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class IdempotencyFilter extends OncePerRequestFilter {

    private static final int LONGEST_KEY = 200;

    private record Answer(
            byte[] requestHash,
            int status,
            @Nullable String contentType,
            @Nullable String location,
            byte[] body) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Keys keys;
    private final Clock clock;

    IdempotencyFilter(JdbcClient jdbc, TransactionTemplate transaction, Keys keys, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || !request.getRequestURI().startsWith("/api/v1/")
                || request.getHeader("Idempotency-Key") == null
                || request.getUserPrincipal() == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var key = request.getHeader("Idempotency-Key");
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            refuse(response, 400, "invalid-idempotency-key", t("shared.api.key"));
            return;
        }
        var caller = request.getUserPrincipal().getName();
        var body = request.getInputStream().readAllBytes();
        var hash = hash(request, body);
        var caching = new ContentCachingResponseWrapper(response);
        var earlier = transaction.execute(status -> {
            // the second of two that come at once waits here for the first
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 11))")
                    .param("name", caller + "\n" + key)
                    .query((row, n) -> 0)
                    .list();
            var found = find(caller, key);
            if (found.isPresent()) {
                return found;
            }
            try {
                chain.doFilter(new Repeated(request, body), caching);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (ServletException e) {
                throw new IllegalStateException(e);
            }
            if (caching.getStatus() < 300) {
                keep(caller, key, hash, caching);
            } else {
                status.setRollbackOnly();
            }
            return Optional.<Answer>empty();
        });
        if (earlier == null || earlier.isEmpty()) {
            caching.copyBodyToResponse();
            return;
        }
        repeat(earlier.get(), hash, response);
    }

    private Optional<Answer> find(String caller, String key) {
        return jdbc.sql("""
                        select request_hash, status, content_type, location, body
                          from idempotent_answer
                         where caller = :caller
                           and key = :key
                        """)
                .param("caller", caller)
                .param("key", key)
                .query(Records.of(Answer.class))
                .optional();
    }

    private void keep(String caller, String key, byte[] hash, ContentCachingResponseWrapper answer) {
        jdbc.sql("""
                        insert into idempotent_answer (caller, key, request_hash, status, content_type, location, body, created_at)
                        values (:caller, :key, :hash, :status, :contentType, :location, :body, :at)
                        """)
                .param("caller", caller)
                .param("key", key)
                .param("hash", hash)
                .param("status", answer.getStatus())
                .param("contentType", answer.getContentType())
                .param("location", answer.getHeader("Location"))
                .param("body", keys.encrypt(new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8)))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void repeat(Answer answer, byte[] hash, HttpServletResponse response) throws IOException {
        if (!MessageDigest.isEqual(answer.requestHash(), hash)) {
            refuse(response, 409, "idempotency-key-reused", t("shared.api.key.reused"));
            return;
        }
        response.setStatus(answer.status());
        if (answer.contentType() != null) {
            response.setContentType(answer.contentType());
        }
        if (answer.location() != null) {
            response.setHeader("Location", answer.location());
        }
        response.setHeader("Idempotency-Replayed", "true");
        response.getOutputStream().write(keys.decrypt(answer.body()).getBytes(StandardCharsets.UTF_8));
    }

    private static void refuse(HttpServletResponse response, int status, String slug, String sentence)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.getOutputStream()
                .write(("{\"type\":\"/problems/" + slug + "\",\"status\":" + status + ",\"detail\":\"" + sentence
                                + "\"}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hash(HttpServletRequest request, byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(
                    (request.getRequestURI() + "?" + request.getQueryString() + "\n").getBytes(StandardCharsets.UTF_8));
            return digest.digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The request with its body readable once more.
    private static final class Repeated extends HttpServletRequestWrapper {

        private final byte[] body;

        Repeated(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            var in = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return in.read();
                }

                @Override
                public boolean isFinished() {
                    return in.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException();
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
