package io.keepwell.problems;

import io.keepwell.shared.Ids;
import io.keepwell.shared.Records;
import io.keepwell.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of the ledger. What is asked of an episode is answered for its family, see `problem_family`, and by
/// the profiles people have now: nobody is told again what they were told under another number or another
/// profile.
@Repository
class NoticeStore {

    private static final String SELECT = """
            select n.id, n.problem_id, n.episode, n.stage, n.sequence, coalesce(who.merged_into, who.id) as customer_id, n.state,
                   n.reason, n.broadcast_id, n.available_at, n.conversation_id, n.message_id, n.changed_at
              from notice n
              join customer who on who.id = n.customer_id
            """;

    private final JdbcClient jdbc;

    NoticeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static Notice read(ResultSet row, int n) throws SQLException {
        return new Notice(
                row.getObject("id", UUID.class),
                row.getObject("problem_id", UUID.class),
                row.getInt("episode"),
                Words.read(NoticeStage.class, row.getString("stage")),
                row.getInt("sequence"),
                row.getObject("customer_id", UUID.class),
                Words.read(NoticeState.class, row.getString("state")),
                row.getString("reason"),
                row.getObject("broadcast_id", UUID.class),
                Rows.instantOrNull(row, "available_at"),
                row.getObject("conversation_id", UUID.class),
                row.getObject("message_id", UUID.class),
                Rows.instant(row, "changed_at"));
    }

    /// Who is to be told that we know: those hit whom no row of this episode tells of it (3.7.4). A correction
    /// tells of it too (3.7.9).
    ///
    /// @param inferred whether those count whom only a rule names
    List<UUID> toTellKnown(UUID problem, int episode, boolean inferred) {
        return people(problem, episode, """
                select person_id from hits where :inferred or source <> 'inferred'
                except
                select person_id from rows where stage in ('known', 'correction') and state <> 'cancelled'
                """, Map.of("inferred", inferred));
    }

    /// Who is to hear how far we are: those who were told of this episode, once for each update.
    List<UUID> toTellMore(UUID problem, int episode, int sequence) {
        return people(problem, episode, """
                select person_id from rows where stage in ('known', 'update', 'correction') and told
                except
                select person_id from rows where stage = 'update' and sequence = :sequence and problem_id = :problem
                                             and state <> 'cancelled'
                """, Map.of("sequence", sequence));
    }

    /// Who is to be told that it is fixed: everybody hit in this episode, and everybody told of it, even if
    /// found unaffected since (3.7.5); whoever has heard it under another number not.
    List<UUID> toTellFixed(UUID problem, int episode) {
        return people(problem, episode, """
                (select person_id from hits
                 union
                 select person_id from rows where stage in ('known', 'update', 'correction') and told)
                except
                select person_id from rows where stage = 'fixed' and state <> 'cancelled'
                """, Map.of());
    }

    /// Who is to be told that it came back: everybody who was told that it was fixed (3.7.9).
    ///
    /// @param fixedEpisode the episode that was thought to be over
    List<UUID> toCorrect(UUID problem, int fixedEpisode) {
        return people(problem, fixedEpisode, "select person_id from rows where stage = 'fixed' and told", Map.of());
    }

    private List<UUID> people(UUID problem, int episode, String which, Map<String, ?> parameters) {
        return jdbc.sql("""
                        with family as (select problem_id, episode from problem_family(:problem, :episode)),
                        hits as (
                            select h.person_id, h.source
                              from family f
                              join problem_hit h on h.problem_id = f.problem_id and h.episode = f.episode
                             where not h.denied
                        ),
                        rows as (
                            select t.*
                              from family f
                              join problem_told t on t.problem_id = f.problem_id and t.episode = f.episode
                        )
                        select distinct person_id from (%s) people order by person_id
                        """.formatted(which))
                .param("problem", problem)
                .param("episode", episode)
                .params(parameters)
                .query((row, n) -> row.getObject("person_id", UUID.class))
                .list();
    }

