package io.keepwell.problems;

import io.keepwell.customers.Consents;
import io.keepwell.mail.Suppressions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who cannot or must not be told, and why: a row of the ledger says so, and nobody is just left out (3.7.6).
@Component
class Reachable {

    private static final int AT_ONCE = 1000;

    private final JdbcClient jdbc;
    private final Suppressions suppressions;
    private final Consents consents;

    Reachable(JdbcClient jdbc, Suppressions suppressions, Consents consents) {
        this.jdbc = jdbc;
        this.suppressions = suppressions;
        this.consents = consents;
    }

    private record Person(UUID id, boolean erased, @Nullable String email, boolean writes) {}

    /// Those of some people who are not told.
    ///
    /// @return the reason by id: `erased`, `opted-out`, `no-address`, `address-stopped`
    Map<UUID, String> refusals(Collection<UUID> people) {
        var all = List.copyOf(people);
        var refusals = new HashMap<UUID, String>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            refusals.putAll(some(all.subList(from, Math.min(all.size(), from + AT_ONCE))));
        }
        return refusals;
    }

    private Map<UUID, String> some(List<UUID> ids) {
        var people = jdbc.sql("""
                        select c.id, c.erased_at is not null as erased,
                               (select min(i.value) from customer_identifier i
                                 where i.customer_id = c.id and i.type = 'email') as email,
                               exists (select 1 from conversation v where v.customer_id = c.id) as writes
                          from customer c
                         where c.id in (:ids)
                        """)
                .param("ids", ids)
                .query((row, n) -> new Person(
                        row.getObject("id", UUID.class),
                        row.getBoolean("erased"),
                        row.getString("email"),
                        row.getBoolean("writes")))
                .list();
        var stopped = suppressions
                .among(people.stream()
                        .map(Person::email)
                        .filter(Objects::nonNull)
                        .toList())
                .stream()
                .map(Suppressions.Suppression::address)
                .collect(Collectors.toSet());
        var optedOut = consents.optedOut(Consents.Topic.SERVICE_NOTICES, ids);
        var refusals = new HashMap<UUID, String>();
        for (var person : people) {
            var email = person.email();
            if (person.erased()) {
                refusals.put(person.id(), "erased");
            } else if (optedOut.contains(person.id())) {
                refusals.put(person.id(), "opted-out");
            } else if (email == null && !person.writes()) {
                refusals.put(person.id(), "no-address");
            } else if (email != null && stopped.contains(email)) {
                refusals.put(person.id(), "address-stopped");
            }
        }
        return refusals;
    }
}
