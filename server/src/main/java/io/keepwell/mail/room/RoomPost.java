package io.keepwell.mail.room;

import static io.keepwell.shared.Texts.t;

import io.keepwell.mail.Intake;
import io.keepwell.mail.Mailbox;
import io.keepwell.mail.Mailboxes;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.InvalidRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes as the customer: a real mail, taken in by the same door as all mail that did not come over IMAP.
@Component
class RoomPost {

    private static final int LONGEST_SUBJECT = 300;
    private static final int LONGEST_TEXT = 100_000;

    private final RoomStore store;
    private final RoomLetters letters;
    private final Mailboxes mailboxes;
    private final Intake intake;
    private final LiveUpdates live;
    private final Clock clock;

    RoomPost(RoomStore store, RoomLetters letters, Mailboxes mailboxes, Intake intake, LiveUpdates live, Clock clock) {
        this.store = store;
        this.letters = letters;
        this.mailboxes = mailboxes;
        this.intake = intake;
        this.live = live;
        this.clock = clock;
    }

    /// What somebody wants to write as a customer.
    ///
    /// @param letter  the letter they answer, or null for a new mail
    /// @param mailbox the mailbox a new mail goes to, null for the only one
    /// @param email   address they write from; null answers from the address the letter went to
    /// @param name    their name, or null
    /// @param subject subject, null for that of the letter
    /// @param text    what they write
    record Wanted(
            @Nullable UUID letter,
            @Nullable UUID mailbox,
            @Nullable String email,
            @Nullable String name,
            @Nullable String subject,
            String text) {}

    /// A mail that was taken in.
    ///
    /// @param id           id of the stored original
    /// @param email        address it was written from
    /// @param conversation the conversation it has become part of; null where something hinders that
    record Accepted(UUID id, String email, @Nullable UUID conversation) {}

    /// The mailboxes whose letters stay here.
    List<Mailbox> mailboxes() {
        return mailboxes.all().stream()
                .filter(mailbox -> mailboxes.inMailRoom(mailbox.id()))
                .toList();
    }

    Accepted write(Wanted wanted) {
        if (wanted.text().isBlank()) {
            throw InvalidRequest.field("text", t("mail.room.refused.text"));
        }
        if (wanted.text().length() > LONGEST_TEXT || given(wanted.subject()).length() > LONGEST_SUBJECT) {
            throw InvalidRequest.field("text", t("mail.room.refused.long"));
        }
        return wanted.letter() == null ? begin(wanted) : answer(wanted, wanted.letter());
    }

    private Accepted answer(Wanted wanted, UUID id) {
        var letter = store.letter(id).map(letters::read).orElseThrow(LetterNotFound::new);
        refuseServed(letter.mailbox());
        var from = given(wanted.email()).isEmpty() ? new EmailAddress(letter.to()) : address(wanted.email());
        boolean same = from.value().equals(letter.to());
        var name = given(wanted.name()).isEmpty() && same ? letter.toName() : emptyToNull(wanted.name());
        var references = new ArrayList<>(letter.references());
        return accept(
                letter.mailbox(),
                new CustomerMail(
                        from,
                        name,
                        letter.replyTo(),
                        given(wanted.subject()).isEmpty() ? letter.subject() : line(wanted.subject()),
                        wanted.text(),
                        letter.messageId(),
                        references));
    }

    private Accepted begin(Wanted wanted) {
        var from = address(wanted.email());
        var mailbox = chosen(wanted.mailbox());
        return accept(
                mailbox.id(),
                new CustomerMail(
                        from,
                        emptyToNull(wanted.name()),
                        mailbox.address(),
                        line(wanted.subject()),
                        wanted.text(),
                        null,
                        List.of()));
    }

    private Accepted accept(UUID mailbox, CustomerMail mail) {
        var id = intake.accept(mailbox, mail.bytes(clock.instant()));
        live.changed("mailroom", id);
        return new Accepted(id, mail.from().value(), store.threadOf(id).orElse(null));
    }

    private Mailbox chosen(@Nullable UUID asked) {
        var here = mailboxes();
        var chosen = asked == null
                ? here.stream().findFirst()
                : here.stream().filter(mailbox -> mailbox.id().equals(asked)).findFirst();
        return chosen.orElseThrow(() -> InvalidRequest.field("mailbox", t("mail.room.refused.mailbox")));
    }

    /// Mail of a mailbox with an SMTP server has left; the customer answers from their own program.
    private void refuseServed(UUID mailbox) {
        if (!mailboxes.inMailRoom(mailbox)) {
            throw InvalidRequest.field("mailbox", t("mail.room.refused.mailbox"));
        }
    }

    private static EmailAddress address(@Nullable String email) {
        return EmailAddress.parse(given(email))
                .filter(address -> address.value().chars().allMatch(c -> c < 128))
                .orElseThrow(() -> InvalidRequest.field("email", t("mail.room.refused.email")));
    }

    private static String given(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).orElse("");
    }

    private static String line(@Nullable String value) {
        return given(value).replaceAll("\\p{Cntrl}+", " ");
    }

    private static @Nullable String emptyToNull(@Nullable String value) {
        var line = line(value);
        return line.isEmpty() ? null : line;
    }
}
