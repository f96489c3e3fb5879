package io.keepwell.customers;

import io.keepwell.shared.EmailAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// People for whom somebody vouches: the company's own application by its user id, or the owner of a mailbox by what
/// only they could read. Whoever only claims to be somebody is a guest: a profile that nothing identifies.
@Service
public class ProvenPeople {

    private final Customers customers;
    private final Identifiers identifiers;
    private final CustomerMerges merges;
    private final JdbcClient jdbc;
    private final Clock clock;

    ProvenPeople(Customers customers, Identifiers identifiers, CustomerMerges merges, JdbcClient jdbc, Clock clock) {
        this.customers = customers;
        this.identifiers = identifiers;
        this.merges = merges;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Somebody the company's application knows, made where we do not know them yet.
    ///
    /// @param userId its id for them
    /// @param email  their address, where the application vouches for that as well: it finds a profile that had
    ///               no user id so far, and is added where it is nobody's; others are left alone
    /// @param name   fills in what is unknown
    /// @param seenAt when they were there
    @Transactional
    public Customer byUserId(
            String userId,
            @Nullable EmailAddress email,
            @Nullable String name,
            @Nullable Locale locale,
            Instant seenAt) {
        var known = customers.find("external:" + userId).map(Customer::id);
        if (known.isPresent() && email == null) {
            customers.seen(known.get(), name, locale, seenAt);
            return customers.get(known.get());
        }
        hold(Identifiers.EXTERNAL, userId);
        var id = identifiers
                .owner(Identifiers.EXTERNAL, userId)
                .or(() -> withoutUserId(email))
                .orElseGet(() -> customers.create(null, name, userId, locale, seenAt));
        identifiers.add(id, Identifiers.EXTERNAL, userId);
        if (email != null) {
            hold(Identifiers.EMAIL, email.value());
            if (identifiers.owner(Identifiers.EMAIL, email.value()).isEmpty()) {
                identifiers.add(id, Identifiers.EMAIL, email.value());
            }
        }
        customers.seen(id, name, locale, seenAt);
        return customers.get(id);
    }

    private Optional<UUID> withoutUserId(@Nullable EmailAddress email) {
        return Optional.ofNullable(email)
                .flatMap(customers::find)
                .filter(customer -> customer.externalId() == null)
                .map(Customer::id);
    }

    /// Somebody of whom nothing is proven. Whatever they say of themselves finds nobody.
    ///
    /// @param called how they are called, by themselves or by us
    @Transactional
    public Customer guest(String called, @Nullable Locale locale) {
        return customers.get(customers.create(null, called, called, locale, clock.instant()));
    }

    /// A guest has shown that an address is theirs: they are the person it identifies, and become one with the profile
    /// that had it.
    ///
    /// @param unnamed how we called them where they gave no name; that is no name for the person they are
    /// @return who they are now
    @Transactional
    public Customer addressProven(UUID guest, EmailAddress email, String unnamed) {
        hold(Identifiers.EMAIL, email.value());
        jdbc.sql("update customer set name = null where id = :id and name = :unnamed")
                .param("id", guest)
                .param("unnamed", unnamed)
                .update();
        var now = customers.get(guest);
        var owner = identifiers.owner(Identifiers.EMAIL, email.value());
        if (owner.isEmpty()) {
            identifiers.add(now.id(), Identifiers.EMAIL, email.value());
            return customers.get(now.id());
        }
        if (owner.get().equals(now.id())) {
            return now;
        }
        return customers.get(merges.merge(now.id(), owner.get()).survivor());
    }

    private void hold(String type, String value) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:value, 3))")
                .param("value", type + ":" + value)
                .query((row, n) -> 0)
                .list();
    }
}
