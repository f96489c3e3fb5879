package io.keepwell.status;

import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The rows of those who asked to be told, of what they want to hear of, and of what they have not confirmed
/// yet.
@Repository
class SubscriberStore {

    private static final TypeReference<List<Scope>> SCOPES = new TypeReference<>() {};
    private static final String SUBSCRIBER = """
        select id, email, locale, state, bounces, created_at, confirmed_at
          from status_subscriber
        """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SubscriberStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// What waits for a press of the button.
    record Wish(UUID id, UUID subscriber, List<Scope> scopes) {}

    private static Subscriber subscriber(ResultSet row, int n) throws SQLException {
        return new Subscriber(
                row.getObject("id", UUID.class),
                new EmailAddress(row.getString("email")),
                Locale.forLanguageTag(row.getString("locale")),
                Words.read(SubscriberState.class, row.getString("state")),
                row.getInt("bounces"),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "confirmed_at"));
    }

    Optional<Subscriber> find(UUID id) {
        return jdbc.sql(SUBSCRIBER + "where id = :id")
                .param("id", id)
                .query(SubscriberStore::subscriber)
                .optional();
    }

    /// Whoever has this address; who is not there yet is from now on, unconfirmed.
    Subscriber of(EmailAddress email, UUID fresh, Locale locale, Instant at) {
        return jdbc.sql("""
            insert into status_subscriber (id, email, locale, state, created_at)
            values (:id, :email, :locale, 'unconfirmed', :at)
            on conflict (email) do update set email = excluded.email
            returning id, email, locale, state, bounces, created_at, confirmed_at
            """)
                .param("id", fresh)
                .param("email", email.value())
                .param("locale", locale.toLanguageTag())
                .param("at", Columns.at(at))
                .query(SubscriberStore::subscriber)
                .single();
    }

    /// How many asked lately: with this address, from this network, and altogether.
    record Lately(long address, long network, long all) {}

    Lately lately(EmailAddress email, byte[] network, Instant dayAgo, Instant hourAgo, Instant minutesAgo) {
        return jdbc.sql("""
            select count(*) filter (where s.email = :email) as address,
                   count(*) filter (where w.network_hash = :network and w.asked_at > :hour) as network,
                   count(*) filter (where w.asked_at > :minutes) as all_of_them
              from status_wish w
              join status_subscriber s on s.id = w.subscriber_id
             where w.asked_at > :day
            """)
                .param("email", email.value())
                .param("network", network)
                .param("day", Columns.at(dayAgo))
                .param("hour", Columns.at(hourAgo))
                .param("minutes", Columns.at(minutesAgo))
                .query((row, n) ->
                        new Lately(row.getLong("address"), row.getLong("network"), row.getLong("all_of_them")))
                .single();
    }

    /// One at a time, so that nobody slips past a limit.
    void inTurn() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('status-wishes', 38))")
                .query((row, n) -> 0)
                .list();
    }

    /// @param token hash of the token in the letter, or null where there is no letter
    void wish(UUID id, UUID subscriber, byte @Nullable [] token, List<Scope> scopes, byte[] network, Instant at) {
        jdbc.sql("""
            insert into status_wish (id, subscriber_id, token_hash, scopes, network_hash, asked_at)
            values (:id, :subscriber, :token, cast(:scopes as jsonb), :network, :at)
            """)
                .param("id", id)
                .param("subscriber", subscriber)
                .param("token", token)
                .param("scopes", json.writeValueAsString(scopes))
                .param("network", network)
                .param("at", Columns.at(at))
                .update();
    }

    Optional<Wish> wish(byte[] token, Instant since) {
        return jdbc.sql("""
            select id, subscriber_id, scopes
              from status_wish
             where token_hash = :token
               and asked_at > :since
            """)
                .param("token", token)
                .param("since", Columns.at(since))
                .query((row, n) -> new Wish(
                        row.getObject("id", UUID.class),
                        row.getObject("subscriber_id", UUID.class),
                        json.readValue(row.getString("scopes"), SCOPES)))
                .optional();
    }

    /// Takes it, once; false where somebody did.
    boolean fulfil(UUID wish) {
        return jdbc.sql("update status_wish set token_hash = null where id = :id and token_hash is not null")
                        .param("id", wish)
                        .update()
                == 1;
    }

    void confirm(UUID subscriber, Instant at) {
        jdbc.sql("""
            update status_subscriber
               set state = 'active', confirmed_at = coalesce(confirmed_at, :at), bounces = 0,
                   suspended_at = null
             where id = :id
            """).param("at", Columns.at(at)).param("id", subscriber).update();
    }

    List<Scope> scopes(UUID subscriber) {
        return jdbc.sql("select component_id, group_id, incident_id from status_scope where subscriber_id = :id")
                .param("id", subscriber)
                .query((row, n) -> new Scope(
                        row.getObject("component_id", UUID.class),
                        row.getObject("group_id", UUID.class),
                        row.getObject("incident_id", UUID.class)))
                .list();
    }

    void add(UUID subscriber, Collection<Scope> scopes) {
        for (var scope : scopes) {
            // what was taken away since it was asked for is left out
            jdbc.sql("""
                insert into status_scope (subscriber_id, component_id, group_id, incident_id)
                select :id, :component, :group, :incident
                 where (:component::uuid is null or exists(select 1 from status_component where id = :component))
                   and (:group::uuid is null or exists(select 1 from status_group where id = :group))
                   and (:incident::uuid is null or exists(select 1 from status_incident where id = :incident))
                on conflict do nothing
                """)
                    .param("id", subscriber)
                    .param("component", scope.component())
                    .param("group", scope.group())
                    .param("incident", scope.incident())
                    .update();
        }
    }

    /// All but incidents, which end by themselves.
    void clear(UUID subscriber) {
        jdbc.sql("delete from status_scope where subscriber_id = :id and incident_id is null")
                .param("id", subscriber)
                .update();
    }

    void locale(UUID subscriber, Locale locale) {
        jdbc.sql("update status_subscriber set locale = :locale where id = :id")
                .param("locale", locale.toLanguageTag())
                .param("id", subscriber)
                .update();
    }

    boolean delete(UUID subscriber) {
        return jdbc.sql("delete from status_subscriber where id = :id")
                        .param("id", subscriber)
                        .update()
                == 1;
    }

    /// One more letter came back for good.
    ///
    /// @return whether they are suspended by that
    boolean cameBack(UUID subscriber, int most, Instant at) {
        return jdbc.sql("""
            update status_subscriber
               set bounces = bounces + 1,
                   state = case when bounces + 1 >= :most and state = 'active' then 'suspended' else state end,
                   suspended_at = case when bounces + 1 >= :most and state = 'active' then :at
                                       else suspended_at end
             where id = :id
            returning state = 'suspended' and suspended_at = :at as suspended
            """)
                .param("most", most)
                .param("at", Columns.at(at))
                .param("id", subscriber)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    void arrived(UUID subscriber) {
        jdbc.sql("update status_subscriber set bounces = 0 where id = :id and bounces > 0 and state = 'active'")
                .param("id", subscriber)
                .update();
    }

    /// Forgets who never confirmed, and wishes that are too old; and those who only wanted to hear of
    /// incidents that have been over for long.
    ///
    /// @return how many people
    int forget(Instant unconfirmedBefore, Instant overBefore) {
        jdbc.sql("delete from status_wish where asked_at <= :before")
                .param("before", Columns.at(unconfirmedBefore))
                .update();
        return jdbc.sql("""
            delete from status_subscriber s
             where s.state = 'unconfirmed'
               and s.created_at <= :before
               and not exists(select 1 from status_wish w where w.subscriber_id = s.id)
            """).param("before", Columns.at(unconfirmedBefore)).update()
                + jdbc.sql("""
                    delete from status_subscriber s
                     where s.state <> 'unconfirmed'
                       and s.confirmed_at <= :before
                       and not exists(select 1
                                        from status_scope c
                                        left join status_incident i on i.id = c.incident_id
                                       where c.subscriber_id = s.id
                                         and (i.id is null or i.over_at is null or i.over_at > :before))
                       and not exists(select 1 from status_wish w where w.subscriber_id = s.id)
                    """).param("before", Columns.at(overBefore)).update();
    }

    /// How many there are in each state, by its word.
    Map<String, Long> counts() {
        return jdbc
                .sql("select state, count(*) as count from status_subscriber group by state")
                .query((row, n) -> Map.entry(row.getString("state"), row.getLong("count")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Those whose address contains some text, the newest first, before an id.
    List<Subscriber> before(String query, @Nullable UUID before, int limit) {
        return jdbc.sql(SUBSCRIBER + """
             where strpos(email, :query) > 0
               and (:before::uuid is null or id < :before)
             order by id desc
             limit :limit
            """)
                .param("query", query.strip().toLowerCase(Locale.ROOT))
                .param("before", before)
                .param("limit", limit)
                .query(SubscriberStore::subscriber)
                .list();
    }

    List<Subscriber> withAddress(Collection<String> addresses) {
        return addresses.isEmpty()
                ? List.of()
                : jdbc.sql(SUBSCRIBER + "where email in (:addresses)")
                        .param("addresses", addresses)
                        .query(SubscriberStore::subscriber)
                        .list();
    }
}
