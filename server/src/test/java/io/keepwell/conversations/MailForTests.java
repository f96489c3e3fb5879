package io.keepwell.conversations;

import io.keepwell.mail.IncomingMail;
import io.keepwell.mail.IncomingMail.Automatic;
import io.keepwell.mail.IncomingMail.Existing;
import io.keepwell.mail.IncomingMail.Standing;
import io.keepwell.mail.MailReceiver;
import io.keepwell.mail.Mailbox;
import io.keepwell.shared.EmailAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A mail as tests write it, one word after the other.
record MailForTests(
        Mailbox mailbox,
        String from,
        @Nullable String name,
        String subject,
        String text,
        @Nullable UUID thread,
        Standing standing,
        boolean authenticated,
        @Nullable String returnPath,
        boolean addressedToUs,
        Automatic automatic,
        Existing existing,
        Locale locale,
        @Nullable String replyTo) {

    /// A mail of Ana that the receiving server vouches for.
    static MailForTests to(Mailbox mailbox) {
        var from = "ana." + UUID.randomUUID() + "@example.org";
        return new MailForTests(
                mailbox,
                from,
                "Ana Ribeiro",
                "Export",
                "How do I export my data?",
                null,
                Standing.PARTICIPANT,
                true,
                from,
                true,
                Automatic.NO,
                Existing.NO,
                Locale.ENGLISH,
                null);
    }

    MailForTests saying(String subject, String text) {
        return new MailForTests(
                mailbox,
                from,
                name,
                subject,
                text,
                thread,
                standing,
                authenticated,
                returnPath,
                addressedToUs,
                automatic,
                existing,
                locale,
                replyTo);
    }

    MailForTests by(String from, @Nullable String name) {
        return new MailForTests(
                mailbox,
                from,
                name,
                subject,
                text,
                thread,
                standing,
                authenticated,
                from,
                addressedToUs,
                automatic,
                existing,
                locale,
                replyTo);
    }

    MailForTests into(UUID thread) {
        return new MailForTests(
                mailbox,
                from,
                name,
                subject,
                text,
                thread,
                standing,
                authenticated,
                returnPath,
                addressedToUs,
                automatic,
                existing,
                locale,
                replyTo);
    }

    MailForTests unverified() {
        return new MailForTests(
                mailbox,
                from,
                name,
                subject,
                text,
                thread,
                Standing.UNVERIFIED,
                false,
                returnPath,
                addressedToUs,
                automatic,
                existing,
                locale,
                replyTo);
    }

    MailForTests unauthenticated() {
        return new MailForTests(
                mailbox,
                from,
                name,
                subject,
                text,
                thread,
                standing,
                false,
                returnPath,
                addressedToUs,
                automatic,
                existing,
                locale,
                replyTo);
    }

    MailForTests returningTo(@Nullable String returnPath) {
        return new MailForTests(
                mailbox,
                from,
                name,
                subject,
                text,
                thread,
                standing,
                authenticated,
                returnPath,
                addressedToUs,
                automatic,
                existing,
                locale,
                replyTo);
    }

    MailForTests answersTo(String replyTo) {
        return new MailForTests(
                mailbox,
                from,
                name,
                subject,
                text,
                thread,
                standing,
                authenticated,
                returnPath,
                addressedToUs,
                automatic,
                existing,
                locale,
                replyTo);
    }

    MailForTests notAddressed() {
        return new MailForTests(
                mailbox,
                from,
                name,
                subject,
                text,
                thread,
                standing,
                authenticated,
                returnPath,
                false,
                automatic,
                existing,
                locale,
                replyTo);
    }

    MailForTests automatic(Automatic automatic) {
        return new MailForTests(
                mailbox,
                from,
                name,
                subject,
                text,
                thread,
                standing,
                authenticated,
                returnPath,
                addressedToUs,
                automatic,
                existing,
                locale,
                replyTo);
    }

    MailForTests existing(Existing existing) {
        return new MailForTests(
                mailbox,
                from,
                name,
                subject,
                text,
                thread,
                standing,
                authenticated,
                returnPath,
                addressedToUs,
                automatic,
                existing,
                locale,
                replyTo);
    }

    MailForTests in(Locale locale) {
        return new MailForTests(
                mailbox,
                from,
                name,
                subject,
                text,
                thread,
                standing,
                authenticated,
                returnPath,
                addressedToUs,
                automatic,
                existing,
                locale,
                replyTo);
    }

    /// The mail as it arrives now.
    IncomingMail mail() {
        var now = DeskForTests.desk().clock.instant();
        return new IncomingMail(
                UUID.randomUUID(),
                mailbox.id(),
                thread,
                standing,
                new EmailAddress(from),
                name,
                authenticated,
                replyTo == null ? null : new EmailAddress(replyTo),
                returnPath == null ? null : new EmailAddress(returnPath),
                addressedToUs,
                automatic,
                subject,
                text,
                null,
                List.of(),
                locale,
                "<" + UUID.randomUUID() + "@example.org>",
                now,
                now,
                existing,
                null,
                Set.of());
    }

    /// Lets it arrive.
    MailReceiver.Filed arrives() {
        return DeskForTests.desk().part(MailReceiver.class).receive(mail());
    }
}
