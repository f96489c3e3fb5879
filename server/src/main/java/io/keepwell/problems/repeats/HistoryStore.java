package io.keepwell.problems.repeats;

import io.keepwell.problems.Rows;
import io.keepwell.problems.repeats.History.Sighting;
import io.keepwell.problems.repeats.History.Span;
import io.keepwell.problems.repeats.History.Told;
import io.keepwell.problems.repeats.History.Unhelped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads the history of many accounts at once: by the people they are now, and by the problems that others
/// have become part of.
@Repository
class HistoryStore {

    // The people of the accounts, with the profiles that were merged into them.
    private static final String PEOPLE = """
            with people as (
                select c.id, person.id as person, person.account_id
                  from customer person
                  join customer c on coalesce(c.merged_into, c.id) = person.id
                 where person.account_id = any(:accounts)
            )
            """;

    private final JdbcClient jdbc;

    HistoryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Seen(UUID account, Sighting sighting) {}

    private record Heard(UUID account, Told told) {}

    /// By account; those who were never hit are absent.
    Map<UUID, History> of(Collection<UUID> accounts) {
        if (accounts.isEmpty()) {
            return Map.of();
        }
        var ids = accounts.toArray(UUID[]::new);
        var seen = seen(ids);
        var told = told(ids).stream()
                .collect(Collectors.groupingBy(Heard::account, Collectors.mapping(Heard::told, Collectors.toList())));
        var spans = spans(seen.stream().map(it -> it.sighting().problem()).collect(Collectors.toSet()));
        var badly = badly(seen.stream()
                .map(it -> it.sighting().conversation())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        var unhelped = unhelped(ids);
        var histories = new HashMap<UUID, History>();
        seen.stream()
                .collect(Collectors.groupingBy(Seen::account, Collectors.mapping(Seen::sighting, Collectors.toList())))
                .forEach((account, sightings) -> histories.put(
                        account,
                        new History(sightings, told.getOrDefault(account, List.of()), spans, badly, unhelped)));
        return histories;
    }

    /// What was reported counts by its conversation; what a rule or a person of the team says, by itself.
    /// "Not affected" takes both away (3.7.2).
    private List<Seen> seen(UUID[] accounts) {
        return jdbc.sql(PEOPLE + """
                        select people.account_id, root.id as problem_id, root.area_id, people.person, found.conversation_id,
                               found.at
                          from (select l.problem_id, l.episode, l.customer_id,
                                       conversation_survivor(l.conversation_id) as conversation_id, c.created_at as at
                                  from problem_link l
                                  join conversation c on c.id = l.conversation_id
                                 where l.customer_id in (select id from people)
                                   and l.kind = 'caused-by'
                                   and l.unlinked_at is null
                                   and c.spam_at is null
                                 union all
                                select x.problem_id, x.episode, x.customer_id, null, x.first_seen_at
                                  from exposure x
                                 where x.customer_id in (select id from people)
                                   and x.live
                                   and x.source <> 'reported') found
                          join people on people.id = found.customer_id
                          join problem root on root.id = problem_survivor(found.problem_id)
                         where not exists (select 1
                                             from exposure_denial d
                                             join people denied on denied.id = d.customer_id
                                            where d.problem_id = found.problem_id
                                              and d.episode = found.episode
                                              and denied.person = people.person)
                        """)
                .param("accounts", accounts)
                .query((row, n) -> new Seen(
                        row.getObject("account_id", UUID.class),
                        new Sighting(
                                row.getObject("problem_id", UUID.class),
                                row.getObject("area_id", UUID.class),
                                row.getObject("person", UUID.class),
                                row.getObject("conversation_id", UUID.class),
                                Rows.instant(row, "at"))))
                .list();
    }

    private List<Heard> told(UUID[] accounts) {
        return jdbc.sql(PEOPLE + """
                        select people.account_id, problem_survivor(n.problem_id) as problem_id,
                               coalesce(m.created_at, n.created_at) as at
                          from notice n
                          join people on people.id = n.customer_id
                          left join message m on m.id = n.message_id
                         where n.stage = 'fixed'
                           and n.state in ('sending', 'sent', 'delivered', 'uncertain')
                        """)
                .param("accounts", accounts)
                .query((row, n) -> new Heard(
                        row.getObject("account_id", UUID.class),
                        new Told(row.getObject("problem_id", UUID.class), Rows.instant(row, "at"))))
                .list();
    }

    private Map<UUID, List<Span>> spans(Set<UUID> problems) {
        var spans = new HashMap<UUID, List<Span>>();
        jdbc.sql("""
                        select problem_id, opened_at, fixed_at
                          from problem_episode
                         where problem_id = any(:problems)
                         order by problem_id, number
                        """).param("problems", problems.toArray(UUID[]::new)).query(row -> {
            spans.computeIfAbsent(row.getObject("problem_id", UUID.class), id -> new ArrayList<>())
                    .add(new Span(Rows.instant(row, "opened_at"), Rows.instantOrNull(row, "fixed_at")));
        });
        return spans;
    }

    /// A promise that was broken is a task that was missed (3.8.3).
    private Set<UUID> badly(Set<UUID> conversations) {
        return new HashSet<>(jdbc.sql("""
                        select distinct subject_id
                          from task
                         where subject_id = any(:conversations)
                           and promised
                           and state = 'broken'
                        """)
                .param("conversations", conversations.toArray(UUID[]::new))
                .query((row, n) -> row.getObject("subject_id", UUID.class))
                .list());
    }

    private Set<Unhelped> unhelped(UUID[] accounts) {
        return new HashSet<>(jdbc.sql(PEOPLE + """
                        select problem_survivor(n.problem_id) as problem_id, people.person
                          from notice n
                          join people on people.id = n.customer_id
                          join notice_answer a on a.notice_id = n.id
                         where not a.works
                        """)
                .param("accounts", accounts)
                .query((row, n) ->
                        new Unhelped(row.getObject("problem_id", UUID.class), row.getObject("person", UUID.class)))
                .list());
    }
}
