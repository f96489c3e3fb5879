package io.keepwell.conversations;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// What the list of the inbox shows, as it stands in the address.
///
/// @param view     key of a view: one of `View`, `team-ID`, `kept-ID`, or `filter` for what the address itself says
/// @param criteria what the address narrows by
/// @param query    words looked for, empty for none
/// @param after    cursor of the row the list goes on after, empty for its beginning
/// @param show     how many at most
/// @param write    what is being written: `note`, `call`, or empty for the reply
record InboxFilter(String view, Criteria criteria, String query, String after, int show, String write) {

    static final int STEP = 50;

    /// So many rows grow under one another; then the list goes on anew.
    static final int MOST = 200;

    static final String FILTER = "filter";

    private static final String TEAM = "team-";
    private static final String KEPT = "kept-";

    InboxFilter {
        query = query.strip();
        show = Math.clamp(show, STEP, MOST);
        if (!criteria.none() && View.of(view).isPresent()) {
            view = FILTER;
        }
    }

    static InboxFilter of(View view) {
        return of(view.key());
    }

    static InboxFilter of(String key) {
        return new InboxFilter(key, Criteria.NONE, "", "", STEP, "");
    }

    static InboxFilter search(String query) {
        return new InboxFilter(View.ALL.key(), Criteria.NONE, query, "", STEP, "");
    }

    /// The views there are for everybody. The conditions speak of the conversation as `c`, of the person who
    /// asks as `:me` and of the present as `:now`. Spam stands in its own view alone. What is put off stands
    /// in its own view, and where something is owed.
    enum View {
        MINE("c.assignee_id = :me and c.state in ('new', 'open') and c.snoozed_until is null"),
        DUE("c.due_at is not null and c.state in ('new', 'open', 'pending', 'on-hold')", ListOrder.DUE),
        UNASSIGNED("c.assignee_id is null and c.state in ('new', 'open') and c.snoozed_until is null"),
        ALL("c.state in ('new', 'open', 'on-hold') and c.snoozed_until is null"),
        MENTIONED(
                "c.id in (select conversation_id from conversation_mention where member_id = :me"
                        + " and (seen_at is null or at > :now - interval '14 days'))",
                ListOrder.NEWEST),
        WAITING("c.state = 'pending' and c.snoozed_until is null"),
        SNOOZED("c.snoozed_until is not null and c.state in ('new', 'open', 'pending', 'on-hold')", ListOrder.RETURN),
        COMPLAINTS("c.kind = 'complaint' and c.state in ('new', 'open', 'pending', 'on-hold')"),
        SOLVED("c.state in ('solved', 'closed')"),
        SPAM("c.spam_at is not null", ListOrder.MARKED);

        final String condition;
        final ListOrder order;

        View(String condition) {
            this(condition, ListOrder.NEWEST);
        }

        View(String condition, ListOrder order) {
            this.condition = condition;
            this.order = order;
        }

        static Optional<View> of(String key) {
            return Arrays.stream(values())
                    .filter(view -> view.key().equals(key))
                    .findFirst();
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static String team(UUID id) {
        return TEAM + id;
    }

    static String kept(UUID id) {
        return KEPT + id;
    }

    /// The team whose view it is.
    Optional<UUID> team() {
        return id(TEAM);
    }

    /// The view somebody keeps.
    Optional<UUID> kept() {
        return id(KEPT);
    }

    private Optional<UUID> id(String beginning) {
        try {
            return view.startsWith(beginning)
                    ? Optional.of(UUID.fromString(view.substring(beginning.length())))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean searching() {
        return !query.isEmpty();
    }

    /// Whether somebody narrows the list just now.
    boolean narrowed() {
        return view.equals(FILTER) || !criteria.none();
    }

    String listHref() {
        return address("/inbox", List.of());
    }

    String moreHref(long number, String next) {
        boolean grows = show < MOST;
        return new InboxFilter(view, criteria, query, grows ? after : next, grows ? show + STEP : STEP, "")
                .href(number);
    }

    /// The beginning of the list, where it stands further down.
    String topHref(long number) {
        return new InboxFilter(view, criteria, query, "", STEP, "").href(number);
    }

    /// The address of a conversation in this list; of the list alone for the number 0.
    String href(long number) {
        return number == 0 ? listHref() : address("/inbox/" + number, List.of());
    }

    String noteHref(long number) {
        return address("/inbox/" + number, List.of("write=note"));
    }

    String callHref(long number) {
        return address("/inbox/" + number, List.of("write=call"));
    }

    boolean note() {
        return write.equals("note");
    }

    boolean call() {
        return write.equals("call");
    }

    String personHref(long number) {
        return address("/inbox/" + number, List.of("step=person"));
    }

    private String address(String path, List<String> further) {
        var parameters = new ArrayList<String>();
        if (!view.equals(View.ALL.key())) {
            parameters.add("view=" + view);
        }
        if (!criteria.none()) {
            parameters.add(criteria.toString());
        }
        if (searching()) {
            parameters.add("q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        }
        if (!after.isEmpty()) {
            parameters.add("after=" + after);
        }
        if (show != STEP) {
            parameters.add("show=" + show);
        }
        parameters.addAll(further);
        return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
    }
}
