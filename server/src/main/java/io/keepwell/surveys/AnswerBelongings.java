package io.keepwell.surveys;

import io.keepwell.customers.CustomerBelongings;
import io.keepwell.platform.Keys;
import io.keepwell.shared.Records;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What two profiles answered becomes what one person answered: of each wave the newest counts and
/// the others are superseded; taking the merge back gives them back (3.5.3). Invitations stay where
/// they are, since their old id resolves for ever.
///
/// The keys of what moved are encrypted: a merge names its customers, and who gave a confidential
/// answer must not stand beside it.
@Component
@Order(45)
class AnswerBelongings implements CustomerBelongings {

    private static final UUID NOTHING = new UUID(0, 0);

    /// An answer of somebody, with what it was about where only its invitation knows.
    private record Row(
            UUID id,
            UUID wave,
            @Nullable UUID occasion,
            String state,
            @Nullable UUID customer,
            byte @Nullable [] personKey,
            @Nullable Instant at) {}

    private final JdbcClient jdbc;
    private final AnswerKeys names;
    private final Keys keys;

    AnswerBelongings(JdbcClient jdbc, AnswerKeys names, Keys keys) {
        this.jdbc = jdbc;
        this.names = names;
        this.keys = keys;
    }

    @Override
    public String kind() {
        return "survey-answer";
    }

    @Override
    public long count(UUID customer) {
        return theirs(customer).size();
    }

    /// All answers of a customer, confidential ones too.
    List<UUID> of(UUID customer) {
        return theirs(customer).stream().map(Row::id).toList();
    }

    private List<Row> theirs(UUID customer) {
        var rows = new ArrayList<>(jdbc.sql("""
                        select id, wave_id as wave, occasion_id as occasion, state, customer_id as customer, person_key,
                               coalesce(changed_at, at) as at
                          from survey_answer
                         where customer_id = :customer
                        """)
                .param("customer", customer)
                .query(Records.of(Row.class))
                .list());
        rows.addAll(confidential(customer));
        return rows;
    }

    private record Asked(UUID wave, UUID occasion) {}

    /// Those that say nowhere whose they are: their name within the wave can be worked out of whom
    /// was asked.
    private List<Row> confidential(UUID customer) {
        var rows = new ArrayList<Row>();
        var asked = jdbc.sql("""
                        select i.wave_id as wave, coalesce(i.occasion_id, :nothing) as occasion
                          from survey_invitation i
                          join survey s on s.id = i.survey_id
                         where s.privacy = 'confidential'
                           and i.customer_id in (select id from customer where id = :customer or merged_into = :customer)
                        union
                        select w.id, cast(:nothing as uuid)
                          from survey_wave w
                          join survey s on s.id = w.survey_id
                         where s.privacy = 'confidential' and w.occasion in ('link', 'import')
                        """)
                .param("customer", customer)
                .param("nothing", NOTHING)
                .query(Records.of(Asked.class))
                .list();
        for (var one : asked) {
            var occasion = one.occasion().equals(NOTHING) ? null : one.occasion();
            jdbc.sql("""
                    select id, wave_id as wave, cast(:occasion as uuid) as occasion, state, customer_id as customer,
                           person_key, coalesce(changed_at, at) as at
                      from survey_answer
                     where wave_id = :wave and person_key = :key
                    """)
                    .param("occasion", occasion)
                    .param("wave", one.wave())
                    .param("key", names.person(one.wave(), customer, occasion))
                    .query(Records.of(Row.class))
                    .list()
                    .forEach(rows::add);
        }
        return rows.stream().filter(row -> row.customer() == null).toList();
    }

    @Override
    public List<String> move(UUID from, UUID to) {
        var moved = new ArrayList<String>();
        for (var row : theirs(from)) {
            var key = row.personKey() == null ? null : names.person(row.wave(), to, row.occasion());
            var state = row.state();
            var other = state.equals("counted") && key != null ? counted(row.wave(), key) : Optional.<Row>empty();
            if (other.isPresent()) {
                if (newer(row, other.get())) {
                    state(other.get().id(), "superseded");
                    moved.add(closed("s " + other.get().id()));
                } else {
                    state = "superseded";
                }
            }
            give(row, to, key, state);
            moved.add(closed(
                    "m " + row.id() + " " + row.state() + " " + (row.occasion() == null ? NOTHING : row.occasion())));
        }
        return moved;
    }

    private static boolean newer(Row row, Row other) {
        return row.at() != null && (other.at() == null || row.at().isAfter(other.at()));
    }

    private Optional<Row> counted(UUID wave, byte[] key) {
        return jdbc.sql("""
                        select id, wave_id as wave, occasion_id as occasion, state, customer_id as customer, person_key,
                               coalesce(changed_at, at) as at
                          from survey_answer
                         where wave_id = :wave and person_key = :key and state = 'counted'
                        """)
                .param("wave", wave)
                .param("key", key)
                .query(Records.of(Row.class))
                .optional();
    }

    private void state(UUID answer, String state) {
        jdbc.sql("update survey_answer set state = :state where id = :id")
                .param("id", answer)
                .param("state", state)
                .update();
    }

    private void give(Row row, UUID to, byte @Nullable [] key, String state) {
        jdbc.sql("""
                update survey_answer
                   set customer_id = case when customer_id is null then null else :to end,
                       sealed = case when sealed is null then null else :sealed end,
                       person_key = :key, state = :state
                 where id = :id
                """)
                .param("id", row.id())
                .param("to", to)
                .param("sealed", names.seal(to))
                .param("key", key)
                .param("state", state)
                .update();
    }

    @Override
    public void moveBack(UUID from, UUID to, Collection<String> moved) {
        var opened = moved.stream().map(this::open).map(it -> it.split(" ")).toList();
        for (var one : opened) {
            if (one[0].equals("m")) {
                var occasion = UUID.fromString(one[3]);
                find(UUID.fromString(one[1]), occasion.equals(NOTHING) ? null : occasion)
                        .filter(row -> row.customer() == null || row.customer().equals(from))
                        .ifPresent(row -> back(row, to, one[2]));
            }
        }
        for (var one : opened) {
            if (one[0].equals("s")) {
                // what came since counts, where there is something
                jdbc.sql("""
                        update survey_answer a
                           set state = 'counted'
                         where a.id = :id and a.state = 'superseded'
                           and not exists (select 1 from survey_answer o
                                            where o.wave_id = a.wave_id and o.person_key = a.person_key
                                              and o.state = 'counted')
                        """).param("id", UUID.fromString(one[1])).update();
            }
        }
    }

    private void back(Row row, UUID to, String before) {
        var key = row.personKey() == null ? null : names.person(row.wave(), to, row.occasion());
        boolean free = key == null
                || counted(row.wave(), key)
                        .filter(it -> !it.id().equals(row.id()))
                        .isEmpty();
        // what the team found to be none since then stays so
        var state = row.state().equals("superseded") && free ? before : row.state();
        give(row, to, key, state.equals("counted") && !free ? "superseded" : state);
    }

    private Optional<Row> find(UUID id, @Nullable UUID occasion) {
        return jdbc.sql("""
                        select id, wave_id as wave, cast(:occasion as uuid) as occasion, state, customer_id as customer,
                               person_key, coalesce(changed_at, at) as at
                          from survey_answer
                         where id = :id
                        """)
                .param("id", id)
                .param("occasion", occasion)
                .query(Records.of(Row.class))
                .optional();
    }

    private String closed(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(keys.encrypt(key));
    }

    private String open(String key) {
        return keys.decrypt(Base64.getUrlDecoder().decode(key));
    }
}
