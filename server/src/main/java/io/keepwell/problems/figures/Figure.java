package io.keepwell.problems.figures;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Words;
import java.util.Arrays;
import java.util.List;

/// What is counted. Each figure is a list of facts, with what became of each: share, months, rows and exports are all
/// drawn from it. `:now`, `:from`, `:to`, `:patience` and `:days` are given.
enum Figure {
    /// Complaints that a person answered before the time their acknowledgement named (16).
    ANSWERED_BEFORE_PROMISE(
            List.of(Part.kept("before"), Part.counted("late"), Part.counted("unpromised"), Part.counted("not-due")),
            Complaints.ALL + """
                    select c.id::text as fact, c.id as conversation_id, null::uuid as problem_id, c.person_id,
                           c.created_at as at, '{}'::text[] as parties,
                           case when c.first_response_at <= c.promised_at then 'before'
                                when c.promised_at is null then 'unpromised'
                                when c.first_response_at is null and c.promised_at >= :now then 'not-due'
                                else 'late' end as part
                      from complaint c
                    """),

    /// Complaints whose customer was told of the fix before they wrote again (16).
    TOLD_WITHOUT_ASKING(
            List.of(
                    Part.kept("unasked"),
                    Part.counted("asked"),
                    Part.counted("untold"),
                    Part.counted("open"),
                    Part.counted("without")),
            Complaints.WITH_CAUSES + """
                    select c.id::text as fact, c.id as conversation_id, null::uuid as problem_id, c.person_id,
                           c.created_at as at, '{}'::text[] as parties,
                           case when e.conversation_id is null then 'without'
                                when not e.fixed then 'open'
                                when not e.told then 'untold'
                                when exists (select 1
                                               from message m
                                              where m.conversation_id = c.id
                                                and m.direction = 'in'
                                                and m.type in ('message', 'call')
                                                and m.automatic = 'no'
                                                and m.created_at > coalesce(c.first_response_at, c.created_at)
                                                and m.created_at < e.told_at
                                                and m.id <> (select first.id
                                                               from message first
                                                              where first.conversation_id = c.id
                                                                and first.direction = 'in'
                                                              order by first.created_at, first.id
                                                              limit 1))
                                  or exists (select 1
                                               from (select c.person_id as id
                                                      union all
                                                     select id from customer where merged_into = c.person_id) who
                                               join conversation other on other.customer_id = who.id
                                               join problem_link l on l.conversation_id = other.id
                                               join cause on cause.conversation_id = c.id
                                               join problem_family(cause.problem_id, cause.episode) f
                                                 on f.problem_id = l.problem_id and f.episode = l.episode
                                              where other.id <> c.id
                                                and other.merged_into is null
                                                and other.spam_at is null
                                                and other.created_at < e.told_at
                                                and l.kind = 'caused-by'
                                                and l.unlinked_at is null)
                                then 'asked'
                                else 'unasked' end as part
                      from complaint c
                      left join ending e on e.conversation_id = c.id
                    """),

    /// Fixes after which the problem came back within ninety days (3.8.8).
    CAME_BACK(List.of(Part.kept("back"), Part.counted("held"), Part.counted("young")), """
                    select e.problem_id || '-' || e.number as fact, null::uuid as conversation_id, e.problem_id,
                           null::uuid as person_id, e.fixed_at as at, '{}'::text[] as parties,
                           case when next.opened_at <= e.fixed_at + make_interval(days => :days) then 'back'
                                when e.fixed_at + make_interval(days => :days) <= :now then 'held'
                                else 'young' end as part
                      from problem_episode e
                      join problem p on p.id = e.problem_id
                      left join problem_episode next on next.problem_id = e.problem_id and next.number = e.number + 1
                     where e.fixed_at is not null
                       and p.merged_into is null
                    """),

