package io.keepwell.imports;

import io.keepwell.shared.Refusal;

/// An import is not where it could do what was asked.
final class ImportRefused extends Refusal {

    private static final long serialVersionUID = 1;

    ImportRefused(String sentence) {
        super(Kind.CONFLICT, sentence);
    }
}
