package io.keepwell.customers;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// The merge was undone already, or one of the two was merged further or forgotten since.
final class MergeOver extends Refusal {

    MergeOver() {
        super(Kind.CONFLICT, t("customers.merge.over"));
    }
}
