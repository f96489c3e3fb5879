package io.keepwell.conversations;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something happened to a conversation. Published within the transaction that wrote it, after its rows: an
/// `@EventListener` that writes commits with it or not at all, and must be quick; whatever takes time or leaves
/// the system becomes a row of the outbox or of the scheduler there.
///
/// @param conversation id of the conversation
/// @param at           when
/// @param member       who did it; null for customers, programs without a person and Keepwell itself
/// @param what         what it was
public record ConversationHappened(
        UUID conversation, Instant at, @Nullable UUID member, What what) {

    /// The kinds of things that happen.
    public sealed interface What {}

    /// The conversation began; what was said first follows as a `Said`.
    public record Opened() implements What {}

    /// A letter, a note or an acknowledgement was written.
    ///
    /// @param message id of the message
    public record Said(UUID message) implements What {}

    /// A letter on its way out came further, or was taken back.
    ///
    /// @param message id of the message
    /// @param state   the state it has now, in the words of the outbox
    public record Delivered(UUID message, String state) implements What {

        private static final Set<String> ON_ITS_WAY =
                Set.of("sending", "handing-over", "sent", "uncertain", "delivered");

        /// Whether it left, or is about to: between these states it counts as an answer all along, so that no
        /// clock has to be reckoned anew.
        public boolean onItsWay() {
            return ON_ITS_WAY.contains(state);
        }
    }

    /// A field changed.
    ///
    /// @param field  the kind of the event: `state`, `assignee`, `team`, `kind`, `cause`, `priority`,
    ///               `needed-by`, `tags`, and what later parts add
    /// @param before the value before as people read it, null for none
    /// @param after  the value after, null for none
    public record Changed(
            String field, @Nullable String before, @Nullable String after) implements What {}
}
