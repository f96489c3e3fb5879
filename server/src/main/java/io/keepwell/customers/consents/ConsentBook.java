package io.keepwell.customers.consents;

import static java.time.ZoneOffset.UTC;

import io.keepwell.customers.Consents;
import io.keepwell.customers.CustomerForgotten;
import io.keepwell.customers.Customers;
import io.keepwell.shared.Ids;
import io.keepwell.team.Audit;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Keeps every word about what a customer wants to hear; the newest one of a profile holds. Words stay with the
/// profile they came to, so a merge moves nothing and its undo is exact: as long as two profiles are one person, the
/// stricter word of the two holds.
@Service
class ConsentBook implements Consents {

    /// The newest word of each profile on each topic.
    private static final String LATEST = """
            select distinct on (coalesce(c.merged_into, c.id), k.topic, k.customer_id)
                   coalesce(c.merged_into, c.id) as person, k.customer_id, k.topic, k.allowed, k.at, k.by_customer,
                   m.name as member
              from customer_consent k
              join customer c on c.id = k.customer_id
              left join team_member m on m.id = k.member_id
            """;

    private static final String NEWEST_FIRST =
            " order by coalesce(c.merged_into, c.id), k.topic, k.customer_id, k.at desc, k.id desc";

    private record Word(UUID profile, Choice choice) {}

    private final Customers customers;
    private final Members members;
    private final Audit audit;
    private final JdbcClient jdbc;
    private final Clock clock;

    ConsentBook(Customers customers, Members members, Audit audit, JdbcClient jdbc, Clock clock) {
        this.customers = customers;
        this.members = members;
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<Choice> of(UUID customer) {
        var words = words(customers.get(customer).id());
        return Arrays.stream(Topic.values())
                .map(topic -> strictest(topic, words))
                .toList();
    }

    /// The refusal where there is one, the longest-standing first; else the newest word.
    private static Choice strictest(Topic topic, List<Word> words) {
        var said = words.stream()
                .map(Word::choice)
                .filter(choice -> choice.topic() == topic)
                .sorted(Comparator.comparing(Choice::since))
                .toList();
        return said.stream()
                .filter(choice -> !choice.allowed())
                .findFirst()
                .orElseGet(() -> said.isEmpty() ? new Choice(topic, true, null, null, null) : said.getLast());
    }

    @Override
    public boolean allows(UUID customer, Topic topic) {
        return of(customer).stream().allMatch(choice -> choice.topic() != topic || choice.allowed());
    }

    @Override
    public Set<UUID> optedOut(Topic topic, Collection<UUID> asked) {
        if (asked.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql("""
                        with word as (
                            %s
                             where k.topic = :topic
                               and coalesce(c.merged_into, c.id) in (select coalesce(merged_into, id)
                                                                       from customer where id = any(:asked))
                            %s
                        )
                        select id from customer
                         where id = any(:asked)
                           and coalesce(merged_into, id) in (select person from word where not allowed)
                        """.formatted(LATEST, NEWEST_FIRST))
                .param("topic", topic.word())
                .param("asked", asked.toArray(UUID[]::new))
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    @Override
    @Transactional
    public Optional<UUID> choose(UUID customer, Topic topic, boolean allowed, By by) {
        var id = customers.get(customer).id();
        lock(id);
        if (allows(id, topic) == allowed) {
            return Optional.empty();
        }
        var change = Ids.next();
        Stream.concat(
                        Stream.of(id),
                        words(id).stream()
                                .filter(word -> word.choice().topic() == topic
                                        && word.choice().allowed() != allowed)
                                .map(Word::profile))
                .distinct()
                .forEach(profile -> write(change, profile, topic, allowed, by));
        record(id, topic, allowed);
        return Optional.of(change);
    }

    /// Takes a change back as if it had not been made.
    @Transactional
    Choice undo(UUID customer, UUID change) {
        var id = customers.get(customer).id();
        lock(id);
        var topic = jdbc.sql("""
                        select k.topic
                          from customer_consent k
                          join customer c on c.id = k.customer_id
                         where k.id = :change
                           and coalesce(c.merged_into, c.id) = :customer
                           and not exists (select 1 from customer_consent later
                                            where later.customer_id = k.customer_id
                                              and later.topic = k.topic
                                              and (later.at, later.id) > (k.at, k.id))
                         limit 1
                        """)
                .param("change", change)
                .param("customer", id)
                .query((row, n) -> row.getString(1))
                .optional()
                .flatMap(Topic::of)
                .orElseThrow(ConsentChanged::new);
        jdbc.sql("delete from customer_consent where id = :change")
                .param("change", change)
                .update();
        var now = of(id).stream()
                .filter(choice -> choice.topic() == topic)
                .findFirst()
                .orElseThrow();
        record(id, topic, now.allowed());
        return now;
    }

    private void lock(UUID customer) {
        boolean forgotten = jdbc.sql("select erased_at is not null from customer where id = :id for update")
                .param("id", customer)
                .query(Boolean.class)
                .single();
        if (forgotten) {
            throw new CustomerForgotten();
        }
    }

    private void write(UUID change, UUID profile, Topic topic, boolean allowed, By by) {
        jdbc.sql("""
                        insert into customer_consent (id, customer_id, topic, allowed, at, by_customer, member_id)
                        values (:id, :customer, :topic, :allowed, :at, :byCustomer, :member)
                        """)
                .param("id", change)
                .param("customer", profile)
                .param("topic", topic.word())
                .param("allowed", allowed)
                .param("at", clock.instant().atOffset(UTC))
                .param("byCustomer", by == By.CUSTOMER)
                .param(
                        "member",
                        by == By.CUSTOMER
                                ? null
                                : members.current().map(Member::id).orElse(null))
                .update();
    }

    private void record(UUID customer, Topic topic, boolean allowed) {
        audit.record(
                allowed ? "customer.opted-in" : "customer.opted-out",
                customer,
                "#" + customer.toString().substring(0, 8),
                Map.of("topic", topic.word()));
    }

    private List<Word> words(UUID person) {
        return jdbc.sql(LATEST + " where (c.id = :person or c.merged_into = :person)" + NEWEST_FIRST)
                .param("person", person)
                .query((row, n) -> new Word(
                        row.getObject("customer_id", UUID.class),
                        new Choice(
                                Topic.of(row.getString("topic")).orElseThrow(),
                                row.getBoolean("allowed"),
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                row.getBoolean("by_customer") ? By.CUSTOMER : By.TEAM,
                                row.getString("member"))))
                .list();
    }
}
