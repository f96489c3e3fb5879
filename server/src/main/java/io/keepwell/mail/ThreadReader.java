package io.keepwell.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was said in a thread, as the team sees it; implemented by the module above that owns conversations. The mail
/// room shows it beside the customer's mailbox.
public interface ThreadReader {

    Optional<Read> read(UUID thread);

    /// A thread as the team sees it.
    ///
    /// @param number  number that people quote
    /// @param subject subject
    /// @param name    the customer, as they are called
    /// @param lines   what was said, oldest first
    record Read(long number, String subject, String name, List<Line> lines) {}

    /// Something that was said.
    ///
    /// @param id     id
    /// @param kind   what it is
    /// @param author who said it
    /// @param text   the words, without quotes where that is known
    /// @param at     when
    /// @param state  word of the outbox for what leaves, else null
    record Line(
            UUID id,
            Kind kind,
            String author,
            String text,
            Instant at,
            @Nullable String state) {}

    /// What a line is.
    enum Kind {
        CUSTOMER,
        /// From somebody the thread does not know: held.
        HELD,
        TEAM,
        ACKNOWLEDGEMENT,
        NOTE
    }
}
