package io.keepwell.tasks;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something was made, moved, kept, broken or withdrawn. Published within that transaction, after its rows.
///
/// @param task    which
/// @param subject what it is about, or null
/// @param what    the kind of the event: `made`, `kept`, `broken`, `moved`, `withdrawn`, `reopened`, `owner`,
///                `subject`
public record TaskChanged(UUID task, @Nullable UUID subject, String what) {}
