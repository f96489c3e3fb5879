package io.keepwell.problems;

import io.keepwell.conversations.AngryLetters;
import io.keepwell.conversations.Conversations;
import io.keepwell.customers.Customers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.team.Members;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What product has to know this week: who is angry about its parts of the product, which problems weigh
/// most, and what service asked.
@Component
class ProductPages {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final int ANGRY = 12;
    private static final int PROBLEMS = 20;
    private static final int NOTES = 20;
    private static final int LINKED = 2_000;

    /// A customer who is angry.
    ///
    /// @param heard the words that say so
    /// @param part  whether the reader takes part already
    record AngryRow(
            UUID conversation,
            long number,
            String name,
            String words,
            List<String> heard,
            Instant at,
            Problem problem,
            boolean part) {}

    @Schema(name = "AngryLetter")
    record AngryJson(
            UUID conversation,
            UUID customer,
            UUID problem,

            @Schema(description = "How the letter goes, without what is quoted in it")
            String words,

            @Schema(description = "The words that say so, the strongest first")
            List<String> heard,

            Instant at) {}

    /// A note that names the reader.
    ///
    /// @param answered whether they wrote in the conversation since
    record NoteRow(long number, String subject, String author, String text, Instant at, boolean answered) {}

    /// A problem with what it weighs.
    record ProblemRow(
            Problem problem,
            int accounts,
            int people,
            int again,
            @Nullable String value) {}

    /// The page.
    ///
    /// @param area  the part of the product that was asked for, or null for those of the reader
    /// @param own   whether anything is theirs; else everything is shown
    record Page(
            List<AngryRow> angry,
            List<ProblemRow> problems,
            List<NoteRow> notes,
            List<Area> areas,
            @Nullable UUID area,
            boolean own) {}

    private record Linked(UUID conversation, UUID problem) {}

    private final AngryLetters letters;
    private final Ranking ranking;
    private final ProblemQueries queries;
    private final Problems problems;
    private final Areas areas;
    private final Conversations conversations;
    private final Customers customers;
    private final Members members;
    private final KeepwellSettings settings;
    private final JdbcClient jdbc;
    private final Clock clock;

