package io.keepwell.backup;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// A backup is being made already.
final class BackupRunning extends Refusal {

    private static final long serialVersionUID = 1;

    BackupRunning() {
        super(Kind.CONFLICT, t("backup.refused.running"));
    }
}
