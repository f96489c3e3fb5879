package io.keepwell.conversations;

import io.keepwell.conversations.InboxListing.Choice;
import java.util.List;

/// The page where a person looks after their views.
///
/// @param views   what they see
/// @param teams   with whom a view can be shared
/// @param after   what they like to see after an action
/// @param sending what they like to see after sending
/// @param zone    the zone they have named, empty for none
/// @param usual   the zone of the workspace
record ViewsPage(List<Entry> views, List<Choice> teams, String after, String sending, String zone, String usual) {

    /// A view.
    ///
    /// @param audience who sees it, in words
    /// @param mine     whether the person may change it
    record Entry(KeptView view, String audience, boolean mine) {}
}
