package io.keepwell.team;

import io.keepwell.shared.Refusal;

/// The person is known, but this is not theirs to do.
final class NoRight extends Refusal {

    NoRight(String sentence) {
        super(Kind.FORBIDDEN, sentence);
    }
}
