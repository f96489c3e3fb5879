package io.keepwell.portal;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// Customers have no pages: an administrator has switched them off.
final class PagesOff extends Refusal {

    PagesOff() {
        super(Kind.CONFLICT, t("portal.refused.off"));
    }
}
