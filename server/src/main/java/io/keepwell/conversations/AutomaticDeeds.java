package io.keepwell.conversations;

import io.keepwell.mail.Letter;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What is done to a conversation without a person doing it, beyond what `Conversations` sets: for rules. Everything
/// takes part in the transaction of the caller and is told in the name of the [Automation] that is bound.
@Service
public class AutomaticDeeds {

    /// Nobody is written to more often by a machine, whatever the rules say (L5).
    private static final Duration BETWEEN_LETTERS = Duration.ofHours(24);

    // Saved replies of a person or a team are theirs; a rule finds those of everybody.
    private static final UUID NOBODY = new UUID(0, 0);

    private final ConversationStore store;
    private final MessageStore messages;
    private final SavedReplyStore saved;
    private final SavedReplies replies;
    private final ReplyLetters letters;
    private final Drafts drafts;
    private final Snoozes snoozes;
    private final SpamMarks spam;
    private final ConversationNews news;
    private final Members members;
    private final ObjectProvider<ReplyGuard> guards;
    private final JdbcClient jdbc;
    private final Clock clock;

    AutomaticDeeds(
            ConversationStore store,
            MessageStore messages,
            SavedReplyStore saved,
            SavedReplies replies,
            ReplyLetters letters,
            Drafts drafts,
            Snoozes snoozes,
            SpamMarks spam,
            ConversationNews news,
            Members members,
            ObjectProvider<ReplyGuard> guards,
            JdbcClient jdbc,
            Clock clock) {
        this.store = store;
        this.messages = messages;
        this.saved = saved;
        this.replies = replies;
        this.letters = letters;
        this.drafts = drafts;
        this.snoozes = snoozes;
        this.spam = spam;
        this.news = news;
        this.members = members;
        this.guards = guards;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// A saved reply that a rule may take.
    public record Words(UUID id, String name) {}

    /// The saved replies of everybody, by name.
    public List<Words> savedReplies() {
        return saved.all(NOBODY).stream()
                .map(reply -> new Words(reply.id(), reply.name()))
                .toList();
    }

    /// Puts it off until then.
    @Transactional
    public void snooze(UUID id, Instant until) {
        snoozes.snooze(id, until);
    }

    /// Calls it spam; nobody is blocked with it.
    @Transactional
    public void spam(UUID id) {
        spam.mark(id, SpamMarks.Block.NONE);
    }

    /// Writes a note to the team.
    @Transactional
    public void note(UUID id, String text) {
        var conversation = changeable(id);
        messages.insert(Messages.automaticNote(Ids.next(), conversation.id(), actor(), text, now()));
        news.changed(conversation.id());
    }

    /// Writes a saved reply to the customer, as a machine that says so: it ends no wait for a person (S1), is marked
    /// as automatic (L3), answers no machine (L2) and goes out once a day at most (L5).
    @Transactional
    public void reply(UUID id, UUID savedReply) {
        var conversation = changeable(id);
        var route = letters.route(conversation)
                .orElseThrow(() -> new NotWritten(Texts.t("conversations.rules.unwritten.address")));
        if (messages.toAnswer(conversation.id())
                .filter(last -> !last.automatic().equals("no"))
                .isPresent()) {
            throw new NotWritten(Texts.t("conversations.rules.unwritten.machine"));
        }
        if (writtenLately(conversation.id())) {
            throw new NotWritten(Texts.t("conversations.rules.unwritten.often"));
        }
        var at = now();
        var words = filled(conversation, savedReply, null);
        guards.orderedStream().forEach(guard -> guard.check(conversation, words));
        var message = Messages.notice(Ids.next(), conversation.id(), letters.speaker(conversation), words, at);
        messages.insert(message);
        letters.send(route, conversation, message, List.of(), Letter.Kind.NOTICE);
        news.changed(conversation.id());
    }

    private boolean writtenLately(UUID id) {
        return jdbc.sql("""
            select exists (select 1 from message
                            where conversation_id = :id
                              and type = 'notice'
                              and coalesce(delivery_state, 'sent') <> 'cancelled'
                              and created_at > :since)
            """)
                .param("id", id)
                .param("since", now().minus(BETWEEN_LETTERS).atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /// Lays a saved reply before whoever looks after the conversation, above what they have typed already.
    @Transactional
    public void draft(UUID id, UUID savedReply) {
        var conversation = changeable(id);
        var assignee = Optional.ofNullable(conversation.assignee())
                .flatMap(members::find)
                .orElseThrow(() -> new NotWritten(Texts.t("conversations.rules.unwritten.nobody")));
        drafts.giveBack(conversation.id(), assignee.id(), "message", filled(conversation, savedReply, assignee));
        news.changed(conversation.id());
    }

    /// Notes that rules called one another in a circle and were stopped.
    @Transactional
    public void stopped(UUID id) {
        store.happened(id, now(), null, "rule-stopped", null, null);
        news.changed(id);
    }

    private String filled(Conversation conversation, UUID id, @Nullable Member agent) {
        var reply = saved.find(id, NOBODY)
                .orElseThrow(() -> InvalidRequest.field("reply", Texts.t("conversations.rules.wrong.reply")));
        return replies.filled(reply, conversation, agent);
    }

    private Conversation changeable(UUID id) {
        var conversation = store.lock(id).orElseThrow(() -> new ConversationNotFound(id.toString()));
        if (conversation.closed()) {
            throw new ConversationClosed(conversation.number());
        }
        return conversation;
    }

    private static String actor() {
        return Automation.now().map(Automation::actor).orElseGet(() -> Texts.t("conversations.event.keepwell"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
