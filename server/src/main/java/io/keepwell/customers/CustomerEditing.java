package io.keepwell.customers;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Audit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Changes what is known of a customer by hand. The audit log says which fields changed and never what they held: it
/// cannot forget.
@Service
class CustomerEditing {

    private static final int LONGEST = 200;

    /// What is known of a customer after the change.
    ///
    /// @param name       full name, empty or null for none
    /// @param language   language tag, empty or null for unknown
    /// @param externalId the company's own id, empty or null for none
    /// @param addresses  addresses that identify them
    record Facts(
            @Nullable String name,
            @Nullable String language,
            @Nullable String externalId,
            List<String> addresses) {}

    private final Customers customers;
    private final Identifiers identifiers;
    private final Audit audit;
    private final JdbcClient jdbc;

    CustomerEditing(Customers customers, Identifiers identifiers, Audit audit, JdbcClient jdbc) {
        this.customers = customers;
        this.identifiers = identifiers;
        this.audit = audit;
        this.jdbc = jdbc;
    }

    /// What is known now.
    Facts facts(Customer customer) {
        var locale = customer.locale();
        return new Facts(
                customer.name(),
                locale == null ? null : locale.toLanguageTag(),
                customer.externalId(),
                identifiers.addresses(customer.id()));
    }

    /// Changes all of it or nothing.
    @Transactional
    void change(UUID id, Facts wanted) {
        var customer = customers.get(id);
        lock(customer.id());
        var before = facts(customer);
        var after = new Facts(
                text("name", wanted.name()),
                language(wanted.language()),
                text("externalId", wanted.externalId()),
                addresses(wanted.addresses()));
        var changed = new ArrayList<String>();
        if (!Objects.equals(before.name(), after.name()) || !Objects.equals(before.language(), after.language())) {
            jdbc.sql("update customer set name = :name, locale = :locale where id = :id")
                    .param("name", after.name())
                    .param("locale", after.language())
                    .param("id", customer.id())
                    .update();
            renameAccount(customer, after);
        }
        if (!Objects.equals(before.name(), after.name())) {
            changed.add("name");
        }
        if (!Objects.equals(before.language(), after.language())) {
            changed.add("language");
        }
        if (!Objects.equals(before.externalId(), after.externalId())) {
            changed.add("externalId");
            replace(customer.id(), Identifiers.EXTERNAL, list(before.externalId()), list(after.externalId()));
        }
        if (!Set.copyOf(before.addresses()).equals(Set.copyOf(after.addresses()))) {
            changed.add("addresses");
            replace(customer.id(), Identifiers.EMAIL, before.addresses(), after.addresses());
        }
        if (!changed.isEmpty()) {
            audit.record(
                    "customer.changed",
                    customer.id(),
                    shortly(customer.id()),
                    Map.of("fields", String.join(", ", changed)));
        }
    }

    /// How the audit log calls a customer.
    static String shortly(UUID id) {
        return "#" + id.toString().substring(0, 8);
    }

    private void lock(UUID id) {
        jdbc.sql("select id from customer where id = :id for update")
                .param("id", id)
                .query((row, n) -> 0)
                .list();
    }

    // An account of one person bears the name of that person.
    private void renameAccount(Customer customer, Facts after) {
        jdbc.sql("update account set name = coalesce(:name, name) where id = :id and one_person")
                .param("name", after.name())
                .param("id", customer.accountId())
                .update();
    }

    private void replace(UUID customer, String type, List<String> before, List<String> after) {
        before.stream()
                .filter(value -> !after.contains(value))
                .forEach(value -> identifiers.remove(customer, type, value));
        after.stream()
                .filter(value -> !before.contains(value))
                .forEach(value -> identifiers.add(customer, type, value));
    }

    private static List<String> list(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
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

    private static @Nullable String language(@Nullable String tag) {
        if (tag == null || tag.isBlank()) {
            return null;
        }
        var locale = Locale.forLanguageTag(tag.strip());
        try {
            if (locale.getISO3Language().isEmpty()) {
                throw InvalidRequest.field("locale", t("customers.no-language"));
            }
        } catch (MissingResourceException e) {
            throw InvalidRequest.field("locale", t("customers.no-language"));
        }
        return locale.toLanguageTag();
    }

    private static List<String> addresses(List<String> given) {
        var addresses = new LinkedHashSet<String>();
        for (var text : given) {
            if (!text.isBlank()) {
                addresses.add(EmailAddress.parse(text.strip())
                        .orElseThrow(() -> InvalidRequest.field("addresses", t("customers.no-address", "text", text)))
                        .value());
            }
        }
        return List.copyOf(addresses);
    }
}
