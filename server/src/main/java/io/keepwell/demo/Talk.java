package io.keepwell.demo;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A conversation of Pennyfold, with everything that was said and done in it.
///
/// @param id             id
/// @param person         who started it
/// @param scene          what it is about
/// @param subject        subject
/// @param openedAt       when the first letter came
/// @param acknowledgedAt when the acknowledgement had left
/// @param promisedAt     by when an answer was promised
/// @param lines          what was said, in order
/// @param deeds          what was done with it, in order
/// @param outcome        how it stands
/// @param firstResponse  when somebody first answered, or null
/// @param solvedAt       when it was solved, or null
/// @param waitingSince   since when the customer waits, or null
record Talk(
        UUID id,
        Person person,
        Scene scene,
        String subject,
        Instant openedAt,
        Instant acknowledgedAt,
        Instant promisedAt,
        List<Line> lines,
        List<Deed> deeds,
        Outcome outcome,
        @Nullable Instant firstResponse,
        @Nullable Instant solvedAt,
        @Nullable Instant waitingSince) {

    /// Something that was said.
    ///
    /// @param id       id of the message
    /// @param kind     what it is
    /// @param by       the colleague who said it, null for the customer's side and machines
    /// @param name     who wrote it
    /// @param email    their address, or null
    /// @param text     what they wrote
    /// @param at       when
    /// @param delivery what became of it on its way out
    record Line(
            UUID id,
            Kind kind,
            @Nullable Colleague by,
            String name,
            @Nullable String email,
            String text,
            Instant at,
            Delivery delivery) {}

    enum Kind {
        LETTER("in", "message"),
        /// From somebody who is no part of it: held.
        STRANGER("in", "message"),
        REPLY("out", "message"),
        NOTE("out", "note"),
        ACKNOWLEDGEMENT("out", "acknowledgement");

        final String direction;
        final String type;

        Kind(String direction, String type) {
            this.direction = direction;
            this.type = type;
        }
    }

    enum Delivery {
        NONE,
        SENT,
        FAILED,
        UNCERTAIN
    }

    /// Something that was done.
    ///
    /// @param id   id
    /// @param at   when
    /// @param by   by whom, null for Keepwell itself
    /// @param kind what changed, such as `state`
    /// @param from value before, or null
    /// @param to   value after
    record Deed(
            UUID id,
            Instant at,
            @Nullable Colleague by,
            String kind,
            @Nullable String from,
            String to) {}

    /// How a conversation stands.
    ///
    /// @param state    state
    /// @param cause    what is known of its cause
    /// @param assignee who looks after it, or null
    /// @param words    the words that suggested the kind, null once somebody has looked
    /// @param priority priority
    /// @param neededBy when the customer needs it, or null
    record Outcome(
            String state,
            String cause,
            @Nullable Colleague assignee,
            @Nullable List<String> words,
            String priority,
            @Nullable Instant neededBy) {}

    Instant lastAt() {
        return lines.getLast().at();
    }
}
