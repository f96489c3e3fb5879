package io.keepwell.problems.likely;

import static java.time.ZoneOffset.UTC;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.problems.likeness.Complaint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What is learned from, as the rows say: complaints with their confirmed and their refused problems, and what problems
/// are called.
@Repository
class LikelyStore {

    /// The newest of each problem that are learned from.
    private static final int MOST = 300;

    private static final String WORDS = """
            c.subject, c.locale,
            coalesce((select left(m.text, 20000)
                        from message m
                       where m.conversation_id = c.id
                         and (m.direction = 'in' and m.type = 'message' and m.automatic = 'no' or m.type = 'call')
                       order by m.created_at, m.id
                       limit 1), '') as words
            """;

    private static final String SAID = """
            (select l.conversation_id, problem_survivor(l.problem_id) as problem_id, false as refused, l.linked_at as at
               from problem_link l
              where l.kind = 'caused-by'
                and l.unlinked_at is null
              union all
             select r.conversation_id, problem_survivor(r.problem_id), true, r.at
               from problem_refusal r)
            """;

    /// What somebody said of a complaint and a problem.
    ///
    /// @param refused whether they said that it is not this one
    record Said(UUID conversation, UUID problem, boolean refused, Complaint complaint) {}

    /// A problem by its names.
    ///
    /// @param family of it and of all that was merged into it
    /// @param names  titles of all of them
    /// @param areas  parts of the product they are in
    record Named(UUID problem, Set<UUID> family, Set<String> names, Set<String> areas) {}

    /// A conversation that is shown as a reason.
    record Reason(UUID conversation, long number, String subject, UUID customer) {}

    private final JdbcClient jdbc;

    private final KeepwellSettings settings;

