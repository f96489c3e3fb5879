package io.keepwell.problems.solving;

import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.Words;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of how complaints ended.
@Repository
class SolvingStore {

    /// A complaint whose cause product is to find.
    ///
    /// @param since    when it was handed over
    /// @param assignee id of who looks after the conversation, or null
    record Triaged(
            UUID conversation,
            long number,
            String subject,
            UUID customer,
            @Nullable UUID assignee,
            Instant createdAt,
            Instant since) {}

    /// What the marks say of one aspect.
    ///
    /// @param marked how many complaints have a mark
    /// @param failed how many of those say that it was not right
    record Verdict(Aspect aspect, long marked, long failed) {}

    /// How many complaints of a part of the product were called one-offs.
    ///
    /// @param area name of the part
    /// @param all  complaints with a word on their cause
    record Share(String area, long oneOffs, long all) {}

    private final JdbcClient jdbc;

    SolvingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void oneOff(UUID conversation, OneOff it) {
        jdbc.sql("""
                        insert into complaint_one_off (conversation_id, reason, area_id, words, member_id, at)
                        values (:conversation, :reason, :area, :words, :member, :at)
                        on conflict (conversation_id) do update
                            set reason = excluded.reason, area_id = excluded.area_id, words = excluded.words,
                                member_id = excluded.member_id, at = excluded.at
                        """)
                .param("conversation", conversation)
                .param("reason", it.reason().word())
                .param("area", it.area())
                .param("words", it.words())
                .param("member", it.by())
                .param("at", it.at().atOffset(UTC))
                .update();
    }

    /// What was said of a complaint as a one-off, or of what is part of it now. It stays when another cause is
    /// found: only the cause says what it is.
    Optional<OneOff> oneOffOf(UUID conversation) {
        return jdbc.sql("""
                        select reason, area_id, words, member_id, at
                          from complaint_one_off
                         where conversation_id in (select id
                                                     from conversation
                                                    where id = :conversation
                                                       or merged_into = :conversation)
                         order by conversation_id <> :conversation, at desc
                         limit 1
                        """)
                .param("conversation", conversation)
                .query((row, n) -> new OneOff(
                        Words.read(OneOffReason.class, row.getString("reason")),
                        row.getObject("area_id", UUID.class),
                        row.getString("words"),
                        row.getObject("member_id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    void mark(UUID conversation, Aspect aspect, boolean good, @Nullable UUID member, Instant at) {
        jdbc.sql("""
                        insert into complaint_justice (conversation_id, aspect, good, member_id, at)
                        values (:conversation, :aspect, :good, :member, :at)
                        on conflict (conversation_id, aspect) do update
                            set good = excluded.good, member_id = excluded.member_id, at = excluded.at
                        """)
                .param("conversation", conversation)
                .param("aspect", aspect.word())
                .param("good", good)
                .param("member", member)
                .param("at", at.atOffset(UTC))
                .update();
    }

    void unmark(UUID conversation, Aspect aspect) {
        jdbc.sql("delete from complaint_justice where conversation_id = :conversation and aspect = :aspect")
                .param("conversation", conversation)
                .param("aspect", aspect.word())
                .update();
    }

    Map<Aspect, Boolean> marks(UUID conversation) {
        var marks = new EnumMap<Aspect, Boolean>(Aspect.class);
        jdbc.sql("select aspect, good from complaint_justice where conversation_id = :conversation")
                .param("conversation", conversation)
                .query(row -> {
                    marks.put(Words.read(Aspect.class, row.getString("aspect")), row.getBoolean("good"));
                });
        return marks;
    }

    /// Complaints whose cause product is to find, those that wait longest first.
    List<Triaged> triage(int limit) {
        return jdbc.sql("""
                        select c.id, c.number, c.subject, c.customer_id, c.assignee_id, c.created_at,
                               coalesce((select max(e.at)
                                           from conversation_event e
                                          where e.conversation_id = c.id
                                            and e.kind = 'cause'
                                            and e.new_value = 'triage'), c.created_at) as since
                          from conversation c
                         where c.cause = 'triage'
                           and c.merged_into is null
                           and c.spam_at is null
                         order by since, c.id
                         limit :limit
                        """)
                .param("limit", limit)
                .query((row, n) -> new Triaged(
                        row.getObject("id", UUID.class),
                        row.getLong("number"),
                        row.getString("subject"),
                        row.getObject("customer_id", UUID.class),
                        row.getObject("assignee_id", UUID.class),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .list();
    }

    /// How many those are.
    int triaged() {
        return jdbc.sql("""
                        select count(*)::int
                          from conversation
                         where cause = 'triage'
                           and merged_into is null
                           and spam_at is null
                        """).query(Integer.class).single();
    }

    /// What the marks since a time say, in the order of the aspects.
    List<Verdict> verdicts(Instant since) {
        return jdbc.sql("""
                        select a.aspect, count(j.good) as marked, count(*) filter (where not j.good) as failed
                          from unnest(array['outcome', 'interaction', 'procedure']) with ordinality a (aspect, place)
                          left join complaint_justice j on j.aspect = a.aspect and j.at >= :since
                         group by a.aspect, a.place
                         order by a.place
                        """)
                .param("since", since.atOffset(UTC))
                .query((row, n) -> new Verdict(
                        Words.read(Aspect.class, row.getString("aspect")),
                        row.getLong("marked"),
                        row.getLong("failed")))
                .list();
    }

    /// The share of one-offs by part of the product, the largest part first.
    List<Share> shares(Instant since) {
        return jdbc.sql("""
                        with ended as (
                            select o.area_id, true as one_off, c.id as conversation_id
                              from complaint_one_off o
                              join conversation c on c.id = conversation_survivor(o.conversation_id)
                               and c.cause = 'one-off'
                             where o.at >= :since
                             union
                            select p.area_id, false, l.conversation_id
                              from problem_link l
                              join problem p on p.id = problem_survivor(l.problem_id)
                             where l.kind = 'caused-by'
                               and l.unlinked_at is null
                               and l.linked_at >= :since
                        )
                        select a.name, count(*) filter (where e.one_off) as one_offs, count(*) as all_of_them
                          from ended e
                          join problem_area a on a.id = e.area_id
                         group by a.id, a.name
                         order by all_of_them desc, a.name
                        """)
                .param("since", since.atOffset(UTC))
                .query((row, n) ->
                        new Share(row.getString("name"), row.getLong("one_offs"), row.getLong("all_of_them")))
                .list();
    }
}
