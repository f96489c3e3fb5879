package io.keepwell.problems;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// So many people would be told that whoever sends it must say the number (3.7.4).
final class PeopleNotConfirmed extends Refusal {

    PeopleNotConfirmed(int people) {
        super(Kind.CONFLICT, t("problems.refused.confirm", "people", people));
    }
}