    LikelyStore(JdbcClient jdbc, KeepwellSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    // Where nobody knows the language, it is most likely that of the house.
    private Complaint complaint(ResultSet row) throws SQLException {
        var locale = row.getString("locale");
        return OwnWords.complaint(
                locale == null ? settings.locale() : Locale.forLanguageTag(locale),
                row.getString("subject"),
                row.getString("words"));
    }

    /// Everything that was said, of each problem the newest; what is spam teaches nothing.
    List<Said> all() {
        return jdbc.sql("select s.conversation_id, s.problem_id, s.refused, " + WORDS + """
                          from (select said.*, row_number() over (partition by problem_id, refused
                                                                      order by at desc, conversation_id) as place
                                  from """ + SAID + """
                                       said) s
                          join conversation c on c.id = s.conversation_id
                         where s.place <= :most
                           and c.spam_at is null
                         order by s.conversation_id, s.problem_id
                        """)
                .param("most", MOST)
                .query(this::said)
                .list();
    }

    /// What was said of one conversation.
    List<Said> of(UUID conversation) {
        return jdbc.sql("select s.conversation_id, s.problem_id, s.refused, " + WORDS + """
                          from (select said.* from """ + SAID + """
                                 said where said.conversation_id = :conversation) s
                          join conversation c on c.id = s.conversation_id
                         where c.spam_at is null
                         order by s.problem_id
                        """)
                .param("conversation", conversation)
                .query(this::said)
                .list();
    }

    private Said said(ResultSet row, int n) throws SQLException {
        return new Said(
                row.getObject("conversation_id", UUID.class),
                row.getObject("problem_id", UUID.class),
                row.getBoolean("refused"),
                complaint(row));
    }

    /// The complaint of a conversation, whatever was said of it.
    Optional<Complaint> complaint(UUID conversation) {
        return jdbc.sql("select " + WORDS + " from conversation c where c.id = :id")
                .param("id", conversation)
                .query((row, n) -> complaint(row))
                .optional();
    }

    /// The conversations that are or were told of some problems.
    List<UUID> conversationsOf(Collection<UUID> problems) {
        return jdbc.sql("""
                        select conversation_id from problem_link where problem_id in (:problems) and unlinked_at is null
                         union
                        select conversation_id from problem_refusal where problem_id in (:problems)
                        """)
                .param("problems", problems)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /// The names of all problems that stand for themselves.
    List<Named> problems() {
        return named(null);
    }

    /// The names of one; empty where it is part of another.
    Optional<Named> problem(UUID id) {
        return named(id).stream().findFirst();
    }

    private List<Named> named(@Nullable UUID only) {
        var found = new HashMap<UUID, Named>();
        jdbc.sql("""
                        with recursive family (root, id) as (
                            select id, id from problem where merged_into is null and (:only::uuid is null or id = :only)
                             union
                            select family.root, p.id from family join problem p on p.merged_into = family.id
                        )
                        select family.root, p.id, p.title, p.public_title, a.name as area
                          from family
                          join problem p on p.id = family.id
                          left join problem_area a on a.id = p.area_id
                         order by family.root, p.id
                        """).param("only", only).query(row -> {
            var root = row.getObject("root", UUID.class);
            var named =
                    found.computeIfAbsent(root, it -> new Named(it, new HashSet<>(), new HashSet<>(), new HashSet<>()));
            named.family().add(row.getObject("id", UUID.class));
            named.names().add(row.getString("title"));
            named.names().add(row.getString("public_title"));
            var area = row.getString("area");
            if (area != null) {
                named.areas().add(area);
            }
        });
        return List.copyOf(found.values());
    }

    /// What is shown of conversations, by id; those that became part of others by those.
    Map<UUID, Reason> reasons(Collection<UUID> conversations) {
        var reasons = new HashMap<UUID, Reason>();
        if (!conversations.isEmpty()) {
            jdbc.sql("""
                            select asked.id as asked, c.id, c.number, c.subject, c.customer_id
                              from conversation asked
                              join conversation c on c.id = coalesce(conversation_survivor(asked.id), asked.id)
                             where asked.id in (:ids)
                            """).param("ids", conversations).query(row -> {
                reasons.put(
                        row.getObject("asked", UUID.class),
                        new Reason(
                                row.getObject("id", UUID.class),
                                row.getLong("number"),
                                row.getString("subject"),
                                row.getObject("customer_id", UUID.class)));
            });
        }
        return reasons;
    }

    /// The problems that somebody refused for a conversation.
    Set<UUID> refused(UUID conversation) {
        return Set.copyOf(jdbc.sql("""
                        select distinct problem_survivor(problem_id) as id
                          from problem_refusal
                         where conversation_id = :conversation
                        """)
                .param("conversation", conversation)
                .query((row, n) -> row.getObject("id", UUID.class))
                .list());
    }

    /// Notes what somebody was shown, in place of what was shown before; nothing once they have chosen.
    void offered(UUID conversation, List<UUID> problems, Instant at) {
        jdbc.sql("""
                        insert into problem_offer (conversation_id, problems, at)
                        select :conversation, array[:problems]::uuid[], :at
                         where not exists (select 1
                                             from problem_link l
                                            where l.conversation_id = :conversation
                                              and l.kind = 'caused-by'
                                              and l.unlinked_at is null)
                        on conflict (conversation_id)
                        do update set problems = excluded.problems, at = excluded.at
                               where problem_offer.problems <> excluded.problems
                        """)
                .param("conversation", conversation)
                .param("problems", problems)
                .param("at", at.atOffset(UTC))
                .update();
    }

    /// Notes a refusal; false where it was noted before.
    boolean refuse(UUID conversation, UUID problem, @Nullable UUID member, Instant at) {
        return jdbc.sql("""
                        insert into problem_refusal (conversation_id, problem_id, member_id, at)
                        values (:conversation, :problem, :member, :at)
                        on conflict do nothing
                        """)
                        .param("conversation", conversation)
                        .param("problem", problem)
                        .param("member", member)
                        .param("at", at.atOffset(UTC))
                        .update()
                == 1;
    }

    /// Takes a refusal back, of whatever has become part of the problem too.
    boolean allow(UUID conversation, UUID problem) {
        return jdbc.sql("""
                        delete from problem_refusal
                         where conversation_id = :conversation
                           and problem_survivor(problem_id) = :problem
                        """)
                        .param("conversation", conversation)
                        .param("problem", problem)
                        .update()
                > 0;
    }
}
