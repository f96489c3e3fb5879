package io.keepwell.trackers;

import static io.keepwell.shared.Texts.t;

import io.keepwell.platform.LiveUpdates;
import io.keepwell.platform.Outbox;
import io.keepwell.problems.Problem;
import io.keepwell.problems.Problems;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The issues of problems: opened through the outbox, linked, asked for, and let go.
@Service
class TrackerIssues {

    private static final int LONGEST_TITLE = 250;
    private static final int LONGEST_BODY = 50_000;

    private final IssueStore store;
    private final Connections connections;
    private final ConnectionStore tokens;
    private final TrackerClients clients;
    private final CustomersNamed named;
    private final Problems problems;
    private final Members members;
    private final Outbox outbox;
    private final LiveUpdates live;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TrackerIssues(
            IssueStore store,
            Connections connections,
            ConnectionStore tokens,
            TrackerClients clients,
            CustomersNamed named,
            Problems problems,
            Members members,
            Outbox outbox,
            LiveUpdates live,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.connections = connections;
        this.tokens = tokens;
        this.clients = clients;
        this.named = named;
        this.problems = problems;
        this.members = members;
        this.outbox = outbox;
        this.live = live;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Those of a problem, in the order they came.
    List<TrackerIssue> of(UUID problem) {
        return store.of(problem);
    }

    /// Has an issue opened. It is on its way when the transaction commits, and there is one however often and by
    /// whom this is repeated with the same order.
    ///
    /// @param order      id that whoever asks has made up for it
    /// @param connection where
    TrackerIssue open(Problem problem, UUID order, UUID connection, String title, String body) {
        var where = connections.get(connection);
        if (!where.active()) {
            throw InvalidRequest.field("connection", t("trackers.wrong.disabled"));
        }
        var called = within("title", title.strip(), LONGEST_TITLE);
        var said = within("text", body.strip(), LONGEST_BODY);
        refuseCustomers(problem, "title", called);
        refuseCustomers(problem, "text", said);
        return changing(problem, () -> {
            if (store.order(order, problem.id(), connection, called, said, me())) {
                outbox.put(TrackerChannel.NAME, TrackerChannel.cause(order), order, clock.instant());
            }
            return get(problem, order);
        });
    }

    private void refuseCustomers(Problem problem, String field, String text) {
        named.in(problem, text).ifPresent(words -> {
            throw InvalidRequest.field(field, t("trackers.wrong.customer", "words", words));
        });
    }

    private static String within(String field, String text, int longest) {
        if (text.isEmpty()) {
            throw InvalidRequest.field(field, t("trackers.wrong.empty." + field));
        }
        if (text.length() > longest) {
            throw InvalidRequest.field(field, t("trackers.wrong.long", "most", longest));
        }
        return text;
    }

    /// Links an issue that is there.
    ///
    /// @param url what stands in the address bar on its page
    TrackerIssue link(Problem problem, String url) {
        var address =
                TrackerAddress.issue(url).orElseThrow(() -> InvalidRequest.field("url", t("trackers.wrong.issue")));
        var where = connections.active().stream()
                .filter(connection -> address.isIn(connection.address()))
                .findFirst()
                .orElseThrow(() -> InvalidRequest.field("url", t("trackers.wrong.unconnected")));
        var found = ask(where, address.number());
        var id = Ids.next();
        return changing(problem, () -> {
            if (!store.link(id, problem.id(), where.id(), found, me())) {
                throw InvalidRequest.field("url", t("trackers.wrong.linked"));
            }
            return get(problem, id);
        });
    }

    private RemoteIssue ask(Connection where, long number) {
        try {
            return asked(where, number);
        } catch (TrackerFailed failed) {
            throw new TrackerRefused(where.kind(), failed, "url");
        }
    }

    private RemoteIssue asked(Connection where, long number) throws TrackerFailed {
        try {
            var found = clients.of(where, tokens.token(where.id())).issue(number);
            tokens.went(where.id(), null);
            return found;
        } catch (TrackerFailed failed) {
            tokens.went(where.id(), ofConnection(failed.trouble()));
            throw failed;
        }
    }

    /// That one issue is not there says nothing of its project.
    private static @Nullable Trouble ofConnection(Trouble trouble) {
        return trouble == Trouble.NOT_FOUND || trouble == Trouble.ISSUES_OFF || trouble == Trouble.INVALID
                ? null
                : trouble;
    }

    /// Asks the tracker how an issue stands. What it says, be it a no, stands at the issue then.
    TrackerIssue refresh(Problem problem, UUID id) {
        var issue = get(problem, id);
        var where = connections.get(issue.connection());
        var number = issue.number();
        if (number == null) {
            return issue;
        }
        try {
            var found = asked(where, number);
            return changing(problem, () -> {
                store.told(where.id(), found, null);
                return get(problem, id);
            });
        } catch (TrackerFailed failed) {
            return changing(problem, () -> {
                store.unasked(id, failed.trouble(), failed.detail());
                return get(problem, id);
            });
        }
    }

    /// Tries again what could not be opened, or of which nobody knows after a restore; it is looked for first.
    TrackerIssue again(Problem problem, UUID id) {
        var issue = get(problem, id);
        return changing(problem, () -> {
            store.again(issue.id());
            if (!issue.there()) {
                outbox.find(TrackerChannel.cause(issue.id())).ifPresent(outbox::resend);
            }
            return get(problem, id);
        });
    }

    /// Lets an issue go; it stays where it is. One that is still on its way does not leave any more, if it can be held.
    void unlink(Problem problem, UUID id) {
        var issue = get(problem, id);
        changing(problem, () -> {
            outbox.find(TrackerChannel.cause(issue.id())).ifPresent(outbox::cancel);
            store.unlink(issue.id(), me());
            return issue;
        });
    }

    private TrackerIssue get(Problem problem, UUID id) {
        return store.find(id)
                .filter(issue -> problems.find(issue.problem()).map(Problem::id).equals(Optional.of(problem.id())))
                .orElseThrow(TrackerIssueNotFound::new);
    }

    private TrackerIssue changing(Problem problem, Supplier<TrackerIssue> deed) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var issue = deed.get();
            live.changed("problem", problem.id());
            return issue;
        }));
    }

    private @Nullable UUID me() {
        return members.current().map(Member::id).orElse(null);
    }
}
