package io.keepwell.problems.likely;

import static java.time.ZoneOffset.UTC;

import io.keepwell.problems.likeness.Spikes.Occurrence;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What hints are found in, and those nobody wants to see again.
@Repository
class HintStore {

    private static final int MOST = 300;

    /// A complaint without a problem.
    record Loose(UUID conversation, UUID account, Instant at) {}

    private final JdbcClient jdbc;

    HintStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Complaints since a time whose cause is not known, the newest first; those of dismissed hints not.
    List<Loose> loose(Instant since) {
        return jdbc.sql("""
                        select c.id, who.account_id, c.created_at
                          from conversation c
                          join customer who on who.id = c.customer_id
                         where c.created_at > :since
                           and c.kind = 'complaint'
                           and c.cause in ('none', 'triage')
                           and c.spam_at is null
                           and c.merged_into is null
                           and not exists (select 1
                                             from hint_dismissal d
                                            where d.kind = 'conversation'
                                              and d.subject = c.id)
                         order by c.created_at desc, c.id
                         limit :most
                        """)
                .param("since", since.atOffset(UTC))
                .param("most", MOST)
                .query((row, n) -> new Loose(
                        row.getObject("id", UUID.class),
                        row.getObject("account_id", UUID.class),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /// Complaints since a time, by the problem that caused them.
    List<Occurrence> ofProblems(Instant since) {
        return occurrences("problem_survivor(l.problem_id)", since);
    }

    /// Complaints since a time, by the part of the product their problem is in.
    List<Occurrence> ofAreas(Instant since) {
        return occurrences("(select p.area_id from problem p where p.id = problem_survivor(l.problem_id))", since);
    }

    private List<Occurrence> occurrences(String of, Instant since) {
        return jdbc.sql("select key, account_id, created_at from (select distinct " + of + """
                          as key, who.account_id, c.id, c.created_at
                          from problem_link l
                          join conversation c on c.id = l.conversation_id
                          join customer who on who.id = l.customer_id
                         where l.kind = 'caused-by'
                           and l.unlinked_at is null
                           and c.created_at > :since) linked
                         where key is not null
                        """)
                .param("since", since.atOffset(UTC))
                .query((row, n) -> new Occurrence(
                        row.getString("key"),
                        row.getObject("account_id", UUID.class),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /// Since when complaints are counted at all; null where none is.
    @Nullable
    Instant countedSince() {
        var first = jdbc.sql("""
                        select min(c.created_at) as first
                          from problem_link l
                          join conversation c on c.id = l.conversation_id
                         where l.unlinked_at is null
                        """)
                .query((row, n) -> Optional.ofNullable(row.getObject("first", OffsetDateTime.class)))
                .single();
        return first.map(OffsetDateTime::toInstant).orElse(null);
    }

    /// Spikes that were dismissed since a time.
    List<UUID> dismissed(Instant since) {
        return jdbc.sql("select subject from hint_dismissal where kind <> 'conversation' and at > :since")
                .param("since", since.atOffset(UTC))
                .query((row, n) -> row.getObject("subject", UUID.class))
                .list();
    }

    void dismiss(String kind, Collection<UUID> subjects, @Nullable UUID member, Instant at) {
        for (var subject : subjects) {
            jdbc.sql("""
                            insert into hint_dismissal (kind, subject, member_id, at)
                            values (:kind, :subject, :member, :at)
                            on conflict (kind, subject) do update set member_id = excluded.member_id, at = excluded.at
                            """)
                    .param("kind", kind)
                    .param("subject", subject)
                    .param("member", member)
                    .param("at", at.atOffset(UTC))
                    .update();
        }
    }

    void bringBack(String kind, Collection<UUID> subjects) {
        jdbc.sql("delete from hint_dismissal where kind = :kind and subject in (:subjects)")
                .param("kind", kind)
                .param("subjects", subjects)
                .update();
    }
}
