package io.keepwell.team;

import io.keepwell.shared.Refusal;

/// A form came without the proof that it is ours, mostly because the session ended meanwhile.
final class FormExpired extends Refusal {

    FormExpired(String sentence) {
        super(Kind.FORBIDDEN, sentence);
    }
}
