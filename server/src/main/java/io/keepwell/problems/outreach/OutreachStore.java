package io.keepwell.problems.outreach;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of outreach lists, and who did not write.
@Repository
class OutreachStore {

    private static final String SELECT =
            "select id, problem_id, owner_id, made_at, undone_at is not null as undone from outreach ";

    private final JdbcClient jdbc;

    OutreachStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Somebody who was hit and did not write.
    ///
    /// @param customer id
    /// @param since    since when they have been with us
    /// @param listed   whether they are on a list already
    record Silent(UUID customer, Instant since, boolean listed) {}

    /// Those whom an episode hit and who did not report it, who has been with us longest first.
    ///
    /// @param since    that of the last one of the part before, or null
    /// @param customer who that was, or null
    List<Silent> silent(UUID problem, int episode, @Nullable Instant since, @Nullable UUID customer, int limit) {
        return jdbc.sql("""
                        select c.id, c.first_seen_at,
                               exists (select 1
                                         from outreach o
                                         join outreach_person p on p.outreach_id = o.id
                                         join customer who on who.id = p.customer_id
                                        where o.problem_id = :problem
                                          and o.undone_at is null
                                          and coalesce(who.merged_into, who.id) = c.id) as listed
                          from (select h.person_id
                                  from problem_family(:problem, :episode) f
                                  join problem_hit h on h.problem_id = f.problem_id and h.episode = f.episode
                                 group by h.person_id
                                having not bool_or(h.denied or h.source = 'reported')) hit
                          join customer c on c.id = hit.person_id
                         where c.erased_at is null
                           and (:since::timestamptz is null
                                or (c.first_seen_at, c.id) > (:since::timestamptz, :customer::uuid))
                         order by c.first_seen_at, c.id
                         limit :limit
                        """)
                .param("problem", problem)
                .param("episode", episode)
                .param("since", since == null ? null : since.atOffset(UTC))
                .param("customer", customer)
                .param("limit", limit)
                .query((row, n) -> new Silent(
                        row.getObject("id", UUID.class),
                        row.getObject("first_seen_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("listed")))
                .list();
    }

    /// Writes a list of all who did not write and are on none yet.
    ///
    /// @return how many are on it
    int insert(UUID id, UUID problem, int episode, @Nullable UUID owner, @Nullable UUID by, Instant at) {
        jdbc.sql("""
                        insert into outreach (id, problem_id, episode, owner_id, made_by, made_at)
                        values (:id, :problem, :episode, :owner, :by, :at)
                        """)
                .param("id", id)
                .param("problem", problem)
                .param("episode", episode)
                .param("owner", owner)
                .param("by", by)
                .param("at", at.atOffset(UTC))
                .update();
        int place = 0;
        for (var person : silent(problem, episode, null, null, Integer.MAX_VALUE)) {
            if (!person.listed()) {
                jdbc.sql("""
                                insert into outreach_person (outreach_id, customer_id, place)
                                values (:outreach, :customer, :place)
                                """)
                        .param("outreach", id)
                        .param("customer", person.customer())
                        .param("place", place++)
                        .update();
            }
        }
        return place;
    }

    /// Those of a problem that were not taken back, the newest first.
    List<Outreach> ofProblem(UUID problem) {
        return jdbc.sql(SELECT + "where problem_id = :problem and undone_at is null order by made_at desc, id desc")
                .param("problem", problem)
                .query(this::read)
                .list();
    }

    Optional<Outreach> find(UUID id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    private Outreach read(ResultSet row, int n) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new Outreach(
                id,
                row.getObject("problem_id", UUID.class),
                row.getObject("owner_id", UUID.class),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("undone"),
                people(id));
    }

    private List<Outreach.Person> people(UUID id) {
        return jdbc.sql("""
                        select coalesce(c.merged_into, c.id) as customer_id, p.done_at, p.conversation_id
                          from outreach_person p
                          join customer c on c.id = p.customer_id
                         where p.outreach_id = :id
                         order by p.place
                        """)
                .param("id", id)
                .query((row, n) -> {
                    var done = row.getObject("done_at", OffsetDateTime.class);
                    return new Outreach.Person(
                            row.getObject("customer_id", UUID.class),
                            done == null ? null : done.toInstant(),
                            row.getObject("conversation_id", UUID.class));
                })
                .list();
    }

    void undone(UUID id, @Nullable Instant at) {
        jdbc.sql("update outreach set undone_at = :at where id = :id")
                .param("at", at == null ? null : at.atOffset(UTC))
                .param("id", id)
                .update();
    }

    /// Notes that somebody turned to a person, or that nobody did after all.
    ///
    /// @return false where they are not on the list
    boolean done(UUID id, UUID customer, @Nullable Instant at, @Nullable UUID by, @Nullable UUID conversation) {
        return jdbc.sql("""
                        update outreach_person p
                           set done_at = :at, done_by = :by, conversation_id = coalesce(:conversation, p.conversation_id)
                          from customer c
                         where p.outreach_id = :id
                           and c.id = p.customer_id
                           and coalesce(c.merged_into, c.id) = :customer
                        """)
                        .param("id", id)
                        .param("customer", customer)
                        .param("at", at == null ? null : at.atOffset(UTC))
                        .param("by", by)
                        .param("conversation", conversation)
                        .update()
                > 0;
    }

    void forget(List<UUID> customers) {
        jdbc.sql("delete from outreach_person where customer_id in (:customers)")
                .param("customers", customers)
                .update();
    }
}
