package io.keepwell.conversations;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.conversations.MacroOutcome.Ran;
import io.keepwell.conversations.MacroOutcome.Stopped;
import io.keepwell.conversations.ReplyOutcome.Overtaken;
import io.keepwell.conversations.ReplyOutcome.Written;
import io.keepwell.mail.IncomingMail;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.shared.Words;
import io.keepwell.tasks.NewTask;
import io.keepwell.tasks.Task;
import io.keepwell.tasks.TaskReason;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Runs macros. A run is one transaction and one batch: all of it is done or nothing, and one undo takes all of it
/// back. A reply that it sent can be taken back for ten seconds, and the run as long as its reply; one that sends
/// nothing for an hour. What somebody has changed since is left alone and named.
@Service
class MacroRuns {

    static final Duration UNDOABLE = Duration.ofHours(1);

    private final Macros macros;
    private final MacroStore store;
    private final ConversationStore rows;
    private final MessageStore messages;
    private final Conversations conversations;
    private final Replies replies;
    private final SavedReplies words;
    private final Drafts drafts;
    private final Deliveries deliveries;
    private final Snoozes snoozes;
    private final Batches batches;
    private final io.keepwell.tasks.Tasks tasks;
    private final InboxPreferences preferences;
    private final ConversationNews news;
    private final Members members;
    private final Clock clock;

    MacroRuns(
            Macros macros,
            MacroStore store,
            ConversationStore rows,
            MessageStore messages,
            Conversations conversations,
            Replies replies,
            SavedReplies words,
            Drafts drafts,
            Deliveries deliveries,
            Snoozes snoozes,
            Batches batches,
            io.keepwell.tasks.Tasks tasks,
            InboxPreferences preferences,
            ConversationNews news,
            Members members,
            Clock clock) {
        this.macros = macros;
        this.store = store;
        this.rows = rows;
        this.messages = messages;
        this.conversations = conversations;
        this.replies = replies;
        this.words = words;
        this.drafts = drafts;
        this.deliveries = deliveries;
        this.snoozes = snoozes;
        this.batches = batches;
        this.tasks = tasks;
        this.preferences = preferences;
        this.news = news;
        this.members = members;
        this.clock = clock;
    }

    /// What stood before whoever runs a macro.
    ///
    /// @param before what they had typed; null for what is kept as their draft
    /// @param text   the same with the words of the macro in their place; null puts them at the end
    /// @param seen   the newest message they had before them, null where nobody can say
    /// @param files  files to go with a reply that is sent
    record Typed(
            @Nullable String before,
            @Nullable String text,
            @Nullable UUID seen,
            List<IncomingMail.Attachment> files) {

        static final Typed NOTHING = new Typed(null, null, null, List.of());
    }

    /// Does all that a macro says, or nothing of it.
    @Transactional
    MacroOutcome run(UUID asked, UUID id, Typed typed) {
        var macro = macros.get(id);
        var conversation = rows.lock(rows.survivor(asked)).orElseThrow(() -> new ConversationNotFound("" + asked));
        if (conversation.closed()) {
            throw new ConversationClosed(conversation.number());
        }
        var run = Ids.next();
        return ScopedValue.where(ConversationStore.BATCH, run).call(() -> perform(run, macro, conversation, typed));
    }

    private MacroOutcome perform(UUID run, Macro macro, Conversation conversation, Typed typed) {
        var id = conversation.id();
        var me = members.require();
        var actions = macro.actions();
        var at = now();
        var zone = preferences.zone(me.id());
        var before = typed.before() == null ? draft(id, me) : typed.before();
        var text = typed.text() == null
                ? joined(before, actions.text() == null ? "" : words.filled(actions.text(), conversation))
                : typed.text();
        var due = actions.promisedFor(at, zone).orElse(null);
        UUID sent = null;
        if (actions.sends()) {
            if (text.isBlank()) {
                throw InvalidRequest.field("text", Texts.t("conversations.refused.empty"));
            }
            var word = new ReplyPromises(
                    Optional.ofNullable(actions.promise())
                            .map(promise ->
                                    new ReplyPromises.Made(PromiseForm.kind(promise.kind()), promise.words(), due))
                            .stream()
                            .toList(),
                    null);
            var reply = new Reply(text, typed.files(), null, typed.seen(), ActionController.UNDO, word);
            switch (replies.reply(id, reply)) {
                case Overtaken overtaken -> {
                    return new Stopped(overtaken);
                }
                case Written written -> sent = written.message();
            }
        } else {
            typed(id, me, text);
            promise(run, actions, conversation, me, at, due);
        }
        var note = note(actions, conversation, me, at);
        set(actions, id, me);
        actions.snoozedUntil(at, zone).ifPresent(until -> snoozes.snooze(id, until));
        var done = new MacroRun(
                run,
                macro.id(),
                macro.name(),
                id,
                me.id(),
                at,
                sent,
                note,
                before,
                text,
                conversation.kind(),
                conversation.kindWords(),
                null,
                null);
        store.ran(done);
        news.changed(id);
        return new Ran(done);
    }

