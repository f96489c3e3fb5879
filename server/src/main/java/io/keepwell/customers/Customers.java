package io.keepwell.customers;

import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.shared.OncePerPage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The customers, for the other modules.
@Service
public class Customers {

    private static final String SELECT = """
            select c.id, x.value as external_id, c.name, e.value as email, c.account_id, a.name as account_name,
                   c.locale, c.first_seen_at, c.last_seen_at
              from customer c
              join account a on a.id = c.account_id
              left join lateral (select value from customer_identifier i
                                  where i.customer_id = c.id and i.type = 'email'
                                  order by i.added_at limit 1) e on true
              left join lateral (select value from customer_identifier i
                                  where i.customer_id = c.id and i.type = 'external'
                                  order by i.added_at limit 1) x on true
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Customers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// The customer of an id; the id of a profile that was merged into another finds that other, for ever.
    public Optional<Customer> find(UUID id) {
        return OncePerPage.read(
                Customers.class,
                "find",
                id,
                () -> jdbc.sql(SELECT + " where c.id = (select coalesce(merged_into, id) from customer where id = :id)")
                        .param("id", id)
                        .query(Customers::read)
                        .optional());
    }

    /// @throws CustomerNotFound where there is none
    public Customer get(UUID id) {
        return find(id).orElseThrow(() -> new CustomerNotFound(id.toString()));
    }

    /// Finds by id, `external:USER_ID` or `email:ADDRESS`.
    public Optional<Customer> find(String reference) {
        if (reference.startsWith("email:")) {
            return EmailAddress.parse(reference.substring(6)).flatMap(this::find);
        }
        if (reference.startsWith("external:")) {
            return identified("external", reference.substring(9));
        }
        try {
            return find(UUID.fromString(reference));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public Optional<Customer> find(EmailAddress email) {
        return identified("email", email.value());
    }

    /// The addresses that identify a customer, the first one first.
    public List<String> addresses(UUID id) {
        return jdbc.sql("""
                        select value
                          from customer_identifier
                         where customer_id = (select coalesce(merged_into, id) from customer where id = :id)
                           and type = 'email'
                         order by added_at, value
                        """).param("id", id).query((row, n) -> row.getString(1)).list();
    }

    /// Those of the customers who exist, by the id that was asked for.
    public Map<UUID, Customer> find(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var found = new HashMap<UUID, Customer>();
        jdbc.sql(SELECT + " where c.id in (:ids) and c.merged_into is null")
                .param("ids", ids)
                .query(Customers::read)
                .list()
                .forEach(customer -> found.put(customer.id(), customer));
        ids.stream()
                .filter(id -> !found.containsKey(id))
                .forEach(id -> find(id).ifPresent(customer -> found.put(id, customer)));
        return found;
    }

    /// The customer this address identifies, made together with a one-person account where there is none yet. Unknown
    /// names and languages are filled in, known ones are left alone: mail is not proof enough to rename anybody.
    ///
    /// @param email  the address
    /// @param name   name the address came with, or null
    /// @param locale language they write in, or null
    /// @param seenAt when they wrote
    @Transactional
    public Customer meet(EmailAddress email, @Nullable String name, @Nullable Locale locale, Instant seenAt) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:value, 3))")
                .param("value", "email:" + email.value())
                .query((row, n) -> 0)
                .list();
        var known = find(email);
        var id = known.map(Customer::id).orElseGet(() -> create(email, name, email.value(), locale, seenAt));
        seen(id, name, locale, seenAt);
        return get(id);
    }

    /// Fills in what was unknown, and notes that they were there.
    void seen(UUID id, @Nullable String name, @Nullable Locale locale, Instant seenAt) {
        jdbc.sql("""
                        update customer
                           set name         = coalesce(name, :name),
                               locale       = coalesce(locale, :locale),
                               first_seen_at = least(first_seen_at, :seen),
                               last_seen_at = greatest(last_seen_at, :seen)
                         where id = :id
                        """)
                .param("name", blankToNull(name))
                .param("locale", locale == null ? null : locale.toLanguageTag())
                .param("seen", seenAt.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    /// The customer says which language they read.
    ///
    /// @return false where it was known
    @Transactional
    public boolean speaks(UUID id, Locale locale) {
        return jdbc.sql("""
                        update customer set locale = :locale
                         where id = :id
                           and erased_at is null
                           and locale is distinct from :locale
                        """)
                        .param("locale", locale.toLanguageTag())
                        .param("id", id)
                        .update()
                == 1;
    }

    /// Makes a customer with an account of their own.
    ///
    /// @param email  the address that identifies them, or null
    /// @param called name of the account as long as theirs is unknown
    UUID create(
            @Nullable EmailAddress email,
            @Nullable String name,
            String called,
            @Nullable Locale locale,
            Instant seenAt) {
        var id = Ids.next();
        var account = Ids.next();
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("insert into account (id, name, one_person, created_at) values (:id, :name, true, :now)")
                .param("id", account)
                .param("name", blankToNull(name) == null ? called : blankToNull(name))
                .param("now", now)
                .update();
        jdbc.sql("""
                        insert into customer (id, account_id, name, locale, created_at, first_seen_at, last_seen_at)
                        values (:id, :account, :name, :locale, :now, :seen, :seen)
                        """)
                .param("id", id)
                .param("account", account)
                .param("name", blankToNull(name))
                .param("locale", locale == null ? null : locale.toLanguageTag())
                .param("now", now)
                .param("seen", seenAt.atOffset(ZoneOffset.UTC))
                .update();
        if (email != null) {
            jdbc.sql(
                            "insert into customer_identifier (type, value, customer_id, added_at) values ('email', :value, :id, :now)")
                    .param("value", email.value())
                    .param("id", id)
                    .param("now", now)
                    .update();
        }
        return id;
    }

    private Optional<Customer> identified(String type, String value) {
        return jdbc.sql(SELECT + """
                         where c.id = (select customer_id from customer_identifier
                                        where type = :type and value = :value)
                        """)
                .param("type", type)
                .param("value", value)
                .query(Customers::read)
                .optional();
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static Customer read(ResultSet row, int n) throws SQLException {
        var locale = row.getString("locale");
        return new Customer(
                row.getObject("id", UUID.class),
                row.getString("external_id"),
                row.getString("name"),
                row.getString("email"),
                row.getObject("account_id", UUID.class),
                row.getString("account_name"),
                locale == null ? null : Locale.forLanguageTag(locale),
                row.getObject("first_seen_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_seen_at", OffsetDateTime.class).toInstant());
    }
}
