package io.keepwell.conversations;

import io.keepwell.mail.Mailbox;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The page where a mailbox gets its words and hours.
///
/// @param mailboxes   all of them, to choose from
/// @param mailbox     the one that is shown
/// @param language    the language that is shown
/// @param languages   all of them, to choose from
/// @param seenAt      when an administrator last said that they have seen what customers read, or null
/// @param form        what stands in the fields
/// @param edited      words of the parts that differ from what Keepwell brings
/// @param previews    what customers would read
/// @param tried       whether the previews show what has not been kept
/// @param wrong       what is wrong with the fields, or null
/// @param wrongField  which field, or null
record AcknowledgementPage(
        List<Mailbox> mailboxes,
        Mailbox mailbox,
        Locale language,
        List<Locale> languages,
        @Nullable Instant seenAt,
        AcknowledgementForm form,
        List<String> edited,
        AcknowledgementSettings.Previews previews,
        boolean tried,
        @Nullable String wrong,
        @Nullable String wrongField) {

    String href() {
        return href(mailbox, language);
    }

    String action(String what) {
        return "/settings/acknowledgement/" + mailbox.id() + what;
    }

    static String href(Mailbox mailbox, Locale language) {
        return "/settings/acknowledgement?mailbox=" + mailbox.id() + "&language=" + language.getLanguage();
    }

    /// The name of a language, in that language.
    static String name(Locale language) {
        return language.getDisplayLanguage(language);
    }

    boolean edited(AcknowledgementPart part) {
        return edited.contains(part.word());
    }

    /// The text of a part as it stands in its field.
    String text(AcknowledgementPart part) {
        return form.texts().getOrDefault(part, "");
    }

    /// The hours of a weekday, 0 for Monday.
    String hours(int day) {
        return day < form.hours().size() ? form.hours().get(day) : "";
    }
}
