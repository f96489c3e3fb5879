package io.keepwell.imports;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such import.
final class ImportNotFound extends Refusal {

    private static final long serialVersionUID = 1;

    ImportNotFound(String id) {
        super(Kind.NOT_FOUND, t("imports.refused.none", "id", id));
    }
}
