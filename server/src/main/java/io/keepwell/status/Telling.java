package io.keepwell.status;

/// Whether subscribers are told of a post; a "no" has a reason, which is kept (3.10.5).
///
/// @param tell whether they are
/// @param whyNot why not; empty where they are
public record Telling(boolean tell, String whyNot) {

    /// They are told.
    public static final Telling EVERYBODY = new Telling(true, "");

    /// They are not.
    public static Telling nobody(String whyNot) {
        return new Telling(false, whyNot);
    }
}
