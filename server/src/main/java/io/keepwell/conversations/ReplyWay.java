package io.keepwell.conversations;

import java.time.Instant;
import java.util.UUID;

/// A way besides mail on which answers reach customers, such as a messenger in the company's own application.
/// Implemented as beans by the modules that know one.
public interface ReplyWay {

    /// Whether answers of this conversation go this way.
    boolean takes(Conversation conversation);

    /// Lets an answer go this way, within the transaction that writes it. What becomes of it is told by `ReplyMoved`.
    ///
    /// @param message id of the answer
    /// @param due     when it leaves; until then it can be taken back
    void send(Conversation conversation, UUID message, Instant due);

    /// Takes an answer back that has not left; false where it is too late, or went another way.
    boolean cancel(UUID message);
}
