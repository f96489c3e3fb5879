package io.keepwell.followups;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such idea.
final class IdeaNotFound extends Refusal {

    IdeaNotFound() {
        super(Kind.NOT_FOUND, t("followups.refused.no-idea"));
    }
}
