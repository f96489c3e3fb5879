package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// Letters cannot be joined, parted or moved like that, or not be brought back.
final class RearrangingRefused extends Refusal {

    private RearrangingRefused(String sentence) {
        super(Kind.CONFLICT, sentence);
    }

    /// A conversation cannot become part of itself, by whichever of its numbers it is called.
    static RearrangingRefused intoItself(long number) {
        return new RearrangingRefused(t("conversations.rearranging.refused.itself", "number", text(number)));
    }

    /// It is part of another one already, which is the one to go on with.
    static RearrangingRefused alreadyMerged(long number, long into) {
        return new RearrangingRefused(
                t("conversations.rearranging.refused.merged", "number", text(number), "into", text(into)));
    }

    /// Nobody would be left to talk with.
    static RearrangingRefused nothingLeft(long number) {
        return new RearrangingRefused(t("conversations.rearranging.refused.nothing-left", "number", text(number)));
    }

    /// Something was done with these conversations later, which has to be taken back first.
    static RearrangingRefused outOfTurn(long number, long other) {
        return new RearrangingRefused(
                t("conversations.rearranging.refused.out-of-turn", "number", text(number), "other", text(other)));
    }

    /// There is nothing that could be taken back.
    static RearrangingRefused nothingToUndo(long number) {
        return new RearrangingRefused(t("conversations.rearranging.refused.nothing-to-undo", "number", text(number)));
    }

    private static String text(long number) {
        return String.valueOf(number);
    }
}
