package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.InboxFilter.View;
import io.keepwell.conversations.InboxListing.Choice;
import io.keepwell.conversations.InboxListing.Group;
import io.keepwell.conversations.InboxListing.Narrowing;
import io.keepwell.conversations.InboxListing.Tab;
import io.keepwell.conversations.search.Search;
import io.keepwell.mail.KeptSpam;
import io.keepwell.mail.Mailboxes;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// Puts the list of the inbox together: the views with their counts, and the rows of the one that is shown.
@Component
class InboxLists {

    /// So many conversations are changed at once, at most.
    static final int MOST_AT_ONCE = 20_000;

    private static final Pattern SPACES = Pattern.compile("\\s+");

    /// Languages to choose from, by the language they are named in.
    private static final Map<Locale, List<Choice>> LANGUAGES = new ConcurrentHashMap<>();

    private static final Map<View, String> LETTERS = Map.of(
            View.MINE, "m",
            View.DUE, "d",
            View.UNASSIGNED, "u",
            View.ALL, "a",
            View.MENTIONED, "n",
            View.WAITING, "w",
            View.SNOOZED, "z",
            View.COMPLAINTS, "c",
            View.SOLVED, "s",
            View.SPAM, "x");

    private final InboxQueries queries;
    private final Search search;
    private final KeptViews kept;
    private final KeptSpam keptSpam;
    private final ObjectProvider<Mailboxes> mailboxes;
    private final Members members;
    private final Clock clock;

    InboxLists(
            InboxQueries queries,
            Search search,
            KeptViews kept,
            KeptSpam keptSpam,
            ObjectProvider<Mailboxes> mailboxes,
            Members members,
            Clock clock) {
        this.queries = queries;
        this.search = search;
        this.kept = kept;
        this.keptSpam = keptSpam;
        this.mailboxes = mailboxes;
        this.members = members;
        this.clock = clock;
    }

    /// The list.
    ///
    /// @param open number of the conversation that is open, 0 for none
    InboxListing of(InboxFilter filter, long open) {
        var me = members.require();
        var now = clock.instant();
        var keeps = kept.of(me.id());
        var teams = queries.teamsOf(me.id());
        var shown = keeps.stream()
                .filter(view -> filter.kept().filter(view.id()::equals).isPresent())
                .findFirst()
                .orElse(null);
        var criteria = criteria(filter, shown);
        var where = where(filter, shown, now);
        var counts = queries.counts(views(keeps, teams, filter, where, now), me.id(), now);
        int apart = keptSpam.count();
        counts.merge(View.SPAM.key(), (long) apart, Long::sum);
        var after = RowPlace.of(filter.after()).orElse(null);
        var rows = queries.rows(where, order(filter, criteria), after, me.id(), now, filter.show() + 1);
        boolean more = rows.size() > filter.show();
        var last = more ? rows.get(filter.show() - 1) : null;
        var next = last == null ? "" : RowPlace.cursor(last.sortAt(), last.id());
        return new InboxListing(
                tabs(filter, keeps, teams, counts),
                rows.stream()
                        .limit(filter.show())
                        .map(row -> row(filter, row, me.id(), open, now))
                        .toList(),
                last == null || next.isEmpty() && filter.show() >= InboxFilter.MOST
                        ? null
                        : filter.moreHref(open, next),
                after == null ? null : filter.topHref(open),
                narrowing(filter, criteria, shown, counts, me),
                me.role() != Role.VIEWER,
                filter.view().equals(View.SPAM.key()) ? apart : 0);
    }

    /// The ids of all conversations that a filter holds.
    ///
    /// @throws InvalidRequest where they are too many to be changed at once
    List<UUID> matching(InboxFilter filter) {
        var me = members.require().id();
        var now = clock.instant();
        var shown = filter.kept().flatMap(id -> kept.find(id, me)).orElse(null);
        var ids = queries.matching(where(filter, shown, now), me, now, MOST_AT_ONCE + 1);
        if (ids.size() > MOST_AT_ONCE) {
            throw new InvalidRequest(t("conversations.inbox.too-many", "most", MOST_AT_ONCE));
        }
        return ids;
    }

    /// How many conversations fit, at most one more than is counted.
    long count(Criteria criteria) {
        var now = clock.instant();
        var counts = queries.counts(
                Map.of("it", InboxWhere.of(criteria, "", now, "it_", search::conversations)),
                members.require().id(),
                now);
        return counts.getOrDefault("it", 0L);
    }

    private static Criteria criteria(InboxFilter filter, @Nullable KeptView shown) {
        return shown == null || !filter.criteria().none() ? filter.criteria() : shown.criteria();
    }

