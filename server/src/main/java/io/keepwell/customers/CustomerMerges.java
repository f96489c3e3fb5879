package io.keepwell.customers;

import static io.keepwell.shared.Texts.t;
import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Records;
import io.keepwell.team.Audit;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Makes one customer out of two profiles of the same person, and two again. The survivor has the user id, else is the
/// older; the id of the other resolves to it for ever.
@Service
class CustomerMerges {

    private static final String IDENTIFIER = "identifier";
    private static final String ALIAS = "alias";

    /// What a merge would do.
    ///
    /// @param survivor who stays
    /// @param merged   who becomes part of them
    /// @param moves    how many rows of each kind go over
    record Preview(Customer survivor, Customer merged, Map<String, Long> moves) {}

    /// A merge that was made.
    ///
    /// @param mergedName what the merged profile was called
    record Merge(UUID id, UUID survivor, UUID merged, String mergedName, Instant at, boolean undone) {}

    private record Before(@Nullable String name, @Nullable String locale, Instant firstSeenAt, Instant lastSeenAt) {}

    private final Customers customers;
    private final Identifiers identifiers;
    private final ObjectProvider<CustomerBelongings> belongings;
    private final Members members;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    CustomerMerges(
            Customers customers,
            Identifiers identifiers,
            ObjectProvider<CustomerBelongings> belongings,
            Members members,
            Audit audit,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.customers = customers;
        this.identifiers = identifiers;
        this.belongings = belongings;
        this.members = members;
        this.audit = audit;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Who would stay, and what would go over to them.
    Preview preview(UUID one, UUID other) {
        var first = customers.get(one);
        var second = customers.get(other);
        if (first.id().equals(second.id())) {
            throw InvalidRequest.field("with", t("customers.merge.same"));
        }
        if (first.externalId() != null && second.externalId() != null) {
            throw InvalidRequest.field("with", t("customers.merge.two-ids"));
        }
        if (erased(first.id()) || erased(second.id())) {
            throw InvalidRequest.field("with", t("customers.merge.erased"));
        }
        boolean firstStays = first.externalId() != null
                || (second.externalId() == null && !first.firstSeenAt().isAfter(second.firstSeenAt()));
        var survivor = firstStays ? first : second;
        var merged = firstStays ? second : first;
        var moves = new LinkedHashMap<String, Long>();
        belongings.orderedStream().forEach(kind -> moves.put(kind.kind(), kind.count(merged.id())));
        moves.put(
                IDENTIFIER,
                (long) identifiers.addresses(merged.id()).size()
                        + identifiers.values(merged.id(), Identifiers.EXTERNAL).size());
        return new Preview(survivor, merged, moves);
    }

    /// Makes one out of two.
    ///
    /// @return id of the merge, to undo it by
    @Transactional
    Merge merge(UUID one, UUID other) {
        // the lower id first, as PostgreSQL orders them: two merges of the same people never wait for each other
        jdbc.sql("select id from customer where id in (:one, :other) order by id for update")
                .param("one", one)
                .param("other", other)
                .query((row, n) -> 0)
                .list();
        var plan = preview(one, other);
        var survivor = plan.survivor().id();
        var merged = plan.merged().id();
        var id = Ids.next();
        var now = clock.instant().atOffset(UTC);
        var before = before(survivor);
        jdbc.sql("""
                        insert into customer_merge (id, survivor_id, merged_id, name, locale, first_seen_at, last_seen_at,
                                                    member_id, merged_at)
                        values (:id, :survivor, :merged, :name, :locale, :first, :last, :member, :now)
                        """)
                .param("id", id)
                .param("survivor", survivor)
                .param("merged", merged)
                .param("name", before.name())
                .param("locale", before.locale())
                .param("first", before.firstSeenAt().atOffset(UTC))
                .param("last", before.lastSeenAt().atOffset(UTC))
                .param("member", members.current().map(Member::id).orElse(null))
                .param("now", now)
                .update();
        var moved = new HashMap<String, List<String>>();
        moved.put(IDENTIFIER, identifiers.move(merged, survivor));
        belongings.orderedStream().forEach(kind -> moved.put(kind.kind(), kind.move(merged, survivor)));
        moved.put(ALIAS, moveAliases(merged, survivor));
        moved.forEach((kind, keys) -> keys.forEach(key -> note(id, kind, key)));
        jdbc.sql("update customer set merged_into = :survivor where id = :merged")
                .param("survivor", survivor)
                .param("merged", merged)
                .update();
        jdbc.sql("""
                        update customer s
                           set name          = coalesce(s.name, m.name),
                               locale        = coalesce(s.locale, m.locale),
                               first_seen_at = least(s.first_seen_at, m.first_seen_at),
                               last_seen_at  = greatest(s.last_seen_at, m.last_seen_at)
                          from customer m
                         where s.id = :survivor
                           and m.id = :merged
                        """).param("survivor", survivor).param("merged", merged).update();
        audit.record(
                "customer.merged",
                survivor,
                CustomerEditing.shortly(survivor),
                Map.of("merged", CustomerEditing.shortly(merged)));
        events.publishEvent(new CustomersMerged(survivor, merged, false, clock.instant()));
        return get(id);
    }

    /// Makes two again: what the merge moved goes back where it still is, what came since stays with the survivor.
    @Transactional
    Merge undo(UUID id) {
        var merge = get(id);
        jdbc.sql("select id from customer where id in (:one, :other) order by id for update")
                .param("one", merge.survivor())
                .param("other", merge.merged())
                .query((row, n) -> 0)
                .list();
        if (get(id).undone()
                || !mergedInto(merge.merged()).equals(Optional.of(merge.survivor()))
                || erased(merge.survivor())) {
            throw new MergeOver();
        }
        jdbc.sql("update customer set merged_into = null where id = :merged")
                .param("merged", merge.merged())
                .update();
        var moved = moved(id);
        identifiers.moveBack(merge.survivor(), merge.merged(), moved.getOrDefault(IDENTIFIER, List.of()));
        belongings
                .orderedStream()
                .forEach(kind ->
                        kind.moveBack(merge.survivor(), merge.merged(), moved.getOrDefault(kind.kind(), List.of())));
        moved.getOrDefault(ALIAS, List.of())
                .forEach(alias -> jdbc.sql("update customer set merged_into = :merged where id = :alias")
                        .param("merged", merge.merged())
                        .param("alias", UUID.fromString(alias))
                        .update());
        jdbc.sql("""
                        update customer c
                           set name          = case when g.name is null and c.name = m.name then null else c.name end,
                               locale        = case when g.locale is null and c.locale = m.locale then null else c.locale end,
                               first_seen_at = case when c.first_seen_at = m.first_seen_at then g.first_seen_at
                                                    else c.first_seen_at end,
                               last_seen_at  = case when c.last_seen_at = m.last_seen_at then g.last_seen_at
                                                    else c.last_seen_at end
                          from customer_merge g
                          join customer m on m.id = g.merged_id
                         where g.id = :id
                           and c.id = g.survivor_id
                        """).param("id", id).update();
        jdbc.sql("update customer_merge set undone_at = :now where id = :id")
                .param("now", clock.instant().atOffset(UTC))
                .param("id", id)
                .update();
        audit.record(
                "customer.separated",
                merge.survivor(),
                CustomerEditing.shortly(merge.survivor()),
                Map.of("merged", CustomerEditing.shortly(merge.merged())));
        events.publishEvent(new CustomersMerged(merge.survivor(), merge.merged(), true, clock.instant()));
        return get(id);
    }

    /// CustomerMerges into a customer that can still be undone, the newest first.
    List<Merge> of(UUID survivor) {
        return jdbc.sql(SELECT + """
                         where g.survivor_id = :survivor
                           and g.undone_at is null
                           and m.merged_into = g.survivor_id
                         order by g.merged_at desc
                        """)
                .param("survivor", survivor)
                .query(CustomerMerges::read)
                .list();
    }

    private static final String SELECT = """
            select g.id, g.survivor_id, g.merged_id, coalesce(m.name, '') as name, g.merged_at, g.undone_at
              from customer_merge g
              join customer m on m.id = g.merged_id
            """;

    /// @throws MergeOver where there is none
    Merge get(UUID id) {
        return jdbc.sql(SELECT + " where g.id = :id")
                .param("id", id)
                .query(CustomerMerges::read)
                .optional()
                .orElseThrow(MergeOver::new);
    }

    private static Merge read(java.sql.ResultSet row, int n) throws java.sql.SQLException {
        var merged = row.getObject("merged_id", UUID.class);
        var name = row.getString("name");
        return new Merge(
                row.getObject("id", UUID.class),
                row.getObject("survivor_id", UUID.class),
                merged,
                name.isBlank() ? CustomerEditing.shortly(merged) : name,
                row.getObject("merged_at", OffsetDateTime.class).toInstant(),
                row.getObject("undone_at") != null);
    }

    private Before before(UUID id) {
        return jdbc.sql("select name, locale, first_seen_at, last_seen_at from customer where id = :id")
                .param("id", id)
                .query(Records.of(Before.class))
                .single();
    }

    private boolean erased(UUID id) {
        return jdbc.sql("select erased_at is not null from customer where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    private Optional<UUID> mergedInto(UUID id) {
        return jdbc.sql("select merged_into from customer where id = :id and merged_into is not null")
                .param("id", id)
                .query((row, n) -> row.getObject(1, UUID.class))
                .optional();
    }

    /// Those who were merged into the merged one before now resolve to the survivor as well.
    private List<String> moveAliases(UUID from, UUID to) {
        return jdbc.sql("update customer set merged_into = :to where merged_into = :from returning id::text")
                .param("from", from)
                .param("to", to)
                .query((row, n) -> row.getString(1))
                .list();
    }

    private void note(UUID merge, String kind, String key) {
        jdbc.sql("insert into customer_merge_moved (merge_id, kind, row_key) values (:merge, :kind, :key)")
                .param("merge", merge)
                .param("kind", kind)
                .param("key", key)
                .update();
    }

    private Map<String, List<String>> moved(UUID merge) {
        var moved = new HashMap<String, List<String>>();
        jdbc.sql("select kind, row_key from customer_merge_moved where merge_id = :merge")
                .param("merge", merge)
                .query((row, n) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .forEach(entry -> moved.computeIfAbsent(entry.getKey(), kind -> new ArrayList<>())
                        .add(entry.getValue()));
        return moved;
    }
}
