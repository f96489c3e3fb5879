package io.keepwell.followups;

import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.Cursor;
import io.keepwell.shared.Ids;
import io.keepwell.shared.Slice;
import io.keepwell.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of ideas, of who wants them, and of what those people are told.
@Repository
class IdeaStore {

    private static final String SELECT = """
            select i.*,
                   (select count(distinct s.customer_id) from idea_supporter s where s.idea_id = i.id) as supporters,
                   (select count(*) from idea_notice n where n.idea_id = i.id and n.state = 'written') as told
              from idea i
            """;

    /// Somebody who wants it.
    ///
    /// @param customer id of the person
    /// @param words    in their words, may be empty
    /// @param followUp where they said so, or null
    record Supporter(UUID customer, String words, @Nullable UUID followUp, Instant at) {}

    /// What one person is told.
    ///
    /// @param state `queued`, `written`, `no-way` without an address, or `failed`
    record Notice(
            UUID id,
            UUID idea,
            UUID customer,
            String subject,
            String text,
            @Nullable UUID author,
            String state,
            @Nullable UUID conversation,
            @Nullable UUID message) {}

    private final JdbcClient jdbc;

    IdeaStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Idea it) {
        jdbc.sql("""
                        insert into idea (id, title, area_id, state, created_at, created_by, changed_at)
                        values (:id, :title, :area, :state, :at, :by, :at)
                        """)
                .param("id", it.id())
                .param("title", it.title())
                .param("area", it.area())
                .param("state", it.state().word())
                .param("at", it.createdAt().atOffset(UTC))
                .param("by", it.createdBy())
                .update();
    }

    void update(Idea it, Instant at) {
        var shipped = it.shippedAt();
        jdbc.sql("""
                        update idea
                           set title = :title, area_id = :area, state = :state, what_changed = :whatChanged,
                               shipped_at = :shippedAt, changed_at = :at
                         where id = :id
                        """)
                .param("title", it.title())
                .param("area", it.area())
                .param("state", it.state().word())
                .param("whatChanged", it.whatChanged())
                .param("shippedAt", shipped == null ? null : shipped.atOffset(UTC))
                .param("at", at.atOffset(UTC))
                .param("id", it.id())
                .update();
    }

    Optional<Idea> find(UUID id) {
        return jdbc.sql(SELECT + " where i.id = :id")
                .param("id", id)
                .query(IdeaStore::read)
                .optional();
    }

    /// Holds it against other changes until the transaction ends.
    void hold(UUID id) {
        jdbc.sql("select id from idea where id = :id for update")
                .param("id", id)
                .query((row, n) -> 1)
                .optional();
    }

    /// The newest first.
    ///
    /// @param state only those, or null for all
    Slice<Idea> list(@Nullable IdeaState state, @Nullable String cursor, int limit) {
        var after = cursor == null ? null : Cursor.read(cursor, 2);
        var rows = jdbc.sql(SELECT + """
                         where (cast(:state as text) is null or i.state = :state)
                           and (cast(:at as timestamptz) is null
                                or (i.created_at, i.id) < (cast(:at as timestamptz), cast(:id as uuid)))
                         order by i.created_at desc, i.id desc
                         limit :limit
                        """)
                .param("state", state == null ? null : state.word())
                .param("at", after == null ? null : after.get(0))
                .param("id", after == null ? null : after.get(1))
                .param("limit", limit + 1)
                .query(IdeaStore::read)
                .list();
        if (rows.size() <= limit) {
            return new Slice<>(rows, null);
        }
        var last = rows.get(limit - 1);
        return new Slice<>(List.copyOf(rows.subList(0, limit)), Cursor.of(last.createdAt(), last.id()));
    }

    /// Those that are neither shipped nor declined, the most wanted first: what a follow-up can be tied to.
    List<Idea> choosable(int most) {
        return jdbc.sql(SELECT + """
                         where i.state in ('open', 'planned')
                         order by supporters desc, i.created_at desc, i.id desc
                         limit :most
                        """).param("most", most).query(IdeaStore::read).list();
    }

    /// Notes that somebody wants it; what they said before stays where they say nothing now.
    void support(UUID idea, UUID customer, @Nullable UUID followUp, String words, @Nullable UUID by, Instant at) {
        hold(idea);
        int known = jdbc.sql("""
                        update idea_supporter
                           set words = case when :words = '' then words else :words end,
                               follow_up_id = coalesce(:followUp::uuid, follow_up_id)
                         where idea_id = :idea and customer_id = :customer
                        """)
                .param("words", words)
                .param("followUp", followUp)
                .param("idea", idea)
                .param("customer", customer)
                .update();
        if (known > 0) {
            return;
        }
        jdbc.sql("""
                        insert into idea_supporter (id, idea_id, customer_id, follow_up_id, words, at, added_by)
                        values (:id, :idea, :customer, :followUp, :words, :at, :by)
                        """)
                .param("id", Ids.next())
                .param("idea", idea)
                .param("customer", customer)
                .param("followUp", followUp)
                .param("words", words)
                .param("at", at.atOffset(UTC))
                .param("by", by)
                .update();
    }

    /// What a supporter says now.
    void words(UUID idea, UUID customer, String words) {
        jdbc.sql("""
                        update idea_supporter set words = :words
                         where idea_id = :idea and customer_id = :customer and :words <> ''
                        """)
                .param("words", words)
                .param("idea", idea)
                .param("customer", customer)
                .update();
    }

    void noSupport(UUID idea, UUID customer) {
        jdbc.sql("delete from idea_supporter where idea_id = :idea and customer_id = :customer")
                .param("idea", idea)
                .param("customer", customer)
                .update();
    }

    /// Who wants it, each person once, the earliest first.
    List<Supporter> supporters(UUID idea) {
        return jdbc.sql("""
                        select customer_id, words, follow_up_id, at
                          from (select distinct on (customer_id) customer_id, words, follow_up_id, at, id
                                  from idea_supporter
                                 where idea_id = :idea
                                 order by customer_id, (words = ''), at, id) once
                         order by at, id
                        """)
                .param("idea", idea)
                .query((row, n) -> new Supporter(
                        row.getObject("customer_id", UUID.class),
                        row.getString("words"),
                        row.getObject("follow_up_id", UUID.class),
                        FollowUpStore.instant(row, "at")))
                .list();
    }

    /// Writes down that somebody is to be told; nothing where they were to be told before.
    ///
    /// @return whether it is new
    boolean stage(Notice notice, Instant at) {
        return jdbc.sql("""
                        insert into idea_notice (id, idea_id, customer_id, subject, text, author_id, state, created_at, changed_at)
                        values (:id, :idea, :customer, :subject, :text, :author, 'queued', :at, :at)
                        on conflict (idea_id, customer_id) do nothing
                        """)
                        .param("id", notice.id())
                        .param("idea", notice.idea())
                        .param("customer", notice.customer())
                        .param("subject", notice.subject())
                        .param("text", notice.text())
                        .param("author", notice.author())
                        .param("at", at.atOffset(UTC))
                        .update()
                == 1;
    }

    /// Takes the next one that is to be written, which no other worker has in hand.
    Optional<Notice> take() {
        return jdbc.sql("""
                        select * from idea_notice
                         where state = 'queued'
                         order by id
                         limit 1
                           for update skip locked
                        """).query(IdeaStore::notice).optional();
    }

    void noticed(UUID id, String state, @Nullable UUID conversation, @Nullable UUID message, Instant at) {
        jdbc.sql("""
                        update idea_notice
                           set state = :state, conversation_id = :conversation, message_id = :message, changed_at = :at
                         where id = :id
                        """)
                .param("state", state)
                .param("conversation", conversation)
                .param("message", message)
                .param("at", at.atOffset(UTC))
                .param("id", id)
                .update();
    }

    /// What its supporters were told, or are to be.
    List<Notice> notices(UUID idea) {
        return jdbc.sql("select * from idea_notice where idea_id = :idea order by id")
                .param("idea", idea)
                .query(IdeaStore::notice)
                .list();
    }

    private static Notice notice(ResultSet row, int n) throws SQLException {
        return new Notice(
                row.getObject("id", UUID.class),
                row.getObject("idea_id", UUID.class),
                row.getObject("customer_id", UUID.class),
                row.getString("subject"),
                row.getString("text"),
                row.getObject("author_id", UUID.class),
                row.getString("state"),
                row.getObject("conversation_id", UUID.class),
                row.getObject("message_id", UUID.class));
    }

    private static Idea read(ResultSet row, int n) throws SQLException {
        return new Idea(
                row.getObject("id", UUID.class),
                row.getString("title"),
                row.getObject("area_id", UUID.class),
                Words.read(IdeaState.class, row.getString("state")),
                row.getString("what_changed"),
                FollowUpStore.instant(row, "created_at"),
                row.getObject("created_by", UUID.class),
                FollowUpStore.instantOrNull(row, "shipped_at"),
                row.getLong("supporters"),
                row.getLong("told"));
    }
}
