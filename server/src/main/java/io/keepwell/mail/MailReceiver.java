package io.keepwell.mail;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Takes mail that has arrived; implemented by the module above that owns conversations. Called once per mail, within
/// the transaction that marks the mail as filed: what it writes commits together with that, or not at all.
public interface MailReceiver {

    /// Files the mail: into the thread it belongs to, or into a new one.
    ///
    /// @return what became of it
    Filed receive(IncomingMail mail);

    /// Where a mail went.
    ///
    /// @param thread  the thread (conversation) it is part of now
    /// @param message the message it has become
    record Filed(UUID thread, UUID message) {}

    /// The people a thread knows, to judge who writes into it (T2, T3).
    ///
    /// @return empty where there is no such thread
    Optional<ThreadFacts> facts(UUID thread);

    /// The thread with a number people quote, such as `[#1234]`.
    Optional<UUID> byNumber(long number);

    /// What mail needs to know of a thread.
    ///
    /// @param requester    address of the person who opened it, lower case
    /// @param participants all addresses that take part on the customer's side, the requester included, lower case
    /// @param number       number that people quote
    /// @param mailbox      mailbox it lives in, null for none
    record ThreadFacts(
            String requester,
            Set<String> participants,
            long number,
            @Nullable UUID mailbox) {}
}
