package io.keepwell.imports;

/// Something in a file that cannot be brought along.
///
/// @param place where, such as `line 12` or `ticket 4711`
/// @param words why, a sentence
record Trouble(String place, String words) {}
