package io.keepwell.conversations;

import io.keepwell.conversations.KeptFiles.Kept;
import java.util.List;

/// What the composer offers beside its text.
///
/// @param files files that were added to the draft
/// @param times times at which a reply can leave later
/// @param from  the first time that can be chosen, as a field for date and time has it
/// @param most  bytes that the files of one letter may have together
record Writing(List<Kept> files, List<LaterTimes.Choice> times, String from, long most) {}
