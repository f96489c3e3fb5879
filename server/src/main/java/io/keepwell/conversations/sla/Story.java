package io.keepwell.conversations.sla;

import io.keepwell.conversations.ConversationState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What happened in a conversation, as far as clocks care.
///
/// @param createdAt when it began
/// @param state     the state it began in
/// @param happened  what happened, in its order
record Story(Instant createdAt, ConversationState state, List<Happening> happened) {

    /// The kinds; of what happened at the same instant, earlier kinds come first, so that a reply that also solves
    /// counts as a reply.
    enum Kind {
        /// The customer wrote: a person, in a letter that is not held back.
        WROTE,
        /// Somebody of the team answered, for the customer to read.
        ANSWERED,
        /// Somebody of the team wrote a note.
        NOTED,
        /// The state changed.
        STATE
    }

    /// @param state the state from then on, for a change of state; else null
    record Happening(Instant at, Kind kind, @Nullable ConversationState state) {

        static Happening of(Instant at, Kind kind) {
            return new Happening(at, kind, null);
        }

        static Happening state(Instant at, ConversationState state) {
            return new Happening(at, Kind.STATE, state);
        }

        /// Whether it ended the conversation for now.
        boolean solves() {
            return ended(state);
        }
    }

    /// Nothing that anybody would have to be answered for, such as spam.
    static final Story NOTHING = new Story(Instant.EPOCH, ConversationState.CLOSED, List.of());

    /// A time in one state.
    ///
    /// @param to null for as long as the story goes
    record Stay(
            ConversationState state, Instant from, @Nullable Instant to) {}

    Story {
        happened = happened.stream()
                .sorted(Comparator.comparing(Happening::at).thenComparing(Happening::kind))
                .toList();
    }

    /// The story from where a conversation that began as solved was opened for the first time; empty where it never
    /// was.
    Optional<Story> openedAgain() {
        return happened.stream()
                .filter(it -> it.state() != null && !ended(it.state()))
                .findFirst()
                .map(opening -> new Story(
                        opening.at(),
                        Objects.requireNonNull(opening.state()),
                        happened.stream()
                                .filter(it -> !it.at().isBefore(opening.at()))
                                .toList()));
    }

    static boolean ended(@Nullable ConversationState state) {
        return state == ConversationState.SOLVED || state == ConversationState.CLOSED;
    }
}
