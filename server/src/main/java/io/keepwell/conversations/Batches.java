package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.conversations.BatchStore.Trace;
import io.keepwell.conversations.BulkDeed.What;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal;
import io.keepwell.shared.Words;
import io.keepwell.team.Audit;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Changes many conversations by one deed, and undoes it as one. Each conversation is a transaction of its own: changed
/// whole or refused with the reason. What a stop interrupts goes on afterwards. An undo gives every value back that
/// nobody has changed since, and says which it left alone.
@Service
class Batches {

    /// So many are done while the person waits; more go on in the background.
    private static final int AT_ONCE = 100;

    /// So many become one at once, at most.
    private static final int MOST_MERGED = 50;

    private final BatchStore store;
    private final ConversationStore rows;
    private final Conversations conversations;
    private final Snoozes snoozes;
    private final SpamMarks spam;
    private final Rearranging rearranging;
    private final TransactionTemplate transaction;
    private final Members members;
    private final Audit audit;
    private final Clock clock;

    Batches(
            BatchStore store,
            ConversationStore rows,
            Conversations conversations,
            Snoozes snoozes,
            SpamMarks spam,
            Rearranging rearranging,
            TransactionTemplate transaction,
            Members members,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.rows = rows;
        this.conversations = conversations;
        this.snoozes = snoozes;
        this.spam = spam;
        this.rearranging = rearranging;
        this.transaction = transaction;
        this.members = members;
        this.audit = audit;
        this.clock = clock;
    }

    /// Does it.
    ///
    /// @param ids the conversations; what does not exist is left out
    /// @return the batch, at its end where the conversations are few
    Batch start(BulkDeed deed, List<UUID> ids) {
        return deed.what() == What.MERGE ? merge(deed, ids) : begin(deed, ids);
    }

    /// All of them become part of the one that is named, else of the oldest.
    private Batch merge(BulkDeed deed, List<UUID> ids) {
        if (ids.size() > MOST_MERGED) {
            throw new InvalidRequest(t("conversations.inbox.merge.most", "most", MOST_MERGED));
        }
        var all = ids.stream().distinct().flatMap(id -> rows.find(id).stream()).toList();
        var into = deed.id() == null
                ? all.stream().min(Comparator.comparing(Conversation::number)).map(Conversation::id)
                : Optional.of(deed.id());
        var others = all.stream()
                .map(Conversation::id)
                .filter(id -> !into.get().equals(id))
                .toList();
        if (others.isEmpty()) {
            throw new InvalidRequest(t("conversations.inbox.merge.two"));
        }
        return begin(new BulkDeed(What.MERGE, into.get().toString()), others);
    }

    private Batch begin(BulkDeed deed, List<UUID> ids) {
        var id = Ids.next();
        var me = members.require();
        transaction.executeWithoutResult(status -> {
            store.begin(id, me.id(), deed, ids);
            var begun = get(id);
            audit.record(
                    "batch.done",
                    id,
                    Words.of(deed.what()),
                    Map.of("count", begun.total(), "what", Words.of(deed.what()), "value", deed.value()));
        });
        return goOn(id);
    }

    /// Undoes it.
    ///
    /// @throws BatchNotUndoable where it is still running, or undone
    Batch undo(UUID id) {
        var batch = get(id);
        var me = members.require();
        if (!batch.member().equals(me.id()) && me.role() != Role.ADMINISTRATOR) {
            throw new BatchNotFound();
        }
        transaction.executeWithoutResult(status -> {
            if (!store.beginUndo(id)) {
                throw new BatchNotUndoable();
            }
            audit.record("batch.undone", id, Words.of(batch.deed().what()), Map.of("count", batch.changed()));
        });
        return goOn(id);
    }

    Batch get(UUID id) {
        return store.find(id).orElseThrow(BatchNotFound::new);
    }

    @Bean
    RecurringTask<Void> finishBatches() {
        return Tasks.recurring("finish-batches", FixedDelay.ofSeconds(1)).execute((instance, context) -> finishAll());
    }

    @Bean
    RecurringTask<Void> pruneBatches() {
        return Tasks.recurring("prune-batches", FixedDelay.ofHours(24)).execute((instance, context) -> store.prune());
    }

    /// Brings to an end what was interrupted, and what was too much to wait for, in the name of whoever began it.
    void finishAll() {
        for (var id : store.active()) {
            var batch = get(id);
            members.find(batch.member())
                    .ifPresent(member -> members.actAs(member, () -> run(batch, Integer.MAX_VALUE)));
        }
    }

    private Batch goOn(UUID id) {
        run(get(id), AT_ONCE);
        return get(id);
    }

    private void run(Batch batch, int most) {
        boolean undoing = batch.state().equals("undoing");
        var left = undoing ? "changed" : "pending";
        int done = 0;
        while (done < most && step(batch, left, undoing)) {
            done++;
        }
        store.end(batch.id(), batch.state(), left, undoing ? "undone" : "done");
    }

