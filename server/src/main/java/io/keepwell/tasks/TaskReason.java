package io.keepwell.tasks;

import io.keepwell.shared.Texts;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Why something is not owed any more where nobody typed a reason: kept as words of ours, told in the reader's
/// language.
public final class TaskReason {

    /// The letter that promised it was taken back before it left.
    public static final String TAKEN_BACK = "keepwell:taken-back";

    /// The conversation was solved without it.
    public static final String SOLVED = "keepwell:solved";

    /// Another time took its place.
    public static final String CHANGED = "keepwell:changed";

    private static final Set<String> OURS = Set.of(TAKEN_BACK, SOLVED, CHANGED);

    private TaskReason() {}

    /// The reason as people read it; empty for none.
    public static String words(@Nullable String reason) {
        if (reason == null) {
            return "";
        }
        return OURS.contains(reason) ? Texts.t("tasks.reason." + reason.substring("keepwell:".length())) : reason;
    }
}
