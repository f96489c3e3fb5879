package io.keepwell.followups;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// Others are told by now than the preview said.
final class PeopleChanged extends Refusal {

    PeopleChanged(int people) {
        super(Kind.CONFLICT, t("followups.refused.people", "count", people));
    }
}
