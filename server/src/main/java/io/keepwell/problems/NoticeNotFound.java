package io.keepwell.problems;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;
import java.util.UUID;

/// There is no such row in the ledger.
final class NoticeNotFound extends Refusal {

    NoticeNotFound(UUID id) {
        super(Kind.NOT_FOUND, t("problems.notice-not-found", "id", id.toString()));
    }
}