    private void set(Actions actions, UUID id, Member me) {
        var kind = actions.kind();
        if (kind != null) {
            conversations.kind(id, kind.equals("none") ? null : Words.read(ConversationKind.class, kind));
        }
        if (actions.priority() != null) {
            conversations.priority(id, Words.read(Priority.class, actions.priority()));
        }
        var tags = rows.tags(id);
        if (!actions.tagged(tags).equals(tags)) {
            conversations.tags(id, actions.tagged(tags));
        }
        var team = actions.team();
        if (team != null) {
            conversations.team(id, team.equals("none") ? null : UUID.fromString(team));
        }
        var assignee = actions.assignee();
        if (assignee != null) {
            conversations.assignee(
                    id,
                    switch (assignee) {
                        case "none" -> null;
                        case "me" -> me.id();
                        default -> UUID.fromString(assignee);
                    });
        }
        if (actions.state() != null) {
            conversations.state(id, Words.read(ConversationState.class, actions.state()));
        }
    }

    private @Nullable UUID note(Actions actions, Conversation conversation, Member me, Instant at) {
        if (actions.note() == null) {
            return null;
        }
        // beside the note that they may just be writing
        var note = Messages.note(Ids.next(), conversation.id(), me, words.filled(actions.note(), conversation), at);
        messages.insert(note);
        return note.id();
    }

    // Without a letter that carries it, the word is given by hand.
    private void promise(
            UUID run, Actions actions, Conversation conversation, Member me, Instant at, @Nullable Instant due) {
        var promise = actions.promise();
        if (promise != null) {
            tasks.make(new NewTask(
                    cause(run),
                    PromiseForm.kind(promise.kind()),
                    true,
                    promise.words(),
                    conversation.customer(),
                    conversation.id(),
                    me.id(),
                    conversation.team(),
                    me.id(),
                    at,
                    null,
                    due));
        }
    }

    /// Takes all of a run back.
    ///
    /// @throws MacroRunOver where it is too late, or undone already
    /// @throws TooLate where its reply has left
    @Transactional
    MacroRun undo(UUID id) {
        var run = get(id);
        if (!store.beginUndo(id, UNDOABLE)) {
            throw new MacroRunOver();
        }
        // The letter before the conversation, as the worker that sends holds them. Belongs to the run, so that what
        // it changes does not look like somebody else's change.
        var sent = run.message();
        if (sent != null) {
            ScopedValue.where(ConversationStore.BATCH, id).run(() -> deliveries.takeBack(sent));
        }
        var conversation = rows.lock(run.conversation())
                .orElseThrow(() -> new ConversationNotFound(run.conversation().toString()));
        var left = batches.giveBack(id, conversation.id());
        if (!run.kindWords().isEmpty()) {
            store.suggested(conversation.id(), run.kind(), run.kindWords());
        }
        tasks.ofCause(cause(id)).filter(Task::owed).ifPresent(task -> tasks.withdraw(task.id(), TaskReason.TAKEN_BACK));
        if (run.note() != null) {
            store.dropNote(run.note());
        }
        var author = members.find(run.member()).orElseGet(members::require);
        if (run.draftAfter() != null && draft(conversation.id(), author).equals(run.draftAfter())) {
            typed(conversation.id(), author, run.draftBefore() == null ? "" : run.draftBefore());
        }
        store.leftAlone(id, left.isEmpty() ? null : String.join(" ", left));
        news.changed(conversation.id());
        return get(id);
    }

    /// A run of the current member, or of anybody for an administrator.
    MacroRun get(UUID id) {
        var me = members.require();
        return store.run(id)
                .filter(run -> run.member().equals(me.id()) || me.role() == Role.ADMINISTRATOR)
                .orElseThrow(MacroNotFound::new);
    }

    @Bean
    RecurringTask<Void> forgetMacroTexts() {
        return Tasks.recurring("forget-macro-texts", FixedDelay.ofHours(1))
                .execute((instance, context) -> store.forget(UNDOABLE));
    }

    private String draft(UUID conversation, Member author) {
        return drafts.find(conversation, author.id(), "message").orElse("");
    }

    private void typed(UUID conversation, Member author, String text) {
        if (text.isBlank()) {
            drafts.drop(conversation, author.id(), "message");
        } else {
            drafts.keep(conversation, author.id(), "message", text);
        }
    }

    private static String joined(String before, String more) {
        return before.isBlank() ? more : more.isBlank() ? before : before.stripTrailing() + "\n\n" + more;
    }

    private static String cause(UUID run) {
        return "macro:" + run;
    }

    // As exact as the database keeps it.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
