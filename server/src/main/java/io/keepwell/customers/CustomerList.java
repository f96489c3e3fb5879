package io.keepwell.customers;

import io.keepwell.shared.Cursor;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Slice;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The list of customers: those last heard of first.
@Repository
class CustomerList {

    private final JdbcClient jdbc;
    private final Customers customers;
    private final Traits traits;

    CustomerList(JdbcClient jdbc, Customers customers, Traits traits) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.traits = traits;
    }

    Slice<Customer> find(@Nullable String query, @Nullable String cursor, int limit) {
        return find(query, null, cursor, limit);
    }

    /// @param rule who is shown, null for everybody
    Slice<Customer> find(@Nullable String query, @Nullable TraitRule rule, @Nullable String cursor, int limit) {
        var conditions = new ArrayList<>(List.of("c.merged_into is null"));
        var words = query == null ? "" : query.strip();
        if (!words.isEmpty()) {
            conditions.add("""
                    (c.name ilike :like
                     or exists (select 1 from customer_identifier i where i.customer_id = c.id and i.value ilike :like)
                     or exists (select 1 from account a where a.id = c.account_id and a.name ilike :like))
                    """);
        }
        if (rule != null) {
            conditions.add("c.id = any (cast(:meant as uuid[]))");
        }
        var after = cursor == null ? null : Cursor.read(cursor, 2);
        if (after != null) {
            conditions.add("(c.last_seen_at, c.id) < (:afterAt, :afterId)");
        }
        var rows = jdbc.sql("select c.id from customer c where " + String.join(" and ", conditions)
                        + " order by c.last_seen_at desc, c.id desc limit :limit")
                .param(
                        "like",
                        "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
                .param(
                        "meant",
                        rule == null
                                ? null
                                : traits.matching(rule).stream()
                                        .map(UUID::toString)
                                        .toArray(String[]::new))
                .param("afterAt", after == null ? null : instant(after.get(0)).atOffset(ZoneOffset.UTC))
                .param("afterId", after == null ? null : id(after.get(1)))
                .param("limit", limit + 1)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        var page = rows.subList(0, Math.min(limit, rows.size()));
        var people = customers.find(page);
        var items = page.stream().map(people::get).filter(Objects::nonNull).toList();
        if (rows.size() <= limit) {
            return new Slice<>(items, null);
        }
        var last = items.getLast();
        return new Slice<>(items, Cursor.of(last.lastSeenAt(), last.id()));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw foreign();
        }
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw foreign();
        }
    }

    private static InvalidRequest foreign() {
        return Cursor.foreign();
    }
}
