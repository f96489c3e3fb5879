package io.keepwell.trackers;

import io.keepwell.shared.Refusal;
import java.util.List;

/// The tracker said no while somebody waited for its answer. Says what happened and what to do.
final class TrackerRefused extends Refusal {

    /// @param field the field where it helps
    TrackerRefused(TrackerKind kind, TrackerFailed failed, String field) {
        super(
                Kind.INVALID,
                failed.trouble().sentence(kind, failed.detail()),
                List.of(new FieldError(
                        field(failed.trouble(), field), failed.trouble().sentence(kind, failed.detail()))));
    }

    private static String field(Trouble trouble, String usual) {
        return trouble == Trouble.TOKEN || trouble == Trouble.FORBIDDEN ? "token" : usual;
    }
}
