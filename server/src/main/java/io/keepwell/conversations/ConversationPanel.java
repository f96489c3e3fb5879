package io.keepwell.conversations;

import gg.jte.Content;
import java.util.Optional;

/// Something to be shown with a conversation that another part of Keepwell knows: implemented as beans, drawn in their
/// order. Asked anew whenever the conversation is drawn, so it must be quick: one or two queries by key.
public interface ConversationPanel {

    /// Where it is shown.
    enum Slot {
        /// Among the facts in the head of the thread: short, such as a menu.
        HEAD,
        /// In the menu of states, under them: what follows from choosing one.
        STATES,
        /// In the sheet that asks for the cause of a complaint: forms of their own.
        CAUSE,
        /// Across the thread, under its head and above the letters: what must be known before reading on.
        ABOVE_LETTERS,
        /// Between the letters and the composer: what waits to be said, or to be decided.
        BELOW_LETTERS,
        /// Within the composer, under the text of a reply.
        COMPOSER,
        /// Within the composer, as the form of a phone call.
        CALL,
        /// In the pane of the person, before everything else.
        PERSON_FIRST,
        /// In the pane of the person, after how they are reached.
        PERSON
    }

    Slot slot();

    /// Panels of a slot are drawn in this order.
    int order();

    /// What to show, made with `Fragments`; its outermost element has an id that stays the same.
    ///
    /// @return empty where there is nothing to say
    Optional<Content> show(Conversation conversation);
}
