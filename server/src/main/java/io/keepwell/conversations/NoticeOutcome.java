package io.keepwell.conversations;

import java.util.UUID;

/// What became of a notice to a customer.
public sealed interface NoticeOutcome {

    /// It is written, and leaves with this transaction. How it is delivered follows as
    /// [ConversationHappened.Delivered].
    ///
    /// @param conversation where it stands
    /// @param message      id of the message
    record Written(UUID conversation, UUID message) implements NoticeOutcome {}

    /// There is no address to send it to, or no mailbox to send it from. Nothing was written.
    record NoWay() implements NoticeOutcome {}
}
