package io.keepwell.trackers;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;
import java.util.List;

/// The repository or project is connected already.
final class TrackerConnected extends Refusal {

    TrackerConnected() {
        super(
                Kind.CONFLICT,
                t("trackers.refused.connected"),
                List.of(new FieldError("url", t("trackers.refused.connected"))));
    }
}
