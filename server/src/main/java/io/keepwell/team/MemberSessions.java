package io.keepwell.team;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Service;

/// The sessions of a member: where they are signed in, and how to end that.
@Service
class MemberSessions {

    /// One session.
    ///
    /// @param handle     names it on the page; the id itself would let others in
    /// @param browser    browser and system in words
    /// @param signedInAt when it began
    /// @param lastUsedAt last request
    /// @param current    whether it is the one that asks
    record Open(String handle, String browser, Instant signedInAt, Instant lastUsedAt, boolean current) {}

    private final FindByIndexNameSessionRepository<? extends Session> sessions;

    MemberSessions(FindByIndexNameSessionRepository<? extends Session> sessions) {
        this.sessions = sessions;
    }

    /// The open sessions, the current one first, then the latest used.
    List<Open> of(UUID member, String currentId) {
        return open(member).values().stream()
                .filter(session -> !session.isExpired())
                .map(session -> open(session, currentId))
                .sorted(Comparator.comparing(Open::current)
                        .thenComparing(Open::lastUsedAt)
                        .reversed())
                .toList();
    }

    /// Ends one session by its handle; nothing happens where it is over already.
    void end(UUID member, String handle) {
        open(member).values().stream()
                .filter(session -> handle.equals(session.getAttribute(SessionMembers.HANDLE)))
                .map(Session::getId)
                .forEach(sessions::deleteById);
    }

    /// Ends all sessions but one.
    void endOthers(UUID member, String currentId) {
        open(member).keySet().stream().filter(id -> !id.equals(currentId)).forEach(sessions::deleteById);
    }

    void endAll(UUID member) {
        open(member).keySet().forEach(sessions::deleteById);
    }

    private Map<String, ? extends Session> open(UUID member) {
        return sessions.findByPrincipalName(member.toString());
    }

    private static Open open(Session session, String currentId) {
        Object handle = session.getAttribute(SessionMembers.HANDLE);
        Object browser = session.getAttribute(SessionMembers.BROWSER);
        Object since = session.getAttribute(SessionMembers.SIGNED_IN_AT);
        return new Open(
                handle == null ? "" : handle.toString(),
                BrowserName.of(browser == null ? "" : browser.toString()),
                since instanceof Long millis ? Instant.ofEpochMilli(millis) : session.getCreationTime(),
                session.getLastAccessedTime(),
                session.getId().equals(currentId));
    }
}
