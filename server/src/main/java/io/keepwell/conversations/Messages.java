package io.keepwell.conversations;

import io.keepwell.mail.IncomingMail;
import io.keepwell.mail.Letter;
import io.keepwell.shared.Ids;
import io.keepwell.shared.Words;
import io.keepwell.team.Member;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The kinds of messages there are, as they begin.
final class Messages {

    private static final String NOT_AUTOMATIC = "no";

    private Messages() {}

    /// A letter of the customer's side that came by mail.
    ///
    /// @param customer the customer who wrote it, null where it was no known person
    static Message fromMail(
            UUID id, UUID conversation, IncomingMail mail, @Nullable UUID customer, boolean verified, Instant at) {
        var name = mail.fromName();
        return new Message(
                id,
                conversation,
                "in",
                "message",
                customer,
                null,
                name == null || name.isBlank() ? mail.from().value() : name.strip(),
                mail.from().value(),
                verified,
                Words.of(mail.automatic()),
                mail.text(),
                mail.html(),
                mail.id(),
                mail.messageId(),
                mail.replyTo() == null ? null : mail.replyTo().value(),
                mail.sentAt(),
                at,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /// What a customer wrote other than by mail.
    static Message fromCustomer(
            UUID id, UUID conversation, UUID customer, String name, @Nullable String email, String text, Instant at) {
        return new Message(
                id,
                conversation,
                "in",
                "message",
                customer,
                null,
                name,
                email,
                true,
                NOT_AUTOMATIC,
                text,
                null,
                null,
                null,
                null,
                at,
                at,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /// A reply of the team.
    ///
    /// @param due when it leaves as a letter, null where it goes nowhere
    static Message reply(UUID id, UUID conversation, Member author, String text, Instant at, @Nullable Instant due) {
        return fromTeam(id, conversation, "message", author.id(), author.name(), text, at, due);
    }

    /// A note of the team to itself.
    static Message note(UUID id, UUID conversation, Member author, String text, Instant at) {
        return fromTeam(id, conversation, "note", author.id(), author.name(), text, at, null);
    }

    /// A note that no person wrote.
    static Message automaticNote(UUID id, UUID conversation, String author, String text, Instant at) {
        return fromTeam(id, conversation, "note", null, author, text, at, null);
    }

    /// A phone call that somebody of the team made or took. It leaves nowhere, so its direction is ours.
    ///
    /// @param at    when it took place
    /// @param noted when it was written down
    static Message call(UUID id, UUID conversation, Member author, Calls.Call call, Instant at, Instant noted) {
        return new Message(
                id,
                conversation,
                "out",
                "call",
                null,
                author.id(),
                author.name(),
                null,
                true,
                NOT_AUTOMATIC,
                call.text(),
                null,
                null,
                null,
                null,
                at,
                at,
                null,
                null,
                null,
                null,
                call.incoming() ? "incoming" : "outgoing",
                call.reached(),
                call.minutes(),
                noted);
    }

    /// What a machine writes to a customer by itself.
    static Message notice(UUID id, UUID conversation, String author, String text, Instant at) {
        return fromTeam(id, conversation, "notice", null, author, text, at, at);
    }

    /// What the customer is told at once.
    static Message acknowledgement(UUID conversation, Letter letter, Instant at) {
        return fromTeam(
                letter.id(), conversation, "acknowledgement", null, letter.fromName(), letter.text(), at, letter.due());
    }

    /// The same within an application, where it has arrived as soon as it is written.
    static Message acknowledgementInApp(UUID conversation, String author, String text, Instant at) {
        return fromTeam(Ids.next(), conversation, "acknowledgement", null, author, text, at, null);
    }

    private static Message fromTeam(
            UUID id,
            UUID conversation,
            String type,
            @Nullable UUID member,
            String name,
            String text,
            Instant at,
            @Nullable Instant due) {
        return new Message(
                id,
                conversation,
                "out",
                type,
                null,
                member,
                name,
                null,
                true,
                NOT_AUTOMATIC,
                text,
                null,
                null,
                null,
                null,
                at,
                at,
                due == null ? null : "queued",
                null,
                due == null ? null : at,
                due,
                null,
                null,
                null,
                null);
    }
}