    private InboxWhere where(InboxFilter filter, @Nullable KeptView shown, Instant now) {
        var view = View.of(filter.view());
        if (view.isPresent() || filter.team().isPresent()) {
            if (filter.searching()) {
                return InboxWhere.search(filter.query(), "now_", search::conversations);
            }
            return view.map(InboxWhere::of)
                    .orElseGet(() -> InboxWhere.team(filter.team().orElseThrow(), "now_"));
        }
        return InboxWhere.of(criteria(filter, shown), filter.query(), now, "now_", search::conversations);
    }

    private static ListOrder order(InboxFilter filter, Criteria criteria) {
        return filter.searching()
                ? ListOrder.NEWEST
                : View.of(filter.view()).map(view -> view.order).orElseGet(criteria::order);
    }

    private Map<String, InboxWhere> views(
            List<KeptView> keeps, List<Members.TeamName> teams, InboxFilter filter, InboxWhere where, Instant now) {
        var counted = new LinkedHashMap<String, InboxWhere>();
        for (var view : View.values()) {
            // nobody needs to act on those
            if (view != View.SOLVED) {
                counted.put(view.key(), InboxWhere.of(view));
            }
        }
        for (var team : teams) {
            counted.put(InboxFilter.team(team.id()), InboxWhere.team(team.id(), "t" + counted.size() + "_"));
        }
        for (var view : keeps) {
            counted.put(
                    InboxFilter.kept(view.id()),
                    InboxWhere.of(view.criteria(), "", now, "v" + counted.size() + "_", search::conversations));
        }
        if (filter.narrowed()) {
            counted.put(InboxFilter.FILTER, where);
        }
        return counted;
    }

    private static List<Tab> tabs(
            InboxFilter filter, List<KeptView> keeps, List<Members.TeamName> teams, Map<String, Long> counts) {
        var tabs = new ArrayList<Tab>();
        for (var view : View.values()) {
            tabs.add(tab(
                    Group.BASIC,
                    view.key(),
                    t("conversations.view." + view.key()),
                    filter,
                    counts,
                    LETTERS.getOrDefault(view, "")));
        }
        teams.forEach(team -> tabs.add(tab(Group.TEAM, InboxFilter.team(team.id()), team.name(), filter, counts, "")));
        keeps.forEach(view -> tabs.add(tab(Group.KEPT, InboxFilter.kept(view.id()), view.name(), filter, counts, "")));
        return tabs;
    }

    private static Tab tab(
            Group group, String key, String label, InboxFilter filter, Map<String, Long> counts, String go) {
        return new Tab(
                group,
                key,
                label,
                InboxFilter.of(key).listHref(),
                counts.getOrDefault(key, 0L),
                key.equals(filter.view()) && !filter.searching(),
                go);
    }

    private Narrowing narrowing(
            InboxFilter filter, Criteria criteria, @Nullable KeptView shown, Map<String, Long> counts, Member me) {
        boolean open = filter.narrowed() || shown != null;
        return new Narrowing(
                open,
                criteria,
                counts.getOrDefault(
                        filter.narrowed() ? InboxFilter.FILTER : shown == null ? "" : InboxFilter.kept(shown.id()), 0L),
                shown,
                shown != null && kept.mayChange(shown, me),
                members.active().stream()
                        .filter(member -> member.role() != Role.VIEWER)
                        .map(member -> new Choice(member.id().toString(), member.name()))
                        .toList(),
                members.teams().stream()
                        .map(team -> new Choice(team.id().toString(), team.name()))
                        .toList(),
                mailboxes.stream()
                        .flatMap(all -> all.all().stream())
                        .map(mailbox -> new Choice(mailbox.id().toString(), mailbox.name()))
                        .toList(),
                languages());
    }

    private static List<Choice> languages() {
        return LANGUAGES.computeIfAbsent(LocaleContextHolder.getLocale(), InboxLists::languages);
    }

    private static List<Choice> languages(Locale locale) {
        return Stream.of("en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "tr", "ja", "zh")
                .map(language ->
                        new Choice(language, Locale.forLanguageTag(language).getDisplayLanguage(locale)))
                .toList();
    }

    private static InboxRow row(InboxFilter filter, InboxQueries.Row row, UUID me, long open, Instant now) {
        return new InboxRow(
                row.id(),
                row.number(),
                filter.href(row.number()),
                row.name(),
                row.subject(),
                SPACES.matcher(row.words()).replaceAll(" ").strip(),
                row.lastMessageAt(),
                row.state(),
                row.priority(),
                PromiseView.of(row.dueAt(), row.dueSource(), now),
                "complaint".equals(row.kind()),
                row.snoozedUntil(),
                row.assigneeId() == null || row.assigneeName() == null
                        ? null
                        : new Colleague(
                                row.assigneeId(),
                                row.assigneeName(),
                                row.assigneeId().equals(me)),
                row.number() == open);
    }
}
