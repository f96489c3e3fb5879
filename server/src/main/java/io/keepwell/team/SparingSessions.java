package io.keepwell.team;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.web.filter.OncePerRequestFilter;

/// Sessions that cost a request one statement. That a session was used is written at most once a minute, which is exact
/// enough for sessions that end after days; and a request reads its session once, however often it is asked for.
///
/// @param <S> how the sessions are kept
final class SparingSessions<S extends Session> implements FindByIndexNameSessionRepository<SparingSessions.Spared<S>> {

    /// How far the written time of use may lag behind.
    static final Duration LAG = Duration.ofMinutes(1);

    private static final ScopedValue<Map<String, Session>> READ = ScopedValue.newInstance();

    private final FindByIndexNameSessionRepository<S> kept;

    SparingSessions(FindByIndexNameSessionRepository<S> kept) {
        this.kept = kept;
    }

    @Override
    public Spared<S> createSession() {
        return new Spared<>(kept.createSession());
    }

    @Override
    public void save(Spared<S> session) {
        kept.save(session.kept());
    }

    @Override
    @SuppressWarnings("unchecked") // only those of this repository are put there
    public @Nullable Spared<S> findById(String id) {
        if (!READ.isBound()) {
            return read(id);
        }
        var known = READ.get().get(id);
        if (known == null) {
            known = read(id);
            if (known != null) {
                READ.get().put(id, known);
            }
        }
        return (Spared<S>) known;
    }

    private @Nullable Spared<S> read(String id) {
        var found = kept.findById(id);
        return found == null ? null : new Spared<>(found);
    }

    @Override
    public void deleteById(String id) {
        if (READ.isBound()) {
            READ.get().remove(id);
        }
        kept.deleteById(id);
    }

    @Override
    public Map<String, Spared<S>> findByIndexNameAndIndexValue(String name, String value) {
        var found = new LinkedHashMap<String, Spared<S>>();
        kept.findByIndexNameAndIndexValue(name, value).forEach((id, session) -> found.put(id, new Spared<>(session)));
        return found;
    }

    /// Lets the sessions that a request has read last as long as the request.
    static final class ReadOnce extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            try {
                ScopedValue.where(READ, new HashMap<>()).call(() -> {
                    chain.doFilter(request, response);
                    return true;
                });
            } catch (ServletException | IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new ServletException(e);
            }
        }
    }

    /// A session that is not changed by being used a little later.
    record Spared<S extends Session>(S kept) implements Session {

        @Override
        public void setLastAccessedTime(Instant at) {
            if (!at.isBefore(kept.getLastAccessedTime().plus(LAG))) {
                kept.setLastAccessedTime(at);
            }
        }

        @Override
        public String getId() {
            return kept.getId();
        }

        @Override
        public String changeSessionId() {
            return kept.changeSessionId();
        }

        @Override
        public <T> @Nullable T getAttribute(String name) {
            return kept.getAttribute(name);
        }

        @Override
        public Set<String> getAttributeNames() {
            return kept.getAttributeNames();
        }

        @Override
        public void setAttribute(String name, Object value) {
            kept.setAttribute(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            kept.removeAttribute(name);
        }

        @Override
        public Instant getCreationTime() {
            return kept.getCreationTime();
        }

        @Override
        public Instant getLastAccessedTime() {
            return kept.getLastAccessedTime();
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            kept.setMaxInactiveInterval(interval);
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return kept.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return kept.isExpired();
        }
    }
}