    /// Writes a row, or takes a cancelled one up again; false where the person has one already.
    boolean put(Notice notice) {
        return jdbc.sql("""
                        insert into notice (id, problem_id, episode, stage, sequence, customer_id, state, reason, broadcast_id,
                                            available_at, created_at, changed_at)
                        values (:id, :problem, :episode, :stage, :sequence, :customer, :state, :reason, :broadcast,
                                :available, :at, :at)
                        on conflict (problem_id, episode, stage, sequence, customer_id) do update
                            set state = excluded.state, reason = excluded.reason, broadcast_id = excluded.broadcast_id,
                                available_at = excluded.available_at, changed_at = excluded.changed_at
                          where notice.state = 'cancelled'
                        """)
                        .param("id", notice.id())
                        .param("problem", notice.problem())
                        .param("episode", notice.episode())
                        .param("stage", notice.stage().word())
                        .param("sequence", notice.sequence())
                        .param("customer", notice.customer())
                        .param("state", notice.state().word())
                        .param("reason", notice.reason())
                        .param("broadcast", notice.broadcast())
                        .param("available", Rows.atOrNull(notice.availableAt()))
                        .param("at", Rows.at(notice.at()))
                        .update()
                == 1;
    }

    static Notice fresh(
            Broadcast broadcast,
            UUID customer,
            NoticeState state,
            @Nullable String reason,
            @Nullable Instant available) {
        return new Notice(
                Ids.next(),
                broadcast.problem(),
                broadcast.episode(),
                broadcast.stage(),
                broadcast.sequence(),
                customer,
                state,
                reason,
                broadcast.id(),
                available,
                null,
                null,
                broadcast.at());
    }

    /// Some that are to leave now, held against others who look for the same.
    List<Notice> takeSome(UUID broadcast, int most) {
        return jdbc.sql(SELECT + """
                         where n.broadcast_id = :broadcast
                           and n.state = 'queued'
                         order by n.id
                         limit :most
                           for update of n skip locked
                        """)
                .param("broadcast", broadcast)
                .param("most", most)
                .query(NoticeStore::read)
                .list();
    }

    /// One that is to leave now, held; nothing where it is not.
    List<Notice> take(UUID id) {
        return jdbc.sql(SELECT + "where n.id = :id and n.state = 'queued' for update of n skip locked")
                .param("id", id)
                .query(NoticeStore::read)
                .list();
    }

    /// It cannot be told, for a reason that stands beside it; a person may try again.
    void failed(UUID id, String reason, Instant at) {
        jdbc.sql("""
                        update notice
                           set state = 'failed', reason = :reason, changed_at = :at
                         where id = :id
                           and state = 'queued'
                        """)
                .param("id", id)
                .param("reason", reason)
                .param("at", Rows.at(at))
                .update();
    }

    /// What could not be written is to leave once more.
    ///
    /// @param broadcast whose
    /// @param id        which of them; null for all
    /// @return how many
    int again(UUID broadcast, @Nullable UUID id, Instant at) {
        return jdbc.sql("""
                        update notice
                           set state = 'queued', reason = null, changed_at = :at
                         where broadcast_id = :broadcast
                           and state = 'failed'
                           and message_id is null
                           and (:id::uuid is null or id = :id)
                        """)
                .param("broadcast", broadcast)
                .param("id", id)
                .param("at", Rows.at(at))
                .update();
    }

    /// The messages of a broadcast whose letters were refused.
    List<UUID> refused(UUID broadcast) {
        return jdbc.sql("""
                        select message_id
                          from notice
                         where broadcast_id = :broadcast
                           and state = 'failed'
                           and message_id is not null
                         order by id
                        """)
                .param("broadcast", broadcast)
                .query((row, n) -> row.getObject("message_id", UUID.class))
                .list();
    }

    /// @param token names the notice in the address of the page that asks about it
    void written(UUID id, String token, UUID conversation, UUID message, Instant at) {
        jdbc.sql("""
                        update notice
                           set state = 'sending', token = :token, conversation_id = :conversation, message_id = :message,
                               changed_at = :at
                         where id = :id
                        """)
                .param("id", id)
                .param("token", token)
                .param("conversation", conversation)
                .param("message", message)
                .param("at", Rows.at(at))
                .update();
    }

