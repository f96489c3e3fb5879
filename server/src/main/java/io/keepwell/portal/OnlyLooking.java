package io.keepwell.portal;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// Somebody of the team looks at a customer's page: they do not act for them.
final class OnlyLooking extends Refusal {

    OnlyLooking() {
        super(Kind.FORBIDDEN, t("portal.preview.refused"));
    }
}
