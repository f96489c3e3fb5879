package io.keepwell.customers;

import static io.keepwell.shared.Texts.t;
import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Audit;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Takes in customers that the company's own programs know, as they are known there.
@Service
class CustomerRegister {

    private static final int LONGEST = 200;

    /// A customer as another program knows them; what is null is not said.
    record Entry(
            @Nullable String externalId,
            @Nullable String name,
            @Nullable String email,
            @Nullable String account,
            @Nullable Map<String, @Nullable Object> traits) {}

    /// What became of an entry.
    ///
    /// @param made whether the customer is new
    record Registered(UUID customer, boolean made) {}

    private final Customers customers;
    private final CustomerEditing editing;
    private final Identifiers identifiers;
    private final Traits traits;
    private final Audit audit;
    private final JdbcClient jdbc;
    private final Clock clock;

    CustomerRegister(
            Customers customers,
            CustomerEditing editing,
            Identifiers identifiers,
            Traits traits,
            Audit audit,
            JdbcClient jdbc,
            Clock clock) {
        this.customers = customers;
        this.editing = editing;
        this.identifiers = identifiers;
        this.traits = traits;
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Takes a customer in: whoever has the id, else whoever has the address, else somebody new. Where these are two
    /// customers it is refused: whether they are one person is for somebody to decide.
    @Transactional
    Registered register(Entry entry) {
        var external = text("externalId", entry.externalId());
        var email = entry.email() == null || entry.email().isBlank()
                ? null
                : EmailAddress.parse(entry.email().strip())
                        .orElseThrow(
                                () -> InvalidRequest.field("email", t("customers.no-address", "text", entry.email())));
        var name = text("name", entry.name());
        if (external == null && email == null) {
            throw InvalidRequest.field("externalId", t("customers.register.nobody"));
        }
        Stream.of(external == null ? null : "external:" + external, email == null ? null : "email:" + email.value())
                .filter(Objects::nonNull)
                .sorted(Comparator.naturalOrder())
                .forEach(this::lock);
        var byId = external == null ? Optional.<Customer>empty() : customers.find("external:" + external);
        var byAddress = email == null ? Optional.<Customer>empty() : customers.find(email);
        var known = byId.or(() -> byAddress);
        var id = known.map(Customer::id)
                .orElseGet(() ->
                        customers.create(email, name, Objects.requireNonNullElse(external, ""), null, clock.instant()));
        if (known.isEmpty() && email == null && external != null) {
            identifiers.add(id, Identifiers.EXTERNAL, external);
        }
        var now = editing.facts(customers.get(id));
        if (external != null && now.externalId() != null && !now.externalId().equals(external)) {
            throw InvalidRequest.field("externalId", t("customers.register.other-id", "value", now.externalId()));
        }
        var addresses = email == null || now.addresses().contains(email.value())
                ? now.addresses()
                : Stream.concat(now.addresses().stream(), Stream.of(email.value()))
                        .toList();
        change(
                id,
                new CustomerEditing.Facts(
                        name == null ? now.name() : name,
                        now.language(),
                        external == null ? now.externalId() : external,
                        addresses),
                entry.account(),
                entry.traits());
        return new Registered(id, known.isEmpty());
    }

    private void lock(String identifier) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:value, 3))")
                .param("value", identifier)
                .query((row, n) -> 0)
                .list();
    }

    /// Changes all of it or nothing.
    ///
    /// @param account name of the account they belong to from now on, null for the one they have
    /// @param changes traits that change, or null for none
    @Transactional
    void change(
            UUID customer,
            CustomerEditing.Facts facts,
            @Nullable String account,
            @Nullable Map<String, @Nullable Object> changes) {
        editing.change(customer, facts);
        var name = text("account", account);
        if (name != null) {
            belong(customers.get(customer), name);
        }
        if (changes != null) {
            traits.set(customer, changes, clock.instant());
        }
    }

    /// An account of several people is known by its name.
    private void belong(Customer customer, String name) {
        lock("account:" + name);
        var account = jdbc.sql(
                        "select id from account where name = :name and not one_person order by created_at limit 1")
                .param("name", name)
                .query((row, n) -> row.getObject(1, UUID.class))
                .optional()
                .orElseGet(() -> open(name));
        if (account.equals(customer.accountId())) {
            return;
        }
        jdbc.sql("update customer set account_id = :account where id = :id")
                .param("account", account)
                .param("id", customer.id())
                .update();
        audit.record(
                "customer.changed", customer.id(), CustomerEditing.shortly(customer.id()), Map.of("fields", "account"));
    }

    private UUID open(String name) {
        var id = Ids.next();
        jdbc.sql("insert into account (id, name, one_person, created_at) values (:id, :name, false, :now)")
                .param("id", id)
                .param("name", name)
                .param("now", clock.instant().atOffset(UTC))
                .update();
        return id;
    }

    private static @Nullable String text(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.strip().length() > LONGEST) {
            throw InvalidRequest.field(field, t("customers.too-long", "most", LONGEST));
        }
        return text.strip();
    }
}