    void suppressed(UUID id, String reason, Instant at) {
        jdbc.sql("update notice set state = 'suppressed', reason = :reason, changed_at = :at where id = :id")
                .param("id", id)
                .param("reason", reason)
                .param("at", Rows.at(at))
                .update();
    }

    /// Notes how far the letter of a notice has come.
    ///
    /// @return the problem it is about; empty where the message is no notice, or that was known
    Optional<UUID> delivered(UUID message, NoticeState state, @Nullable String reason, Instant at) {
        return jdbc.sql("""
                        update notice
                           set state = :state, reason = :reason, changed_at = :at
                         where message_id = :message
                           and (state, reason) is distinct from (:state::text, :reason::text)
                        returning problem_id
                        """)
                .param("message", message)
                .param("state", state.word())
                .param("reason", reason)
                .param("at", Rows.at(at))
                .query((row, n) -> row.getObject("problem_id", UUID.class))
                .optional();
    }

    /// Takes back what has not left of an episode, and of what was merged into it: it would be wrong news now.
    void outdated(UUID problem, int episode, String reason, Instant at) {
        jdbc.sql("""
                        update notice n
                           set state = 'cancelled', reason = :reason, changed_at = :at
                          from problem_family(:problem, :episode) f
                         where n.problem_id = f.problem_id
                           and n.episode = f.episode
                           and n.state in ('queued', 'owed')
                        """)
                .param("problem", problem)
                .param("episode", episode)
                .param("reason", reason)
                .param("at", Rows.at(at))
                .update();
    }

    /// Those of some notices whose person has heard the same by now under another number or another profile
    /// (3.7.13). That it came back says too that we know of it.
    ///
    /// @param problem id of the problem the notices are of
    /// @param episode its episode
    Set<UUID> heardAlready(UUID problem, int episode, Collection<UUID> notices) {
        return Set.copyOf(jdbc.sql("""
                        with family as (
                            select f.problem_id, f.episode
                              from problem_root(:problem, :episode) r
                             cross join problem_family(r.problem_id, r.episode) f
                        ),
                        rows as (
                            select t.*, case t.stage when 'correction' then 'known' else t.stage end as news
                              from family f
                              join problem_told t on t.problem_id = f.problem_id and t.episode = f.episode
                        )
                        select distinct mine.id
                          from rows mine
                          join rows theirs on theirs.person_id = mine.person_id
                                          and theirs.news = mine.news
                                          and theirs.id <> mine.id
                                          and (mine.news <> 'update'
                                               or (theirs.problem_id = mine.problem_id and theirs.sequence = mine.sequence))
                         where mine.id in (:notices)
                           and (theirs.told or theirs.id in (:notices) and theirs.id < mine.id)
                        """)
                .param("problem", problem)
                .param("episode", episode)
                .param("notices", notices)
                .query((row, n) -> row.getObject("id", UUID.class))
                .list());
    }

    /// Takes back what has not left of a broadcast.
    int cancel(UUID broadcast, String reason, Instant at) {
        return jdbc.sql("""
                        update notice
                           set state = 'cancelled', reason = :reason, changed_at = :at
                         where broadcast_id = :broadcast
                           and state in ('queued', 'owed', 'suppressed')
                        """)
                .param("broadcast", broadcast)
                .param("reason", reason)
                .param("at", Rows.at(at))
                .update();
    }

    /// What is owed and whose time has come can leave.
    int due(Instant now) {
        return jdbc.sql("""
                        update notice
                           set state = 'queued', changed_at = :now
                         where state = 'owed'
                           and available_at <= :now
                        """).param("now", Rows.at(now)).update();
    }

    /// All of a problem and of what was merged into it, the newest episode first, one row for each person and
    /// stage.
    List<Notice> ofProblem(UUID problem) {
        return jdbc.sql(SELECT + """
                          join problem_parts(:problem) parts on parts.problem_id = n.problem_id
                         order by n.episode desc, n.changed_at desc, n.id desc
                        """)
                .param("problem", problem)
                .query(NoticeStore::read)
                .list();
    }

