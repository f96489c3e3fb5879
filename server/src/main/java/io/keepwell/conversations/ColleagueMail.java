package io.keepwell.conversations;

import io.keepwell.mail.IncomingMail;
import io.keepwell.mail.MailReceiver;
import io.keepwell.mail.QuoteTrim;
import io.keepwell.shared.Ids;
import io.keepwell.shared.Refusal;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// What a colleague writes to a conversation from their own mail program, once the receiving server has
/// proven that it was them (T5): it leaves as their reply. What stood quoted below is left out, because it
/// may hold what no customer is to read (T16). Where somebody else has answered meanwhile, nothing is left,
/// or it cannot be said like this, it stays a note (ST6).
@Component
class ColleagueMail {

    private final ConversationStore store;
    private final MessageStore messages;
    private final Conversations conversations;
    private final ReplyLetters letters;
    private final ConversationNews news;
    private final Members members;
    private final ObjectProvider<ReplyGuard> guards;
    private final Clock clock;

    ColleagueMail(
            ConversationStore store,
            MessageStore messages,
            Conversations conversations,
            ReplyLetters letters,
            ConversationNews news,
            Members members,
            ObjectProvider<ReplyGuard> guards,
            Clock clock) {
        this.store = store;
        this.messages = messages;
        this.conversations = conversations;
        this.letters = letters;
        this.news = news;
        this.members = members;
        this.guards = guards;
        this.clock = clock;
    }

    /// Takes the letter within the transaction that files it.
    MailReceiver.Filed wrote(Conversation conversation, IncomingMail mail, UUID agent) {
        var author = members.find(agent).orElseThrow();
        var words = QuoteTrim.aboveQuotes(mail.text());
        boolean overtaken = messages.answeredSince(conversation.id(), mail.sentAt(), agent);
        var route = letters.route(conversation);
        var id = words.isEmpty() || overtaken || conversation.closed() || route.isEmpty() || held(conversation, words)
                ? note(conversation, author, mail)
                : reply(conversation, author, mail, words, route.get());
        news.changed(conversation.id());
        return new MailReceiver.Filed(conversation.id(), id);
    }

    private boolean held(Conversation conversation, String words) {
        try {
            guards.orderedStream().forEach(guard -> guard.check(conversation, words));
            return false;
        } catch (Refusal refused) {
            return true;
        }
    }

    private UUID note(Conversation conversation, Member author, IncomingMail mail) {
        var note = Messages.note(Ids.next(), conversation.id(), author, mail.text(), now());
        messages.insert(note);
        messages.cameByMail(note.id(), mail);
        messages.attach(note.id(), mail.attachments());
        return note.id();
    }

    private UUID reply(
            Conversation conversation, Member author, IncomingMail mail, String words, ReplyLetters.Route route) {
        var at = now();
        var files = mail.attachments().stream().filter(file -> !file.inline()).toList();
        var reply = Messages.reply(Ids.next(), conversation.id(), author, words, at, at);
        messages.insert(reply);
        messages.cameByMail(reply.id(), mail);
        messages.attach(reply.id(), files);
        if (conversation.assignee() == null) {
            conversations.assign(conversation, author, at);
        }
        var now = store.find(conversation.id()).orElseThrow();
        letters.send(route, now, reply, files);
        if (now.state() == ConversationState.NEW) {
            conversations.move(now, ConversationState.OPEN, at);
        }
        return reply.id();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
