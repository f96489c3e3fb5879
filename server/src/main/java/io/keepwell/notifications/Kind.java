package io.keepwell.notifications;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What somebody is told of.
enum Kind {
    /// A conversation is theirs now.
    ASSIGNED(Way.BELL, Way.PUSH, Way.MAIL),
    /// Something came in for their team, and nobody has it yet.
    TEAM(Way.BELL),
    /// The customer wrote in a conversation of theirs.
    ANSWERED(Way.BELL, Way.PUSH),
    /// Somebody named them in a note.
    MENTIONED(Way.BELL, Way.PUSH, Way.MAIL),
    /// What they promised is due.
    PROMISE(Way.BELL, Way.PUSH, Way.MAIL),
    /// An agreed time will soon be over, or is.
    AGREED_TIME(Way.BELL),
    /// A reply of theirs did not arrive, or nobody knows whether it did.
    RETURNED(Way.BELL, Way.PUSH, Way.MAIL),
    /// The same went wrong again for one customer.
    REPEAT(Way.BELL, Way.PUSH, Way.MAIL),
    /// Customers were promised to hear of a problem again by now.
    UPDATE_OVERDUE(Way.BELL, Way.PUSH, Way.MAIL),
    /// Somebody asks for a gesture they decide on.
    GESTURE_ASKED(Way.BELL, Way.PUSH, Way.MAIL),
    /// A gesture they asked for was decided on.
    GESTURE_DECIDED(Way.BELL, Way.PUSH),
    /// The tracker says that a problem of theirs is done, so that its fix can be prepared.
    TRACKER_DONE(Way.BELL, Way.PUSH, Way.MAIL),
    /// An unhappy customer is theirs to call, or the time to do so passes.
    FOLLOW_UP(Way.BELL, Way.PUSH, Way.MAIL);

    private final Set<Way> usual;

    Kind(Way first, Way... others) {
        this.usual = EnumSet.of(first, others);
    }

    /// The word as it stands in the database and in the API.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether people are told of it that way unless they choose otherwise.
    boolean usually(Way way) {
        return usual.contains(way);
    }

    /// Whether it is about a problem, and no conversation.
    boolean ofProblem() {
        return this == UPDATE_OVERDUE || this == TRACKER_DONE;
    }

    /// Whether it is about a follow-up, and no conversation.
    boolean ofFollowUp() {
        return this == FOLLOW_UP;
    }

    static Optional<Kind> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
