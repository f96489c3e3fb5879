package io.keepwell.customers;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such segment.
public final class SegmentNotFound extends Refusal {

    /// @param reference what was asked for
    public SegmentNotFound(String reference) {
        super(Kind.NOT_FOUND, t("customers.segments.not-found", "reference", reference));
    }
}
