package io.keepwell.surveys;

import io.keepwell.customers.Consents;
import io.keepwell.mail.Mailboxes;
import io.keepwell.mail.Suppressions;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who cannot or does not want to be asked, and why (C2, 3.2.9).
@Component
class Unaskable {

    private final JdbcClient jdbc;
    private final Suppressions suppressions;
    private final Consents consents;
    private final Mailboxes mailboxes;

    Unaskable(JdbcClient jdbc, Suppressions suppressions, Consents consents, Mailboxes mailboxes) {
        this.jdbc = jdbc;
        this.suppressions = suppressions;
        this.consents = consents;
        this.mailboxes = mailboxes;
    }

    /// Somebody who is to be asked.
    ///
    /// @param id       id of the profile that holds now
    /// @param email    where their letter goes, or null
    /// @param language what they read, or null
    record Person(
            UUID id,
            @Nullable UUID account,
            @Nullable String email,
            @Nullable String language,
            boolean erased,
            boolean colleague) {}

    /// The people behind some ids, by the id that was asked for; of a profile that was merged, the one that holds.
    Map<UUID, Person> people(Collection<UUID> customers) {
        var people = new HashMap<UUID, Person>();
        jdbc.sql("""
                        select k.id as asked, c.id, c.account_id, c.locale, c.erased_at is not null as erased, e.value as email,
                               exists (select 1 from customer_identifier i
                                         join team_member m on m.email = i.value
                                        where i.customer_id = c.id and i.type = 'email') as colleague
                          from customer k
                          join customer c on c.id = coalesce(k.merged_into, k.id)
                          left join lateral (select i.value from customer_identifier i
                                              where i.customer_id = c.id and i.type = 'email'
                                              order by i.added_at, i.value limit 1) e on true
                         where k.id = any (cast(:ids as uuid[]))
                        """)
                .param("ids", customers.toArray(UUID[]::new))
                .query((row, n) -> {
                    people.put(
                            row.getObject("asked", UUID.class),
                            new Person(
                                    row.getObject("id", UUID.class),
                                    row.getObject("account_id", UUID.class),
                                    row.getString("email"),
                                    row.getString("locale"),
                                    row.getBoolean("erased"),
                                    row.getBoolean("colleague")));
                    return 0;
                })
                .list();
        return people;
    }

    /// Those of some people who are not asked.
    ///
    /// @param byMail whether it would take a letter
    /// @return the reason by id: `erased`, `opted-out`, `colleague`, `no-address` or `address-stopped`
    Map<UUID, String> refusals(Collection<Person> people, boolean byMail) {
        var addresses =
                people.stream().map(Person::email).filter(Objects::nonNull).toList();
        var stopped = suppressions.among(addresses).stream()
                .map(Suppressions.Suppression::address)
                .collect(Collectors.toSet());
        var ours = mailboxes.all().stream()
                .map(it -> it.address().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        var optedOut = consents.optedOut(
                Consents.Topic.SURVEYS, people.stream().map(Person::id).toList());
        var refusals = new HashMap<UUID, String>();
        for (var person : people) {
            var email = person.email();
            if (person.erased()) {
                refusals.put(person.id(), "erased");
            } else if (optedOut.contains(person.id())) {
                refusals.put(person.id(), "opted-out");
            } else if (person.colleague() || email != null && ours.contains(email)) {
                refusals.put(person.id(), "colleague");
            } else if (byMail && email == null) {
                refusals.put(person.id(), "no-address");
            } else if (byMail && stopped.contains(email)) {
                refusals.put(person.id(), "address-stopped");
            }
        }
        return refusals;
    }

    /// Why nothing is asked about some conversations any more: it went on, or turned out to be no matter of a customer
    /// (3.2.6, C1).
    ///
    /// @return the reason by conversation; those of which nothing keeps us are absent
    Map<UUID, String> conversations(Collection<UUID> conversations) {
        var reasons = new HashMap<UUID, String>();
        if (conversations.isEmpty()) {
            return reasons;
        }
        jdbc.sql("""
                        select c.id,
                               case when c.merged_into is not null then 'merged'
                                    when c.spam_at is not null then 'spam'
                                    when c.state not in ('solved', 'closed') then 'reopened'
                                    when c.automatic then 'machine'
                                    when not exists (select 1 from message m
                                                      where m.conversation_id = c.id and m.direction = 'in'
                                                        and m.type in ('message', 'call') and m.verified
                                                        and m.automatic = 'no')
                                    then 'nothing-written' end as reason
                          from conversation c
                         where c.id = any (cast(:ids as uuid[]))
                        """)
                .param("ids", conversations.toArray(UUID[]::new))
                .query((row, n) -> {
                    var reason = row.getString("reason");
                    if (reason != null) {
                        reasons.put(row.getObject("id", UUID.class), reason);
                    }
                    return 0;
                })
                .list();
        return reasons;
    }
}
