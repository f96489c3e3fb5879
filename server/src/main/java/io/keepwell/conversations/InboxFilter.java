package io.keepwell.conversations;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What the list of the inbox shows, as it stands in the address.
///
/// @param view  which conversations; a search looks through all of them
/// @param query words looked for, empty for none
/// @param show  how many at most
/// @param note  whether the note is being written, not the reply
record InboxFilter(View view, String query, int show, boolean note) {

    static final int STEP = 50;

    InboxFilter {
        query = query.strip();
        show = Math.clamp(show, STEP, 500);
    }

    /// The views there are. The conditions speak of the conversation as `c` and of the person who asks as `:me`; spam
    /// has a page of its own and stands in none of them.
    enum View {
        MINE("c.assignee_id = :me and c.state in ('new', 'open')"),
        UNASSIGNED("c.assignee_id is null and c.state in ('new', 'open')"),
        ALL("c.state in ('new', 'open', 'on-hold')"),
        WAITING("c.state = 'pending'"),
        COMPLAINTS("c.kind = 'complaint' and c.state not in ('solved', 'closed')"),
        SOLVED("c.state in ('solved', 'closed')");

        final String condition;

        View(String condition) {
            this.condition = "c.spam_at is null and " + condition;
        }

        static View of(String key) {
            return Arrays.stream(values())
                    .filter(view -> view.key().equals(key))
                    .findFirst()
                    .orElse(ALL);
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean searching() {
        return !query.isEmpty();
    }

    String listHref() {
        return address("/inbox", List.of());
    }

    String viewHref(View other) {
        return new InboxFilter(other, "", STEP, false).listHref();
    }

    String moreHref(long number) {
        return new InboxFilter(view, query, show + STEP, false).href(number);
    }

    /// The address of a conversation in this list; of the list alone for the number 0.
    String href(long number) {
        return number == 0 ? listHref() : address("/inbox/" + number, List.of());
    }

    String noteHref(long number) {
        return address("/inbox/" + number, List.of("write=note"));
    }

    String personHref(long number) {
        return address("/inbox/" + number, List.of("step=person"));
    }

    private String address(String path, List<String> further) {
        var parameters = new ArrayList<String>();
        if (view != View.ALL) {
            parameters.add("view=" + view.key());
        }
        if (searching()) {
            parameters.add("q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        }
        if (show != STEP) {
            parameters.add("show=" + show);
        }
        parameters.addAll(further);
        return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
    }
}