    /// A part of the same in an order that does not change while it is read.
    ///
    /// @param episode that of the last row of the part before, or null
    /// @param id      that row, or null
    List<Notice> some(UUID problem, @Nullable Integer episode, @Nullable UUID id, int limit) {
        return jdbc.sql("""
                        with recursive parts (id) as (
                            select :problem::uuid
                             union
                            select p.id from parts join problem p on p.merged_into = parts.id
                        )
                        """ + SELECT + """
                          join parts on parts.id = n.problem_id
                         where :episode::int is null
                            or (n.episode, n.id) < (:episode::int, :id::uuid)
                         order by n.episode desc, n.id desc
                         limit :limit
                        """)
                .param("problem", problem)
                .param("episode", episode)
                .param("id", id)
                .param("limit", limit)
                .query(NoticeStore::read)
                .list();
    }

    /// Where people were last told of a problem or of what was merged into it, whichever the episode; whoever
    /// was told nothing is absent.
    Map<UUID, UUID> conversations(UUID problem, Collection<UUID> customers) {
        var conversations = new HashMap<UUID, UUID>();
        jdbc.sql("""
                        with recursive parts (id) as (
                            select :problem::uuid
                             union
                            select p.id from parts join problem p on p.merged_into = parts.id
                        )
                        select coalesce(who.merged_into, who.id) as person_id, n.conversation_id
                          from parts
                          join notice n on n.problem_id = parts.id
                          join customer who on who.id = n.customer_id
                         where n.customer_id in (select id
                                                   from customer
                                                  where id in (:customers) or merged_into in (:customers))
                           and n.conversation_id is not null
                         order by n.changed_at desc, n.id desc
                        """).param("problem", problem).param("customers", customers).query(row -> {
            conversations.putIfAbsent(
                    row.getObject("person_id", UUID.class), row.getObject("conversation_id", UUID.class));
        });
        return conversations;
    }

    Optional<Notice> ofToken(String token) {
        return jdbc.sql(SELECT + "where n.token = :token")
                .param("token", token)
                .query(NoticeStore::read)
                .optional();
    }

    /// What somebody added to their answer so far; empty for nothing.
    String words(UUID notice) {
        return jdbc.sql("select words from notice_answer where notice_id = :notice")
                .param("notice", notice)
                .query((row, n) -> row.getString("words"))
                .optional()
                .orElse("");
    }

    /// Notes an answer; the last one counts.
    void answer(UUID notice, boolean works, String words, Instant at) {
        jdbc.sql("""
                        insert into notice_answer (notice_id, works, words, at)
                        values (:notice, :works, :words, :at)
                        on conflict (notice_id) do update
                            set works = excluded.works, words = excluded.words, at = excluded.at
                        """)
                .param("notice", notice)
                .param("works", works)
                .param("words", words)
                .param("at", Rows.at(at))
                .update();
    }

    /// What was answered in an episode, each account once: one that says no says no.
    ///
    /// @param accounts how many answered
    /// @param no       how many of them say that it does not work
    record Answers(int accounts, int no) {

        /// Whether so many say no that it should be thought of as not fixed: two accounts, or 5 % of those who
        /// answered, whichever is more (3.7.11).
        boolean failed() {
            return no >= Math.max(2, Math.ceil(accounts * 0.05));
        }
    }

    Answers answers(UUID problem, int episode) {
        return jdbc.sql("""
                        select count(*)::int as accounts, (count(*) filter (where not works))::int as no
                          from (select person.account_id, bool_and(a.works) as works
                                  from problem_family(:problem, :episode) f
                                  join problem_told t on t.problem_id = f.problem_id and t.episode = f.episode
                                  join notice_answer a on a.notice_id = t.id
                                  join customer person on person.id = t.person_id
                                 where t.stage = 'fixed'
                                 group by person.account_id) by_account
                        """)
                .param("problem", problem)
                .param("episode", episode)
                .query(Records.of(Answers.class))
                .single();
    }

    Optional<Notice> find(UUID id) {
        return jdbc.sql(SELECT + "where n.id = :id")
                .param("id", id)
                .query(NoticeStore::read)
                .optional();
    }
}
