package io.keepwell.conversations;

import io.keepwell.shared.Refusal;

/// A machine holds its tongue here; the sentence says why.
final class NotWritten extends Refusal {

    NotWritten(String sentence) {
        super(Kind.CONFLICT, sentence);
    }
}
