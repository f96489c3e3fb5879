package io.keepwell.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Mail that is kept apart, because its sender is blocked or because the receiving server called it spam.
/// What is held because it came too fast is [HeldMail].
public interface KeptSpam {

    /// A mail that is kept apart.
    ///
    /// @param mailbox name of the mailbox it came to
    /// @param sender  as far as readable
    /// @param subject as far as readable
    /// @param at      when it came
    /// @param blocked whether a person blocked its sender
    /// @param reason  `blocked`; `flagged` by the receiving server; `unwanted`, as a person said of a flood
    record Kept(
            UUID id,
            String mailbox,
            @Nullable String sender,
            @Nullable String subject,
            Instant at,
            boolean blocked,
            String reason) {}

    /// The newest first.
    ///
    /// @param before id of the last one seen, null to begin
    List<Kept> kept(@Nullable UUID before, int limit);

    /// How many there are, held ones included.
    int count();

    /// Its words, the beginning of them.
    ///
    /// @throws SpamNotFound where it is not kept apart
    String words(UUID id) throws InterruptedException;

    /// Says that it is no spam: it is filed as if it had just come.
    ///
    /// @return the thread it is part of now; empty where filing it takes a moment longer
    /// @throws SpamNotFound where it is not kept apart
    Optional<UUID> release(UUID id);

    /// How long spam is kept.
    Duration keptFor();

    /// Deletes the originals of a thread that is being deleted.
    void forgetThread(UUID thread);
}
