package io.keepwell.trackers;

import io.keepwell.platform.LiveUpdates;
import io.keepwell.platform.OutboxChanged;
import io.keepwell.platform.OutboxChannel;
import io.keepwell.platform.OutboxItem;
import io.keepwell.platform.OutboxLines;
import io.keepwell.platform.OutboxState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/// Opens issues. Trackers know no key by which they would take the same thing once, so there is no point of no
/// return either: every issue bears a mark, and whoever comes after an attempt that may have opened it looks for the
/// mark first (see the decision record).
@Component
class TrackerChannel implements OutboxChannel {

    static final String NAME = "tracker";

    private static final Logger log = LoggerFactory.getLogger(TrackerChannel.class);

    /// So many calls to one tracker at a time.
    private static final int ABREAST = 2;

    /// So far the clock of a tracker may be off.
    private static final Duration SKEW = Duration.ofHours(1);

    /// What got no answer may still be on its way in: it is given time to come into the list.
    private static final Duration ARRIVING = Duration.ofSeconds(30);

    private final IssueStore issues;
    private final ConnectionStore connections;
    private final TrackerClients clients;
    private final LiveUpdates live;
    private final OutboxLines<UUID> lines = new OutboxLines<>(ABREAST);

    TrackerChannel(IssueStore issues, ConnectionStore connections, TrackerClients clients, LiveUpdates live) {
        this.issues = issues;
        this.connections = connections;
        this.clients = clients;
        this.live = live;
    }

    static String cause(UUID issue) {
        return "tracker:" + issue;
    }

    /// What tells an issue from all others. It is a comment, so that nobody sees it.
    static String mark(TrackerIssue issue) {
        return "<!-- keepwell problem=" + issue.problem() + " order=" + issue.id() + " -->";
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome deliver(OutboxItem item, HandOver handOver) throws Exception {
        var issue = issues.find(item.subject()).filter(it -> !it.there());
        var connection = issue.flatMap(it -> connections.find(it.connection()));
        if (issue.isEmpty() || connection.isEmpty()) {
            return new Outcome.Suppressed("It is not wanted any more, or it is there.");
        }
        if (!connection.get().active()) {
            issues.failed(issue.get().id(), Trouble.DISABLED, "", true);
            live.changed("problem", issue.get().problem());
            return new Outcome.Refused("The connection is switched off.");
        }
        return lines.deliver(
                connection.get().id(),
                "Other issues for this tracker go first.",
                () -> attempt(issue.get(), connection.get(), item.attempt()));
    }

    private Outcome attempt(TrackerIssue issue, Connection connection, int attempt) {
        var client = clients.of(connection, connections.token(connection.id()));
        try {
            var there = before(issue, client);
            if (there.isEmpty() && !issues.tries(issue.id(), attempt)) {
                return new Outcome.Suppressed("Another attempt has taken over.");
            }
            note(
                    issue,
                    there.isPresent() ? there.get() : client.open(issue.title(), issue.body() + "\n\n" + mark(issue)));
            connections.went(connection.id(), null);
            return new Outcome.Sent();
        } catch (TrackerFailed failed) {
            return failed(issue, connection, failed);
        } finally {
            live.changed("problem", issue.problem());
        }
    }

    /// The issue, where an attempt before this one has opened it.
    private static Optional<RemoteIssue> before(TrackerIssue issue, TrackerClient client) throws TrackerFailed {
        var tried = issue.triedAt();
        return tried == null ? Optional.empty() : client.marked(mark(issue), since(tried));
    }

    private static Instant since(Instant tried) {
        return tried.minus(SKEW);
    }

    private void note(TrackerIssue issue, RemoteIssue made) {
        try {
            issues.opened(issue.id(), made);
        } catch (DuplicateKeyException e) {
            // somebody has linked it by its address before we noted it
            issues.unlink(issue.id(), null);
        }
    }

    private Outcome failed(TrackerIssue issue, Connection connection, TrackerFailed failed) {
        var trouble = failed.trouble();
        log.warn("The issue {} is not opened: {}", issue.id(), trouble.word());
        connections.went(connection.id(), trouble == Trouble.INVALID ? null : trouble);
        issues.failed(issue.id(), trouble, failed.detail(), !trouble.passes());
        if (!trouble.passes()) {
            return new Outcome.Refused(trouble.word());
        }
        var pause = failed.pause();
        return new Outcome.Later(trouble.word(), pause == null && trouble != Trouble.UNREACHABLE ? ARRIVING : pause);
    }

    /// What was tried for two days is not tried any more.
    @EventListener
    void on(OutboxChanged event) {
        if (event.channel().equals(NAME) && event.state() == OutboxState.FAILED) {
            issues.givenUp(event.subject());
        }
    }
}
