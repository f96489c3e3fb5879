package io.keepwell.conversations;

import org.jspecify.annotations.Nullable;

/// What an acknowledgement speaks about.
///
/// @param firstName    first name to greet with, null where it is not plainly a name
/// @param subject      subject to repeat, empty where there is none or it may not be repeated (L6)
/// @param complaint    whether the words of the customer show a complaint
/// @param personOrTeam who will answer
/// @param promisedTime when, in words, null where nothing is promised
/// @param company      the company
/// @param known        the problem they write about or are hit by, null where none is named
record AcknowledgementFacts(
        @Nullable String firstName,
        String subject,
        boolean complaint,
        String personOrTeam,
        @Nullable String promisedTime,
        String company,
        @Nullable Known known) {

    /// A problem that is named.
    ///
    /// @param title what customers read as its name
    /// @param since since when we know of it, in words
    /// @param words what we said of it last, may be empty
    /// @param sure  whether what they wrote is about it
    record Known(String title, String since, String words, boolean sure) {}
}
