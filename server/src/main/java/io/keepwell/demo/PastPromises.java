package io.keepwell.demo;

import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// What Pennyfold has promised: by every acknowledgement, and by its people in letters and on the phone.
final class PastPromises {

    private final JdbcTemplate jdbc;

    PastPromises(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// @param kind  what is promised
    /// @param what  in words, may be empty
    /// @param made  how long ago
    /// @param due   how far from now it is due
    /// @param kept  how far from now it was kept, null where it was not
    private record Word(
            String kind,
            String what,
            Duration made,
            Duration due,
            @Nullable Duration kept) {}

    private static final List<Word> WORDS = List.of(
            new Word("call", "", Duration.ofHours(20), Duration.ofMinutes(50), null),
            new Word("other", "send the corrected statement", Duration.ofHours(26), Duration.ofHours(5), null),
            new Word("call", "", Duration.ofHours(30), Duration.ofMinutes(-95), null),
            new Word("answer", "", Duration.ofHours(28), Duration.ofMinutes(-40), Duration.ofMinutes(-70)),
            new Word("call", "", Duration.ofHours(25), Duration.ofMinutes(-10), Duration.ofMinutes(-25)));

    void plant(Pennyfold company, Seed.Ground ground) {
        acknowledged();
        var taken = company.talks().stream()
                .filter(talk -> talk.outcome().assignee() != null)
                .filter(talk -> talk.outcome().state().equals("open")
                        || talk.outcome().state().equals("pending"))
                .sorted(Comparator.comparing(Talk::openedAt).reversed())
                .limit(WORDS.size())
                .toList();
        var now = jdbc.queryForObject("select max(last_message_at) from conversation", java.sql.Timestamp.class);
        for (int i = 0; now != null && i < taken.size(); i++) {
            given(taken.get(i), WORDS.get(i), ground, now.toInstant());
        }
        due();
    }

    /// As the acknowledgements themselves would have made them.
    private void acknowledged() {
        jdbc.update("""
                insert into task (id, cause_key, kind, promised, what, customer_id, subject_id, owner_id, team_id,
                                  made_at, made_message, due_at, reminded_at, state, broken_at, ended_at, reason)
                select gen_random_uuid(), 'acknowledgement:' || c.id, 'answer', true, '', c.customer_id, c.id,
                       c.assignee_id, c.team_id, c.acknowledged_at, a.id, c.promised_at,
                       c.promised_at - interval '30 minutes',
                       case when c.first_response_at <= c.promised_at then 'kept'
                            when c.first_response_at is not null then 'broken'
                            when c.waiting_since is null then 'withdrawn'
                            else 'open' end,
                       case when c.first_response_at > c.promised_at then c.promised_at end,
                       coalesce(c.first_response_at,
                                case when c.waiting_since is null then coalesce(c.solved_at, c.changed_at) end),
                       case when c.first_response_at is null and c.waiting_since is null then 'keepwell:solved' end
                  from conversation c
                  left join message a on a.conversation_id = c.id and a.type = 'acknowledgement'
                 where c.promised_at is not null
                   and c.acknowledged_at is not null
                    on conflict (cause_key) do nothing
                """);
    }

    private void given(Talk talk, Word word, Seed.Ground ground, Instant now) {
        var due = now.plus(word.due());
        var owner = ground.member(talk.outcome().assignee());
        boolean kept = word.kept() != null;
        boolean broken = !kept && due.isBefore(now);
        jdbc.update(
                """
                insert into task (id, cause_key, kind, promised, what, customer_id, subject_id, owner_id, made_by, made_at,
                                  due_at, reminded_at, state, broken_at, ended_at, ended_by)
                values (?, ?, ?, true, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                Ids.next(),
                "demo:" + talk.id(),
                word.kind(),
                word.what(),
                talk.person().id(),
                talk.id(),
                owner,
                owner,
                now.minus(word.made()).atOffset(UTC),
                due.atOffset(UTC),
                now.atOffset(UTC),
                kept ? "kept" : broken ? "broken" : "open",
                broken ? due.atOffset(UTC) : null,
                word.kept() == null ? null : now.plus(word.kept()).atOffset(UTC),
                ended(kept, owner));
    }

    private static @Nullable UUID ended(boolean kept, @Nullable UUID owner) {
        return kept ? owner : null;
    }

    /// What is owed next orders the lists.
    private void due() {
        jdbc.update("""
                insert into conversation_due (conversation_id, source, at)
                select subject_id, 'promise', min(due_at)
                  from task
                 where promised
                   and ended_at is null
                   and due_at is not null
                 group by subject_id
                 union all
                select id, 'needed-by', needed_by
                  from conversation
                 where needed_by is not null
                   and state not in ('solved', 'closed')
                    on conflict (conversation_id, source) do update set at = excluded.at
                """);
        jdbc.update("""
                update conversation c
                   set due_at = d.at, due_source = d.source
                  from (select distinct on (conversation_id) conversation_id, at, source
                          from conversation_due
                         order by conversation_id, at, source) d
                 where d.conversation_id = c.id
                """);
    }
}
