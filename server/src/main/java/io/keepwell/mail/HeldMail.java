package io.keepwell.mail;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Automatic mail that came faster than conversations may be opened by machines (L5). It waits until somebody
/// decides, however long that takes.
public interface HeldMail {

    /// What is held of one sender.
    ///
    /// @param mailboxId which mailbox it came to
    /// @param mailbox   its name
    /// @param sender    their address
    /// @param mails     how many are held
    /// @param first     when the first of them came
    /// @param last      when the last of them came
    /// @param newest    id of the last one
    /// @param subject   what that one is about
    record Flood(
            UUID mailboxId,
            String mailbox,
            String sender,
            int mails,
            Instant first,
            Instant last,
            UUID newest,
            String subject) {}

    /// What is held, where the most is first.
    List<Flood> floods();

    /// How many mails are held.
    int held();

    /// Files all that is held of a sender, as if it had just come; nobody is acknowledged. It goes on in the
    /// background.
    ///
    /// @return how many mails that are
    int release(UUID mailbox, String sender);

    /// Calls all that is held of a sender spam: it is deleted with the other spam, and can be released until
    /// then.
    ///
    /// @return how many mails that are
    int discard(UUID mailbox, String sender);
}
