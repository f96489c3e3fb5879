package io.keepwell.conversations;

import gg.jte.Content;
import io.keepwell.conversations.ConversationPanel.Slot;
import io.keepwell.conversations.InboxListing.Group;
import io.keepwell.conversations.InboxListing.Tab;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The inbox as one page: the list, and beside it the conversation that is open and the person who wrote.
///
/// @param title     title of the window
/// @param filter    what the list shows
/// @param listing   the list and what stands around it; null where the page that asks has it and keeps it
/// @param step      `list`, `thread` or `person`: the one to show where there is room for one
/// @param thread    the conversation that is open, or null
/// @param person    who wrote it, or null
/// @param connected whether there is a mailbox at all
/// @param sending   what follows when something is sent, and what was just sent
/// @param snoozes   until when something can be put off
/// @param after     what is shown when an action takes the open conversation out of the list: `next`, `stay` or `list`
record InboxPage(
        String title,
        InboxFilter filter,
        @Nullable InboxListing listing,
        String step,
        @Nullable ThreadView thread,
        @Nullable PersonView person,
        boolean connected,
        Sending sending,
        List<SnoozeTimes.Preset> snoozes,
        String after) {

    private static final int FOREMOST = 3;

    List<InboxRow> rows() {
        return listing == null ? List.of() : listing.rows();
    }

    List<Tab> views() {
        return listing == null ? List.of() : listing.tabs();
    }

    /// The views that always stand there, and the current one where it is not among them.
    List<Tab> foremostViews() {
        var views = views();
        var current = views.stream().skip(FOREMOST).filter(Tab::current).findFirst();
        return current.map(tab -> List.of(views.get(0), views.get(1), tab)).orElse(views.subList(0, FOREMOST));
    }

    List<Tab> furtherViews(Group group) {
        var foremost = foremostViews();
        return views().stream()
                .filter(tab -> tab.group() == group && !foremost.contains(tab))
                .toList();
    }

    /// What other parts of Keepwell show with the conversation that is open.
    List<Content> parts(Slot slot) {
        return thread == null ? List.of() : thread.parts(slot);
    }

    /// Number of the conversation that is open, 0 for none.
    long number() {
        return thread == null ? 0 : thread.number();
    }

    /// Where the conversation opens that comes after the one that is open, or before it at the end; null where there
    /// is no other.
    @Nullable
    String nextHref() {
        var rows = rows();
        int here = 0;
        while (here < rows.size() && !rows.get(here).current()) {
            here++;
        }
        int next = here + 1 < rows.size() ? here + 1 : here - 1;
        return here == rows.size() || next < 0 ? null : rows.get(next).href();
    }
}
