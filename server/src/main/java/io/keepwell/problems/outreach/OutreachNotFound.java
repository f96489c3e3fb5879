package io.keepwell.problems.outreach;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;
import java.util.UUID;

/// There is no such list, or nobody of that id on it.
final class OutreachNotFound extends Refusal {

    OutreachNotFound(UUID id) {
        super(Kind.NOT_FOUND, t("problems.outreach.not-found", "id", id.toString()));
    }
}