    /// People who reported a problem again within ninety days of being told that it is fixed (3.8.8).
    HIT_AGAIN(List.of(Part.kept("again"), Part.counted("held"), Part.counted("young")), """
                    select t.problem_id || '-' || t.person_id as fact, again.id as conversation_id, t.problem_id, t.person_id,
                           t.at, '{}'::text[] as parties,
                           case when again.id is not null then 'again'
                                when t.at + make_interval(days => :days) <= :now then 'held'
                                else 'young' end as part
                      from (select problem_survivor(n.problem_id) as problem_id, coalesce(u.merged_into, u.id) as person_id,
                                   min(coalesce(m.created_at, n.created_at)) as at
                              from notice n
                              join customer u on u.id = n.customer_id
                              left join message m on m.id = n.message_id
                             where n.stage = 'fixed'
                               and n.state in ('sending', 'sent', 'delivered', 'uncertain')
                             group by 1, 2) t
                      left join lateral (
                            select v.id
                              from (select t.person_id as id
                                     union all
                                    select id from customer where merged_into = t.person_id) who
                              join conversation v on v.customer_id = who.id
                              join problem_link l on l.conversation_id = v.id
                             where problem_survivor(l.problem_id) = t.problem_id
                               and l.kind = 'caused-by'
                               and l.unlinked_at is null
                               and v.spam_at is null
                               and v.merged_into is null
                               and v.created_at > t.at
                               and v.created_at <= t.at + make_interval(days => :days)
                             order by v.created_at, v.id
                             limit 1) again on true
                    """),

    /// Complaints whose cause was fixed with service, product and the customer having had their say (25).
    ALL_THREE(
            List.of(
                    Part.kept("confirmed"),
                    Part.kept("silent"),
                    Part.counted("fewer"),
                    Part.counted("open"),
                    Part.counted("without")),
            Complaints.WITH_CAUSES + """
                    select c.id::text as fact, c.id as conversation_id, null::uuid as problem_id, c.person_id,
                           c.created_at as at,
                           array_remove(array[case when e.service then 'service' end,
                                              case when e.product then 'product' end,
                                              case when e.confirmed then 'customer' when e.heard then 'customer-silent' end],
                                        null) as parties,
                           case when e.conversation_id is null then 'without'
                                when not e.fixed then 'open'
                                when e.service and e.product and e.confirmed then 'confirmed'
                                when e.service and e.product and e.heard then 'silent'
                                else 'fewer' end as part
                      from complaint c
                      left join ending e on e.conversation_id = c.id
                    """),

    /// Complaints for which somebody took one of the problems that were suggested (feedback.md 4.3).
    SUGGESTION_TAKEN(
            List.of(
                    Part.kept("first"),
                    Part.kept("among"),
                    Part.counted("other"),
                    Part.counted("one-off"),
                    Part.apart("undecided")),
            Complaints.ALL + """
                    select c.id::text as fact, c.id as conversation_id, l.problem_id, c.person_id, c.created_at as at,
                           '{}'::text[] as parties,
                           case when l.place = 1 then 'first'
                                when l.place is not null then 'among'
                                when l.problem_id is not null then 'other'
                                when c.cause = 'one-off' then 'one-off'
                                else 'undecided' end as part
                      from complaint c
                      join problem_offer o on o.conversation_id = c.id
                      left join lateral (
                            select problem_survivor(l.problem_id) as problem_id, suggested.place
                              from problem_link l
                              left join lateral (
                                    select min(offered.place) as place
                                      from unnest(o.problems) with ordinality as offered (problem, place)
                                     where problem_survivor(offered.problem) = problem_survivor(l.problem_id)) suggested
                                on true
                             where l.conversation_id = c.id
                               and l.kind = 'caused-by'
                               and l.unlinked_at is null
                               and l.linked_by is not null
                               and l.linked_at >= o.at
                             order by suggested.place nulls last, l.linked_at, l.id
                             limit 1) l on true
                    """);

    private final List<Part> parts;
    private final String facts;

    Figure(List<Part> parts, String facts) {
        this.parts = parts;
        this.facts = facts;
    }

    List<Part> parts() {
        return parts;
    }

    String facts() {
        return facts;
    }

    String word() {
        return Words.of(this);
    }

    /// Whether its facts are problems; else they are people and what they wrote.
    boolean ofProblems() {
        return this == CAME_BACK;
    }

    /// Whether it says who had their say.
    boolean withParties() {
        return this == ALL_THREE;
    }

    String title() {
        return t("problems.figures." + word());
    }

    String definition() {
        return t("problems.figures." + word() + ".definition");
    }

    static Figure named(String word) {
        return Words.asked(Figure.class, "figure", word);
    }

    Part part(String word) {
        return parts.stream()
                .filter(it -> it.word().equals(word))
                .findFirst()
                .orElseThrow(() -> InvalidRequest.field("part", t("problems.figures.wrong.part", "typed", word)));
    }

    /// All words of it, for whoever describes it.
    static String words() {
        return String.join(", ", Arrays.stream(values()).map(Figure::word).toList());
    }
}
