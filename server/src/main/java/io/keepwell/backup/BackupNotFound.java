package io.keepwell.backup;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such backup in the data folder.
final class BackupNotFound extends Refusal {

    private static final long serialVersionUID = 1;

    BackupNotFound(String name) {
        super(Kind.NOT_FOUND, t("backup.refused.none", "name", name));
    }
}
