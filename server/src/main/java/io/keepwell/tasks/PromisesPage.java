package io.keepwell.tasks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The page of promises.
///
/// @param title  name of the page, or of what is behind a number
/// @param none   whether nothing was ever promised
/// @param kept   kept today
/// @param broken broken today
/// @param people by person
/// @param teams  by team, empty where there are none
/// @param lists  the promises themselves
/// @param behind whether these are the rows behind a number
record PromisesPage(
        String title,
        boolean none,
        long kept,
        long broken,
        List<Count> people,
        List<Count> teams,
        List<Part> lists,
        boolean behind) {

    /// The numbers of a person or a team, each with where it opens.
    record Count(String name, long kept, String keptHref, long broken, String brokenHref, long owed, String owedHref) {}

    /// Some of the promises.
    ///
    /// @param key   names its texts
    /// @param more  whether there are more than are shown
    record Part(String key, List<Row> rows, boolean more) {}

    /// A promise.
    ///
    /// @param words   what is owed: "Call Ana Ribeiro"
    /// @param when    until when
    /// @param exact   the same as an instant, empty where it is due on an event
    /// @param who     who owes it, empty for nobody yet
    /// @param outcome what became of it, a word for texts
    /// @param reason  why, empty for none
    /// @param about   what it is about, or null
    /// @param href    where that is shown, or null
    record Row(
            String words,
            String when,
            String exact,
            String who,
            String outcome,
            String reason,
            @Nullable String about,
            @Nullable String href) {}
}
