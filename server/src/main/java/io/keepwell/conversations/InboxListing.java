package io.keepwell.conversations;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The list of the inbox with what stands around it.
///
/// @param tabs      all views with their counts, the foremost first
/// @param rows      the rows
/// @param nextHref  where the list goes on, or null
/// @param topHref   where it begins, or null where that is shown
/// @param narrowing what the list is narrowed by, and by what it could be
/// @param writable  whether the person who looks may change what is in it
/// @param apart     how many mails were kept apart when they came, where the list is that of spam
record InboxListing(
        List<Tab> tabs,
        List<InboxRow> rows,
        @Nullable String nextHref,
        @Nullable String topHref,
        Narrowing narrowing,
        boolean writable,
        int apart) {

    /// What stands where: the views everybody has, those of teams, and those that are kept.
    enum Group {
        BASIC,
        TEAM,
        KEPT
    }

    /// A view of the list.
    ///
    /// @param count how many conversations it holds; one more than is counted means more
    /// @param go    the letter that leads there after `g`, empty for none
    record Tab(Group group, String key, String label, String href, long count, boolean current, String go) {

        /// The count as it is written; empty for none.
        String words() {
            return InboxListing.words(count);
        }
    }

    /// Somebody or something to choose by.
    record Choice(String value, String label) {}

    /// What the list is narrowed by.
    ///
    /// @param open      whether the list is narrowed just now
    /// @param criteria  by what
    /// @param count     how many conversations fit
    /// @param kept      the kept view that is shown, or null
    /// @param mine      whether the person may change it
    /// @param assignees who answers
    /// @param teams     all teams
    /// @param mailboxes all mailboxes
    /// @param languages languages customers write in
    record Narrowing(
            boolean open,
            Criteria criteria,
            long count,
            @Nullable KeptView kept,
            boolean mine,
            List<Choice> assignees,
            List<Choice> teams,
            List<Choice> mailboxes,
            List<Choice> languages) {

        String words() {
            return InboxListing.words(count);
        }

        boolean many() {
            return count > InboxQueries.COUNTED;
        }

        @Nullable
        UUID keptId() {
            return kept == null ? null : kept.id();
        }
    }

    private static String words(long count) {
        if (count == 0) {
            return "";
        }
        return count > InboxQueries.COUNTED
                ? io.keepwell.shared.Texts.t("conversations.inbox.many", "count", InboxQueries.COUNTED)
                : String.valueOf(count);
    }
}
