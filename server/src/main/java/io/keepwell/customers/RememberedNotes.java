package io.keepwell.customers;

import gg.jte.Content;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What people of the team remember of a customer, for whoever shows a customer beside something else.
public interface RememberedNotes {

    /// The notes of a customer with the field for another one, for the pane beside a conversation.
    ///
    /// @param conversation the conversation that is open, to be named as the source of what is added; or null
    Content pane(UUID customer, @Nullable UUID conversation);

    /// Keeps a note of the past, as an import does.
    ///
    /// @param note   what is remembered
    /// @param member who wrote it, or null
    void keep(Note note, @Nullable UUID member);

    /// A note to be kept.
    ///
    /// @param customer     of whom
    /// @param text         what is remembered
    /// @param source       how we know it
    /// @param conversation the conversation it comes from, or null
    /// @param message      the letter it comes from, or null
    /// @param saidOn       when it was said
    /// @param sensitive    whether only those may read it who have to
    /// @param expiresOn    from when on it no longer holds, or null
    /// @param vanishes     whether it goes by itself then, instead of asking
    record Note(
            UUID customer,
            String text,
            Source source,
            @Nullable UUID conversation,
            @Nullable UUID message,
            LocalDate saidOn,
            boolean sensitive,
            @Nullable LocalDate expiresOn,
            boolean vanishes) {}

    /// How something is known.
    enum Source {
        LETTER,
        PHONE,
        IN_PERSON,
        OTHER;

        /// The word of the database and of the API.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// The source of a word; other for what is none.
        public static Source of(@Nullable String word) {
            for (var source : values()) {
                if (source.word().equals(word)) {
                    return source;
                }
            }
            return OTHER;
        }
    }
}
