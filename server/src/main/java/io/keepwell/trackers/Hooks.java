package io.keepwell.trackers;

import io.keepwell.platform.LiveUpdates;
import io.keepwell.problems.Problems;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes in what trackers tell. It changes what is known of their issues, and nothing else: no problem changes its
/// state, and no customer hears anything (PR13).
@Service
class Hooks {

    private static final int LONGEST_COMMENT = 2000;

    private final IssueStore issues;
    private final ConnectionStore connections;
    private final DoneElsewhere done;
    private final Problems problems;
    private final LiveUpdates live;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;

    Hooks(
            IssueStore issues,
            ConnectionStore connections,
            DoneElsewhere done,
            Problems problems,
            LiveUpdates live,
            ApplicationEventPublisher events,
            JsonMapper json) {
        this.issues = issues;
        this.connections = connections;
        this.done = done;
        this.problems = problems;
        this.live = live;
        this.events = events;
        this.json = json;
    }

    /// What became of a call.
    enum Taken {
        TAKEN,
        /// It is nothing that concerns us.
        IGNORED,
        /// It was told before.
        KNOWN,
        /// It cannot be read.
        UNREADABLE
    }

    /// Takes a call of which it is proved that the tracker made it.
    ///
    /// @param event how the tracker calls it
    /// @param id    the tracker's id of this call, or null
    @Transactional
    Taken take(Connection connection, boolean signed, String event, @Nullable String id, byte[] body) {
        connections.heard(connection.id(), signed);
        JsonNode told;
        try {
            told = json.readTree(body);
        } catch (JacksonException e) {
            return Taken.UNREADABLE;
        }
        var news = HookNews.read(connection.kind(), event, told);
        var project = connection.remoteId();
        if (news.isEmpty() || project == null || project != HookNews.project(connection.kind(), told)) {
            return Taken.IGNORED;
        }
        // the id alone is not signed by everybody, so the same words are not taken twice either
        boolean known = id != null && !issues.remember(connection.id(), "id:" + shortened(id));
        if (known || !issues.remember(connection.id(), "body:" + digest(body))) {
            return Taken.KNOWN;
        }
        return apply(connection, news.get());
    }

    private Taken apply(Connection connection, HookNews news) {
        var touched = new ArrayList<UUID>();
        switch (news) {
            case HookNews.Changed(var issue, var gone) ->
                touched.addAll(issues.told(connection.id(), gone ? gone(issue) : issue, gone ? Trouble.GONE : null));
            case HookNews.Commented(var number, var text, var at) ->
                touched.addAll(issues.commented(
                        connection.id(), number, text.substring(0, Math.min(text.length(), LONGEST_COMMENT)), at));
            case HookNews.Committed(var titles) ->
                titles.forEach((number, title) -> touched.addAll(issues.committed(connection.id(), number, title)));
        }
        boolean changed = news instanceof HookNews.Changed;
        announce(touched, changed);
        return Taken.TAKEN;
    }

    /// Whoever deletes an issue has not done it.
    private static RemoteIssue gone(RemoteIssue it) {
        return new RemoteIssue(it.number(), it.url(), it.title(), true, false, it.closedAt(), it.at());
    }

    private void announce(List<UUID> touched, boolean changed) {
        touched.stream()
                .flatMap(id -> issues.find(id).stream())
                .forEach(issue -> problems.find(issue.problem()).ifPresent(problem -> {
                    live.changed("problem", problem.id());
                    var closedAt = issue.closedAt();
                    if (changed && issue.done() && closedAt != null) {
                        done.of(problem)
                                .flatMap(it -> done.answers(problem))
                                .ifPresent(member -> events.publishEvent(new TrackerSaysDone(
                                        problem.id(), member, issue.id() + " " + closedAt, closedAt)));
                    }
                }));
    }

    private static String shortened(String id) {
        return id.substring(0, Math.min(id.length(), 200));
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
