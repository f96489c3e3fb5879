package io.keepwell.trackers;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such issue at this problem.
final class TrackerIssueNotFound extends Refusal {

    TrackerIssueNotFound() {
        super(Kind.NOT_FOUND, t("trackers.refused.issue"));
    }
}
