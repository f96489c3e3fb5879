package io.keepwell.customers.notes;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.RememberedNotes.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

/// Something that is remembered of a customer, as one person of the team may see it.
///
/// @param id           id
/// @param customer     of whom
/// @param text         what; empty where it is sensitive and closed to whoever looks
/// @param source       how we know it
/// @param conversation the conversation it comes from, or null
/// @param message      the letter it comes from, or null
/// @param saidOn       when it was said
/// @param sensitive    whether it is sensitive
/// @param expiresOn    from when on it no longer holds, or null
/// @param vanishes     whether it goes by itself then
/// @param member       who wrote it, or null
/// @param memberName   their name, or null
/// @param changedAt    when it was last changed
record RememberedNote(
        UUID id,
        UUID customer,
        String text,
        Source source,
        @Nullable UUID conversation,
        @Nullable UUID message,
        LocalDate saidOn,
        boolean sensitive,
        @Nullable LocalDate expiresOn,
        boolean vanishes,
        @Nullable UUID member,
        @Nullable String memberName,
        Instant changedAt) {

    /// The same without its words.
    RememberedNote closed() {
        return new RememberedNote(
                id,
                customer,
                "",
                source,
                conversation,
                message,
                saidOn,
                sensitive,
                expiresOn,
                vanishes,
                member,
                memberName,
                changedAt);
    }

    boolean isClosed() {
        return sensitive && text.isEmpty();
    }

    /// Whether it asks today if it still holds.
    boolean asks(LocalDate today) {
        return expiresOn != null && !expiresOn.isAfter(today);
    }

    /// How we know it, when it was said, and who keeps it.
    String origin() {
        return t(
                "customers.notes.origin",
                "source",
                t("customers.notes.source." + source.word()),
                "day",
                day(saidOn),
                "who",
                memberName == null ? t("customers.notes.nobody") : memberName);
    }

    static String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(LocaleContextHolder.getLocale())
                .format(day);
    }
}
