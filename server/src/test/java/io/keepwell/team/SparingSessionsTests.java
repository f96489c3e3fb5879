package io.keepwell.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.MapSession;

class SparingSessionsTests {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final Kept kept = new Kept();
    private final SparingSessions<MapSession> sessions = new SparingSessions<>(kept);

    SparingSessionsTests() {
        var session = new MapSession("ana");
        session.setLastAccessedTime(NOW);
        kept.save(session);
    }

    @Test
    void beingUsedIsWrittenOnceAMinute() {
        assertThat(usedAt(NOW.plusSeconds(59))).isEqualTo(NOW);
        assertThat(usedAt(NOW.plusSeconds(60))).isEqualTo(NOW.plusSeconds(60));
        assertThat(usedAt(NOW.plusSeconds(119))).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void whatChangesIsKeptAtOnce() {
        var session = found();
        session.setAttribute("handle", "h");
        session.setMaxInactiveInterval(Duration.ofDays(14));
        sessions.save(session);

        assertThat(found().<String>getAttribute("handle")).isEqualTo("h");
        assertThat(found().getMaxInactiveInterval()).isEqualTo(Duration.ofDays(14));
    }

    @Test
    void aRequestReadsItsSessionOnceAndTheNextOneAnew() throws Exception {
        for (int request = 1; request <= 2; request++) {
            new SparingSessions.ReadOnce()
                    .doFilter(new MockHttpServletRequest(), new MockHttpServletResponse(), (asked, answer) -> {
                        found();
                        found();
                    });
            assertThat(kept.reads).isEqualTo(request);
        }
    }

    @Test
    void whatWasEndedIsGoneWithinTheSameRequest() throws Exception {
        new SparingSessions.ReadOnce()
                .doFilter(new MockHttpServletRequest(), new MockHttpServletResponse(), (asked, answer) -> {
                    found();
                    sessions.deleteById("ana");
                    assertThat(sessions.findById("ana")).isNull();
                });
    }

    private Instant usedAt(Instant at) {
        var session = found();
        session.setLastAccessedTime(at);
        sessions.save(session);
        return found().getLastAccessedTime();
    }

    private SparingSessions.Spared<MapSession> found() {
        var session = sessions.findById("ana");
        assertThat(session).isNotNull();
        return Objects.requireNonNull(session);
    }

    /// Sessions in a map, each handed out as a copy.
    private static final class Kept implements FindByIndexNameSessionRepository<MapSession> {

        private final Map<String, MapSession> all = new HashMap<>();
        private int reads;

        @Override
        public MapSession createSession() {
            return new MapSession();
        }

        @Override
        public void save(MapSession session) {
            all.put(session.getId(), new MapSession(session));
        }

        @Override
        public @Nullable MapSession findById(String id) {
            reads++;
            var session = all.get(id);
            return session == null ? null : new MapSession(session);
        }

        @Override
        public void deleteById(String id) {
            all.remove(id);
        }

        @Override
        public Map<String, MapSession> findByIndexNameAndIndexValue(String name, String value) {
            return Map.of();
        }
    }
}
