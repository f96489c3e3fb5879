package io.keepwell.conversations.rules;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such rule.
class RuleNotFound extends Refusal {

    RuleNotFound() {
        super(Kind.NOT_FOUND, t("conversations.rules.not-found"));
    }
}