    private boolean step(Batch batch, String left, boolean undoing) {
        var taken = new UUID[1];
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                var next = batch.deed().what() == What.MERGE
                        ? store.takeMerged(batch.id(), left)
                        : store.take(batch.id(), left);
                next.ifPresent(conversation -> {
                    taken[0] = conversation;
                    if (undoing) {
                        undo(batch, conversation);
                    } else {
                        boolean changed = ScopedValue.where(ConversationStore.BATCH, batch.id())
                                .call(() -> change(conversation, batch.deed()));
                        store.settle(batch.id(), conversation, changed ? "changed" : "same", null);
                    }
                });
                return next.isPresent();
            }));
        } catch (Refusal refused) {
            // all of what was begun on this conversation is gone with its transaction
            store.settle(batch.id(), taken[0], undoing ? "kept" : "refused", refused.sentence());
            return true;
        }
    }

    /// Changes one conversation; false where it is so already.
    private boolean change(UUID id, BulkDeed deed) {
        if (deed.what() == What.MERGE) {
            // letters are held before conversations there
            rearranging.merge(id, Objects.requireNonNull(deed.id()), false);
            return true;
        }
        var before = rows.lock(id).orElseThrow(() -> new ConversationNotFound(id.toString()));
        var tags = rows.tags(id);
        var snoozed = snoozes.find(id).map(Snoozes.Snooze::until).orElse(null);
        switch (deed.what()) {
            case ASSIGNEE -> conversations.assignee(id, deed.id());
            case TEAM -> conversations.team(id, deed.id());
            case STATE -> conversations.state(id, Words.asked(ConversationState.class, "state", deed.value()));
            case PRIORITY -> conversations.priority(id, Words.asked(Priority.class, "priority", deed.value()));
            case TAG -> conversations.tags(id, with(tags, deed.value()));
            case UNTAG -> conversations.tags(id, without(tags, deed.value()));
            case SNOOZE -> snoozes.snooze(id, deed.instant());
            case SPAM -> spam(id, Boolean.parseBoolean(deed.value()));
            case MERGE -> throw new IllegalStateException();
        }
        var after = conversations.get(id);
        return !before.equals(after)
                || !tags.equals(rows.tags(id))
                || !Objects.equals(
                        snoozed, snoozes.find(id).map(Snoozes.Snooze::until).orElse(null));
    }

    private void spam(UUID id, boolean is) {
        if (is) {
            spam.mark(id, SpamMarks.Block.NONE);
        } else {
            spam.unmark(id);
        }
    }

    private void undo(Batch batch, UUID id) {
        if (batch.deed().what() == What.MERGE) {
            rearranging.unmerge(id, Objects.requireNonNull(batch.deed().id()));
            store.settle(batch.id(), id, "undone", null);
            return;
        }
        if (rows.lock(id).isEmpty()) {
            throw new ConversationNotFound(id.toString());
        }
        var left = giveBack(batch.id(), id);
        store.settle(
                batch.id(), id, left.isEmpty() ? "undone" : "kept", left.isEmpty() ? null : String.join(" ", left));
    }

    /// Gives back what a batch changed of a conversation, which the caller holds.
    ///
    /// @return what it leaves alone because somebody has changed it since, in words
    List<String> giveBack(UUID batch, UUID id) {
        var left = new ArrayList<String>();
        for (var trace : store.traces(batch, id)) {
            if (trace.changedSince()) {
                left.add(t(
                        "conversations.inbox.batch.changed-since",
                        "who",
                        trace.since() == null ? t("conversations.event.keepwell") : trace.since(),
                        "what",
                        trace.kind()));
            } else {
                giveBack(id, trace);
            }
        }
        return left;
    }

    private void giveBack(UUID id, Trace trace) {
        switch (trace.kind()) {
            case "state" -> state(id, trace.before());
            case "assignee" -> conversations.assignee(id, trace.beforeId());
            case "team" -> conversations.team(id, trace.beforeId());
            case "priority" ->
                conversations.priority(id, Words.read(Priority.class, Objects.requireNonNull(trace.before())));
            case "kind" -> conversations.kind(id, Words.askedOrNull(ConversationKind.class, "kind", trace.before()));
            case "tags" -> conversations.tags(id, tags(trace.before()));
            case "spam" -> spamAgain(id, trace.before());
            case "snoozed" -> snoozes.snooze(id, future(trace.before()));
            default -> {
                // what another part noted along with it is that part's own
            }
        }
    }

    // What was new has been taken up, and never is new again (ST1).
    private void state(UUID id, @Nullable String before) {
        if (before != null && !before.equals("new")) {
            conversations.state(id, Words.read(ConversationState.class, before));
        } else if (conversations.get(id).state() != ConversationState.NEW) {
            conversations.state(id, ConversationState.OPEN);
        }
    }

    private void spamAgain(UUID id, @Nullable String before) {
        if (before == null) {
            spam.unmark(id);
        } else {
            spam.restore(id, Instant.parse(before));
        }
    }

    private @Nullable Instant future(@Nullable String before) {
        var until = before == null ? null : Instant.parse(before);
        return until == null || !until.isAfter(clock.instant()) ? null : until;
    }

    private static List<String> tags(@Nullable String joined) {
        return joined == null || joined.isEmpty() ? List.of() : List.of(joined.split(", "));
    }

    private static List<String> with(List<String> tags, String tag) {
        var more = new ArrayList<>(tags);
        more.add(tag);
        return more;
    }

    private static List<String> without(List<String> tags, String tag) {
        return tags.stream().filter(known -> !known.equalsIgnoreCase(tag)).toList();
    }
}
