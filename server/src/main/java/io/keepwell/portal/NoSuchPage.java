package io.keepwell.portal;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such page: the link is over, or it is somebody else's. From outside the two look the same.
final class NoSuchPage extends Refusal {

    NoSuchPage() {
        super(Kind.NOT_FOUND, t("portal.over"));
    }
}