    ProductPages(
            AngryLetters letters,
            Ranking ranking,
            ProblemQueries queries,
            Problems problems,
            Areas areas,
            Conversations conversations,
            Customers customers,
            Members members,
            KeepwellSettings settings,
            JdbcClient jdbc,
            Clock clock) {
        this.letters = letters;
        this.ranking = ranking;
        this.queries = queries;
        this.problems = problems;
        this.areas = areas;
        this.conversations = conversations;
        this.customers = customers;
        this.members = members;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Page page(@Nullable UUID area) {
        var me = members.require().id();
        return new Page(rows(area), heaviest(area), notes(me), areas.all(), area, answersFor(me));
    }

    /// Whether a member answers for a part of the product or for a problem.
    boolean answersFor(UUID member) {
        return jdbc.sql("""
                        select exists (select 1 from problem_area where owner_id = :member)
                            or exists (select 1 from problem where owner_id = :member and merged_into is null)
                        """).param("member", member).query(Boolean.class).single();
    }

    private List<AngryRow> rows(@Nullable UUID area) {
        var me = members.require().id();
        var seen = new HashSet<UUID>();
        var rows = new ArrayList<AngryRow>();
        for (var it : angry(area)) {
            if (rows.size() < ANGRY && seen.add(it.customer())) {
                var conversation = conversations.get(it.conversation());
                rows.add(new AngryRow(
                        conversation.id(),
                        conversation.number(),
                        customers.get(it.customer()).label(),
                        it.words(),
                        it.heard(),
                        it.at(),
                        problems.get(it.problem()),
                        takesPart(conversation.id(), me)));
            }
        }
        return rows;
    }

    /// The angriest letters of the week, the angriest first.
    ///
    /// @param area of this part of the product; null for all the reader answers for, or else all
    List<AngryJson> angry(@Nullable UUID area) {
        var since = clock.instant().minus(WEEK);
        var linked = new LinkedHashMap<UUID, UUID>();
        linked(area, since).forEach(it -> linked.putIfAbsent(it.conversation(), it.problem()));
        return letters.of(linked.keySet(), since).stream()
                .map(it -> new AngryJson(
                        it.conversation(),
                        conversations.get(it.conversation()).customer(),
                        Objects.requireNonNull(linked.get(it.conversation())),
                        it.words(),
                        it.heard(),
                        it.at()))
                .toList();
    }

    private List<Linked> linked(@Nullable UUID area, Instant since) {
        var me = members.require().id();
        boolean all = area == null && !answersFor(me);
        return jdbc.sql("""
                        select conversation_survivor(l.conversation_id) as conversation_id, root.id as problem_id
                          from problem_link l
                          join conversation c on c.id = conversation_survivor(l.conversation_id)
                          join problem root on root.id = problem_survivor(l.problem_id)
                          left join problem_area a on a.id = root.area_id
                         where l.kind = 'caused-by'
                           and l.unlinked_at is null
                           and c.spam_at is null
                           and c.last_message_at >= :since
                           and (:all
                                or root.area_id = cast(:area as uuid)
                                or cast(:area as uuid) is null and (root.owner_id = :me or a.owner_id = :me))
                         order by c.last_message_at desc
                         limit :most
                        """)
                .param("since", Rows.at(since))
                .param("all", all)
                .param("area", area)
                .param("me", me)
                .param("most", LINKED)
                .query((row, n) -> new Linked(
                        row.getObject("conversation_id", UUID.class), row.getObject("problem_id", UUID.class)))
                .list();
    }

    private List<ProblemRow> heaviest(@Nullable UUID area) {
        var me = members.require().id();
        boolean all = area == null && !answersFor(me);
        var mine = new HashSet<UUID>();
        areas.all().stream().filter(it -> me.equals(it.owner())).map(Area::id).forEach(mine::add);
        var shown = queries.all(new ProblemQueries.Filter("open", area, null, null)).stream()
                .filter(it ->
                        all || area != null || me.equals(it.owner()) || it.area() != null && mine.contains(it.area()))
                .toList();
        boolean money = Money.visible(members);
        return ranking.rank(shown, Ranking.By.IMPACT).stream()
                .limit(PROBLEMS)
                .map(it -> {
                    var value = it.impact().valueAtRisk();
                    return new ProblemRow(
                            it.problem(),
                            it.figures().accounts(),
                            it.figures().people(),
                            it.impact().recurrence(),
                            money && value != null ? Money.words(value, settings.currency()) : null);
                })
                .toList();
    }

    /// Notes of a month that name the reader, those without an answer first.
    private List<NoteRow> notes(UUID me) {
        return jdbc.sql("""
                        select c.number, c.subject, n.author_name, left(n.text, 600) as text, n.created_at,
                               exists (select 1
                                         from message later
                                        where later.conversation_id = n.conversation_id
                                          and later.member_id = :me
                                          and later.created_at > n.created_at) as answered
                          from conversation_mention m
                          join message n on n.id = m.message_id
                          join conversation c on c.id = m.conversation_id
                         where m.member_id = :me
                           and m.at >= :since
                         order by answered, n.created_at desc
                         limit :most
                        """)
                .param("me", me)
                .param("since", Rows.at(clock.instant().minus(MONTH)))
                .param("most", NOTES)
                .query((row, n) -> new NoteRow(
                        row.getLong("number"),
                        row.getString("subject"),
                        row.getString("author_name"),
                        row.getString("text"),
                        Rows.instant(row, "created_at"),
                        row.getBoolean("answered")))
                .list();
    }

    /// Whether a member takes part in a conversation.
    boolean takesPart(UUID conversation, UUID member) {
        return jdbc.sql("""
                        select exists (select 1
                                         from conversation_event
                                        where conversation_id = :conversation
                                          and kind = 'takes-part'
                                          and member_id = :member)
                        """)
                .param("conversation", conversation)
                .param("member", member)
                .query(Boolean.class)
                .single();
    }
}
