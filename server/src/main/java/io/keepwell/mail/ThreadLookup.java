package io.keepwell.mail;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What threading must know of the threads of one mailbox.
interface ThreadLookup {

    /// Whether the thread still exists and lives in this mailbox (T11).
    boolean livesHere(UUID thread);

    /// The thread of a letter of ours, for machines that answer its envelope sender.
    Optional<UUID> ofLetter(UUID letter);

    /// The threads whose mail received by this mailbox has this Message-ID.
    Set<UUID> byInboundMessageId(String messageId);

    /// The thread with this number.
    Optional<UUID> byNumber(long number);

    /// Whether the address is the requester or another participant of the thread.
    boolean participates(UUID thread, String address);

    /// When the newest message of the thread came or went.
    Instant newestMessageAt(UUID thread);
}
