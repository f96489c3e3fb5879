package io.keepwell.surveys;

import static java.time.ZoneOffset.UTC;

import io.keepwell.customers.TraitRule;
import io.keepwell.shared.Ids;
import io.keepwell.shared.Records;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The waves and the rows of their people.
@Component
class WaveStore {

    private static final RowMapper<UUID> ID = (row, n) -> row.getObject(1, UUID.class);

    /// How long a link counts (3.3.7).
    static final Duration LINK_LIVES = Duration.ofDays(30);

    private static final String COLUMNS = """
            id, survey_id as survey, number, name, upper(occasion) as occasion, upper(state) as state, started_at,
            started_by
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    WaveStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Holds a survey, so that its waves are numbered one by one.
    void hold(UUID survey) {
        jdbc.sql("select id from survey where id = :id for no key update")
                .param("id", survey)
                .query((row, n) -> 0)
                .list();
    }

    int nextNumber(UUID survey) {
        return jdbc.sql("select coalesce(max(number), 0) + 1 from survey_wave where survey_id = :survey")
                .param("survey", survey)
                .query(Integer.class)
                .single();
    }

    /// @param audience the rule that says who is meant, null where it is a list or everybody
    /// @param gathered whether all its people are rows already
    /// @param month    first day of the month it gathers, null for a wave that is asked at once
    void insert(Wave wave, @Nullable TraitRule audience, boolean gathered, @Nullable LocalDate month) {
        jdbc.sql("""
                insert into survey_wave (id, survey_id, number, name, occasion, state, audience, started_at, started_by,
                                         gathered, month)
                values (:id, :survey, :number, :name, :occasion, :state, cast(:audience as jsonb), :at, :by,
                        :gathered, :month)
                """)
                .param("id", wave.id())
                .param("survey", wave.survey())
                .param("number", wave.number())
                .param("name", wave.name())
                .param("occasion", wave.occasion().word())
                .param("state", wave.state().word())
                .param("audience", audience == null ? null : json.writeValueAsString(audience.json()))
                .param("at", wave.startedAt().atOffset(UTC))
                .param("by", wave.startedBy())
                .param("gathered", gathered)
                .param("month", month)
                .update();
    }

    Optional<Wave> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from survey_wave where id = :id")
                .param("id", id)
                .query(Records.of(Wave.class))
                .optional();
    }

    /// Those of a survey, the newest first.
    List<Wave> of(UUID survey) {
        return jdbc.sql("select " + COLUMNS + " from survey_wave where survey_id = :survey order by number desc")
                .param("survey", survey)
                .query(Records.of(Wave.class))
                .list();
    }

    Optional<Wave> first(UUID survey) {
        return jdbc.sql("select " + COLUMNS + " from survey_wave where survey_id = :survey order by number limit 1")
                .param("survey", survey)
                .query(Records.of(Wave.class))
                .optional();
    }

    Optional<UUID> ofMonth(UUID survey, WaveOccasion occasion, LocalDate month) {
        return jdbc.sql("""
                        select id from survey_wave
                         where survey_id = :survey and occasion = :occasion and month = :month
                        """)
                .param("survey", survey)
                .param("occasion", occasion.word())
                .param("month", month)
                .query(UUID.class)
                .optional();
    }

    /// The waves that are not over, the oldest first.
    List<UUID> running() {
        return jdbc.sql("select id from survey_wave where state in ('planning', 'sending') order by id")
                .query(ID)
                .list();
    }

    /// The waves some of whose people are still to be taken in.
    List<UUID> ungathered() {
        return jdbc.sql("""
                        select id from survey_wave where not gathered and state in ('planning', 'sending') order by id
                        """).query(ID).list();
    }

    /// How far a wave's people have been taken in.
    ///
    /// @param rule who is meant, null for all customers
    /// @param to   the last who was taken in, null for none
    record Gathering(
            UUID survey, @Nullable TraitRule rule, @Nullable UUID to) {}

    /// Holds a wave that is still being gathered.
    Optional<Gathering> gathering(UUID wave) {
        return jdbc.sql("""
                        select survey_id, audience, gathered_to from survey_wave
                         where id = :id and not gathered and state in ('planning', 'sending')
                           for no key update skip locked
                        """)
                .param("id", wave)
                .query((row, n) -> {
                    var audience = row.getString("audience");
                    return new Gathering(
                            row.getObject("survey_id", UUID.class),
                            audience == null ? null : TraitRule.of(json.readValue(audience, TraitRule.Json.class)),
                            row.getObject("gathered_to", UUID.class));
                })
                .optional();
    }

    /// @param to the last who was taken in, null where everybody was
    void gathered(UUID wave, @Nullable UUID to) {
        jdbc.sql("update survey_wave set gathered_to = coalesce(:to, gathered_to), gathered = :all where id = :id")
                .param("id", wave)
                .param("to", to)
                .param("all", to == null)
                .update();
    }

    /// Customers by their ids, without those who were forgotten or merged into others.
    List<UUID> customers(@Nullable UUID after, int most) {
        return jdbc.sql("""
                        select id from customer
                         where merged_into is null and erased_at is null and (:after::uuid is null or id > :after)
                         order by id limit :most
                        """).param("after", after).param("most", most).query(ID).list();
    }

    /// Everybody who was meant by a wave.
    List<UUID> people(UUID wave) {
        return jdbc.sql("select distinct customer_id from survey_invitation where wave_id = :wave order by customer_id")
                .param("wave", wave)
                .query(ID)
                .list();
    }

    /// Rows of people whose turn comes; whoever has one in the wave keeps it.
    ///
    /// @return how many are new
    int plan(UUID wave, UUID survey, Collection<UUID> customers, String language, Instant now, Instant due) {
        return jdbc.sql("""
                        insert into survey_invitation (id, wave_id, survey_id, customer_id, language, state, planned_at,
                                                       due_at, state_at, expires_at)
                        select it.id, :wave, :survey, it.customer, :language, 'planned', :now, :due, :now, :expires
                          from unnest(cast(:ids as uuid[]), cast(:customers as uuid[])) it (id, customer)
                        on conflict do nothing
                        """)
                .param("wave", wave)
                .param("survey", survey)
                .param("ids", customers.stream().map(it -> Ids.next()).toArray(UUID[]::new))
                .param("customers", customers.toArray(UUID[]::new))
                .param("language", language)
                .param("now", now.atOffset(UTC))
                .param("due", due.atOffset(UTC))
                .param("expires", due.plus(LINK_LIVES).atOffset(UTC))
                .update();
    }

    /// What somebody is to be asked about, once its turn comes.
    ///
    /// @param occasion what it is about
    /// @param agent    who is credited, or null
    record Event(
            UUID wave,
            UUID survey,
            UUID customer,
            UUID occasion,
            @Nullable UUID agent,
            @Nullable UUID team,
            String language,
            Instant now,
            Instant due) {}

    /// Plans asking about an event, once per wave; what was taken back since it went on is planned anew.
    ///
    /// @return whether there is something to ask now that was not before
    boolean plan(Event event) {
        return jdbc.sql("""
                        insert into survey_invitation as i (id, wave_id, survey_id, customer_id, occasion_id, agent_id,
                                                            team_id, language, state, planned_at, due_at, state_at,
                                                            expires_at)
                        values (:id, :wave, :survey, :customer, :occasion, :agent, :team, :language, 'planned', :now,
                                :due, :now, :expires)
                        on conflict (wave_id, customer_id, coalesce(occasion_id, '00000000-0000-0000-0000-000000000000'))
                        do update set state = 'planned', reason = null, agent_id = excluded.agent_id,
                                      team_id = excluded.team_id, planned_at = excluded.planned_at,
                                      due_at = excluded.due_at, state_at = excluded.state_at,
                                      expires_at = excluded.expires_at
                           where i.state = 'cancelled' and i.asked_at is null
                        """)
                        .param("id", Ids.next())
                        .param("wave", event.wave())
                        .param("survey", event.survey())
                        .param("customer", event.customer())
                        .param("occasion", event.occasion())
                        .param("agent", event.agent())
                        .param("team", event.team())
                        .param("language", event.language())
                        .param("now", event.now().atOffset(UTC))
                        .param("due", event.due().atOffset(UTC))
                        .param("expires", event.due().plus(LINK_LIVES).atOffset(UTC))
                        .update()
                == 1;
    }

    /// Takes back what waits to ask about an event.
    int takeBack(UUID occasion, String reason, Instant at) {
        return jdbc.sql("""
                        update survey_invitation set state = 'cancelled', reason = :reason, state_at = :at
                         where occasion_id = :occasion and state = 'planned'
                        """)
                .param("occasion", occasion)
                .param("reason", reason)
                .param("at", at.atOffset(UTC))
                .update();
    }

    void state(UUID wave, WaveState state, @Nullable Instant endedAt) {
        jdbc.sql("update survey_wave set state = :state, ended_at = :ended where id = :id")
                .param("id", wave)
                .param("state", state.word())
                .param("ended", endedAt == null ? null : endedAt.atOffset(UTC))
                .update();
    }

    /// Marks the waves in which nobody waits any more, and those where the first letter is due. A wave that gathers a
    /// month is over with it.
    ///
    /// @return those that have come further
    List<UUID> moveOn(Instant now, LocalDate month) {
        return jdbc.sql("""
                        with seen as (
                            select w.id, w.state,
                                   case when w.gathered and (w.month is null or w.month < :month)
                                             and not exists (select 1 from survey_invitation i
                                                              where i.wave_id = w.id and i.state = 'planned')
                                             and not exists (select 1 from survey_invitation i
                                                              where i.wave_id = w.id and i.state = 'queued'
                                                                and i.letter_id is null)
                                        then 'done' else 'sending' end as next
                              from survey_wave w
                             where w.state in ('planning', 'sending') and w.gathered
                             order by w.id
                               for no key update of w skip locked
                        )
                        update survey_wave w
                           set state = seen.next, ended_at = case when seen.next = 'done' then :now::timestamptz end
                          from seen
                         where w.id = seen.id and seen.next <> seen.state
                        returning w.id
                        """)
                .param("now", now.atOffset(UTC))
                .param("month", month)
                .query(ID)
                .list();
    }

    WaveTally tally(UUID wave) {
        return jdbc.sql("""
                        select count(*) filter (where state in ('queued', 'sending', 'sent', 'delivered', 'bounced',
                                                                'uncertain', 'shown')) as invited,
                               count(*) filter (where state = 'throttled') as throttled,
                               count(*) filter (where state = 'displaced') as displaced,
                               count(*) filter (where state = 'suppressed') as suppressed,
                               count(*) filter (where state = 'cancelled') as cancelled,
                               count(*) filter (where state = 'planned') as waiting,
                               count(*) filter (where state in ('sent', 'delivered', 'bounced', 'shown')) as sent,
                               count(*) filter (where state = 'delivered') as delivered,
                               count(*) filter (where state = 'bounced') as bounced,
                               count(*) filter (where state = 'failed') as failed,
                               count(*) filter (where state = 'uncertain') as uncertain,
                               count(*) filter (where state = 'shown') as shown
                          from survey_invitation
                         where wave_id = :wave
                        """)
                .param("wave", wave)
                .query(Records.of(WaveTally.class))
                .single();
    }

    /// How many there are of each state and reason, the most first.
    record Share(InvitationState state, @Nullable String reason, int people) {}

    List<Share> shares(UUID wave) {
        return jdbc.sql("""
                        select upper(state) as state, reason, count(*)::int as people
                          from survey_invitation where wave_id = :wave
                         group by 1, 2 order by 3 desc, 1, 2
                        """).param("wave", wave).query(Records.of(Share.class)).list();
    }

    /// Those of a wave by id, some at a time.
    ///
    /// @param state  only those in this state, null for all
    /// @param reason only those with this reason, null for all
    List<Invitation> invitations(
            UUID wave, @Nullable InvitationState state, @Nullable String reason, @Nullable UUID after, int most) {
        return jdbc.sql("select " + InvitationStore.COLUMNS + """
                          from survey_invitation
                         where wave_id = :wave
                           and (:state::text is null or state = :state)
                           and (:reason::text is null or reason = :reason)
                           and (:after::uuid is null or id > :after)
                         order by id limit :most
                        """)
                .param("wave", wave)
                .param("state", state == null ? null : state.word())
                .param("reason", reason)
                .param("after", after)
                .param("most", most)
                .query(Records.of(Invitation.class))
                .list();
    }

    /// A survey asks from now on, where it was being written.
    void activate(UUID survey, Instant at) {
        jdbc.sql("update survey set state = 'active', changed_at = :at where id = :id and state = 'draft'")
                .param("id", survey)
                .param("at", at.atOffset(UTC))
                .update();
    }

    boolean sameGroup(UUID survey) {
        return jdbc.sql("select same_group from survey where id = :id")
                .param("id", survey)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    void sameGroup(UUID survey, boolean same) {
        jdbc.sql("update survey set same_group = :same where id = :id")
                .param("id", survey)
                .param("same", same)
                .update();
    }

    /// The surveys whose next cycle has come: those that asked never, or so many times 24 hours ago (3.2.12).
    List<UUID> calendarDue(Instant now) {
        return jdbc.sql("""
                        select s.id from survey s
                         where s.state = 'active' and s.follows = 'calendar' and s.channel = 'email'
                           and exists (select 1 from survey_question q
                                        where q.survey_id = s.id and q.retired_at is null)
                           and not exists (select 1 from survey_wave w
                                            where w.survey_id = s.id
                                              and w.started_at > :now::timestamptz - s.every_days * interval '24 hours')
                         order by s.priority desc, s.created_at, s.id
                        """).param("now", now.atOffset(UTC)).query(ID).list();
    }
}
