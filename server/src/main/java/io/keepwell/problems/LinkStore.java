package io.keepwell.problems;

import io.keepwell.shared.Ids;
import io.keepwell.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of what conversations have to do with problems. All of a problem includes all of those merged into
/// it.
@Repository
class LinkStore {

    private static final String SELECT = """
            select l.problem_id, l.conversation_id, l.customer_id, l.episode, l.kind, l.reason, l.linked_by, l.linked_at
              from problem_link l
            """;

    private final JdbcClient jdbc;

    LinkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static ProblemLink read(ResultSet row, int n) throws SQLException {
        return new ProblemLink(
                row.getObject("problem_id", UUID.class),
                row.getObject("conversation_id", UUID.class),
                row.getObject("customer_id", UUID.class),
                row.getInt("episode"),
                Words.read(LinkKind.class, row.getString("kind")),
                row.getString("reason"),
                row.getObject("linked_by", UUID.class),
                Rows.instant(row, "linked_at"));
    }

    /// Writes it; false where it was there before.
    boolean insert(ProblemLink link) {
        return jdbc.sql("""
                        insert into problem_link (id, problem_id, conversation_id, customer_id, episode, kind, reason,
                                                  linked_by, linked_at)
                        values (:id, :problem, :conversation, :customer, :episode, :kind, :reason, :by, :at)
                        on conflict (problem_id, conversation_id) where unlinked_at is null do nothing
                        """)
                        .param("id", Ids.next())
                        .param("problem", link.problem())
                        .param("conversation", link.conversation())
                        .param("customer", link.customer())
                        .param("episode", link.episode())
                        .param("kind", link.kind().word())
                        .param("reason", link.reason())
                        .param("by", link.by())
                        .param("at", Rows.at(link.at()))
                        .update()
                == 1;
    }

    /// Takes it back; what was taken back, or empty where there was none.
    Optional<ProblemLink> end(UUID problem, UUID conversation, @Nullable UUID by, Instant at) {
        return jdbc.sql("""
                        update problem_link l
                           set unlinked_by = :by, unlinked_at = :at
                         where problem_id = :problem
                           and conversation_id = :conversation
                           and unlinked_at is null
                        returning l.problem_id, l.conversation_id, l.customer_id, l.episode, l.kind, l.reason,
                                  l.linked_by, l.linked_at
                        """)
                .param("problem", problem)
                .param("conversation", conversation)
                .param("by", by)
                .param("at", Rows.at(at))
                .query(LinkStore::read)
                .optional();
    }

    List<ProblemLink> ofConversation(UUID conversation) {
        return jdbc.sql(SELECT + """
                         where l.conversation_id = :conversation
                           and l.unlinked_at is null
                         order by l.linked_at, l.id
                        """)
                .param("conversation", conversation)
                .query(LinkStore::read)
                .list();
    }

    /// All of a problem and of what was merged into it, the newest first.
    List<ProblemLink> ofProblem(UUID problem) {
        return jdbc.sql(SELECT + """
                          join problem_parts(:problem) parts on parts.problem_id = l.problem_id
                         where l.unlinked_at is null
                         order by l.linked_at desc, l.id desc
                        """)
                .param("problem", problem)
                .query(LinkStore::read)
                .list();
    }

    /// Whether the person still has another conversation that this episode caused.
    boolean reportedElsewhere(UUID problem, int episode, UUID customer) {
        return jdbc.sql("""
                        select exists (select 1
                                         from problem_link
                                        where problem_id = :problem
                                          and episode = :episode
                                          and customer_id = :customer
                                          and kind = 'caused-by'
                                          and unlinked_at is null)
                        """)
                .param("problem", problem)
                .param("episode", episode)
                .param("customer", customer)
                .query(Boolean.class)
                .single();
    }

    /// A conversation in which a person reported it.
    ///
    /// @param conversation id, of the one it may have become part of
    /// @param subject      its subject
    /// @param number       its number
    /// @param at           when it began
    record Report(UUID conversation, String subject, long number, Instant at) {}

    /// What a person reported of a problem, whichever the episode, the newest first; spam and what was taken
    /// back not.
    List<Report> reports(UUID problem, UUID customer) {
        return reports(problem, List.of(customer)).getOrDefault(customer, List.of());
    }

    /// The same of several people; whoever reported nothing is absent.
    Map<UUID, List<Report>> reports(UUID problem, Collection<UUID> customers) {
        var reports = new HashMap<UUID, List<Report>>();
        jdbc.sql("""
                        with recursive family (id) as (
                            select :problem::uuid
                             union
                            select p.id from family join problem p on p.merged_into = family.id
                        )
                        select distinct coalesce(who.merged_into, who.id) as person_id, c.id, c.subject, c.number, c.created_at
                          from problem_link l
                          join family on family.id = l.problem_id
                          join conversation c on c.id = coalesce(conversation_survivor(l.conversation_id), l.conversation_id)
                          join customer who on who.id = l.customer_id
                         where coalesce(who.merged_into, who.id) in (:customers)
                           and l.kind = 'caused-by'
                           and l.unlinked_at is null
                           and c.spam_at is null
                         order by c.created_at desc, c.id desc
                        """).param("problem", problem).param("customers", customers).query(row -> {
            reports.computeIfAbsent(row.getObject("person_id", UUID.class), person -> new ArrayList<>())
                    .add(new Report(
                            row.getObject("id", UUID.class),
                            row.getString("subject"),
                            row.getLong("number"),
                            Rows.instant(row, "created_at")));
        });
        return reports;
    }
}
