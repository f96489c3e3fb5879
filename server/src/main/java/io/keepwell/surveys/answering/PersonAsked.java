package io.keepwell.surveys.answering;

import static io.keepwell.shared.Texts.t;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.keepwell.conversations.AppConversations;
import io.keepwell.conversations.Channel;
import io.keepwell.conversations.Conversations;
import io.keepwell.conversations.CustomerWishes;
import io.keepwell.conversations.Opening;
import io.keepwell.customers.Customers;
import io.keepwell.mail.Mailbox;
import io.keepwell.mail.Mailboxes;
import io.keepwell.shared.Ids;
import io.keepwell.surveys.Invitation;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Somebody who was asked wants to talk to a person: a conversation of theirs says so, the one that the
/// survey was about where there is one.
@Service
class PersonAsked {

    private static final int LONGEST = 5_000;

    private final AppConversations app;
    private final CustomerWishes wishes;
    private final Conversations conversations;
    private final Customers customers;
    private final Mailboxes mailboxes;
    private final JdbcClient jdbc;

    PersonAsked(
            AppConversations app,
            CustomerWishes wishes,
            Conversations conversations,
            Customers customers,
            Mailboxes mailboxes,
            JdbcClient jdbc) {
        this.app = app;
        this.wishes = wishes;
        this.conversations = conversations;
        this.customers = customers;
        this.mailboxes = mailboxes;
        this.jdbc = jdbc;
    }

    /// Takes it down; a form that is sent twice asks once.
    ///
    /// @param nonce of the form
    /// @param text  what they want to say, may be empty
    @Transactional
    void ask(Invitation invitation, String nonce, String text, Locale locale) {
        var person = customers.get(invitation.customer());
        var message = UUID.nameUUIDFromBytes(("survey-person " + invitation.id() + nonce).getBytes(UTF_8));
        if (said(message)) {
            return;
        }
        var words = text.isBlank() ? t("surveys.page.person.words") : text.strip();
        var said = new AppConversations.Said(
                message, words.length() <= LONGEST ? words : words.substring(0, LONGEST), List.of());
        var about = invitation.occasion() == null
                ? null
                : conversations
                        .find(invitation.occasion())
                        .filter(it -> it.customer().equals(person.id()))
                        .orElse(null);
        var mailbox = mailboxes.all().stream().findFirst().map(Mailbox::id).orElse(null);
        var into = about == null
                ? app.begin(
                        Ids.next(),
                        new Opening(
                                person.id(),
                                Channel.EMAIL,
                                mailbox,
                                t("surveys.page.person.subject"),
                                said.text(),
                                locale),
                        said,
                        person.name())
                : app.say(about.id(), person.id(), said);
        wishes.person(into.id());
    }

    private boolean said(UUID message) {
        return jdbc.sql("select exists (select 1 from message where id = :id)")
                .param("id", message)
                .query(Boolean.class)
                .single();
    }
}
