package io.keepwell.conversations;

import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;

/// The conversation cannot come into that state.
final class StateRefused extends Refusal {

    private StateRefused(String key) {
        super(Kind.CONFLICT, Texts.t(key));
    }

    /// Nothing that was taken becomes new again (ST1).
    static StateRefused neverNewAgain() {
        return new StateRefused("conversations.refused.never-new-again");
    }

    /// Solved needs somebody who solved it (ST2).
    static StateRefused nobodySolvedIt() {
        return new StateRefused("conversations.refused.nobody-solved-it");
    }
}
