package io.keepwell.conversations;

import io.keepwell.conversations.search.Search;
import io.keepwell.shared.Cursor;
import io.keepwell.shared.Slice;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The list of conversations, as programs read it: the newest first.
@Repository
class ConversationList {

    private final JdbcClient jdbc;
    private final Search search;

    ConversationList(JdbcClient jdbc, Search search) {
        this.search = search;
        this.jdbc = jdbc;
    }

    /// What to show; null where it does not matter.
    ///
    /// @param unassigned only those that nobody looks after
    /// @param query      words, or a number
    /// @param spam       spam alone; else all but spam
    record Filter(
            @Nullable UUID customer,
            @Nullable ConversationState state,
            @Nullable ConversationKind kind,
            @Nullable UUID assignee,
            boolean unassigned,
            @Nullable String query,
            boolean spam) {}

    Slice<Conversation> find(Filter filter, @Nullable String cursor, int limit) {
        var conditions = new ArrayList<>(
                List.of("c.merged_into is null", "c.spam_at is " + (filter.spam() ? "not null" : "null")));
        if (filter.customer() != null) {
            conditions.add("c.customer_id = :customer");
        }
        if (filter.state() != null) {
            conditions.add("c.state = :state");
        }
        if (filter.kind() != null) {
            conditions.add("c.kind = :kind");
        }
        if (filter.assignee() != null) {
            conditions.add("c.assignee_id = :assignee");
        }
        if (filter.unassigned()) {
            conditions.add("c.assignee_id is null");
        }
        var query = filter.query() == null ? "" : filter.query().strip();
        if (!query.isEmpty()) {
            conditions.add("c.id in (:found)");
        }
        var after = cursor == null ? null : Place.of(cursor);
        if (after != null) {
            conditions.add("(c.created_at, c.id) < (:afterAt, :afterId)");
        }
        var found = jdbc.sql("select " + ConversationRow.COLUMNS + " from conversation c where "
                        + String.join(" and ", conditions)
                        + " order by c.created_at desc, c.id desc limit :limit")
                .param("customer", filter.customer())
                .param("state", filter.state() == null ? null : filter.state().word())
                .param("kind", filter.kind() == null ? null : filter.kind().word())
                .param("assignee", filter.assignee())
                .param("found", found(query))
                .param("afterAt", after == null ? null : after.at().atOffset(ZoneOffset.UTC))
                .param("afterId", after == null ? null : after.id())
                .param("limit", limit + 1)
                .query(ConversationRow::read)
                .list();
        if (found.size() <= limit) {
            return new Slice<>(found, null);
        }
        var last = found.get(limit - 1);
        return new Slice<>(List.copyOf(found.subList(0, limit)), Cursor.of(last.createdAt(), last.id()));
    }

    private List<UUID> found(String query) {
        var found = query.isEmpty() ? List.<UUID>of() : search.conversations(query);
        // SQL knows no empty list
        return found.isEmpty() ? List.of(new UUID(0, 0)) : found;
    }

    /// Where the list goes on.
    private record Place(Instant at, UUID id) {

        static Place of(String cursor) {
            var values = Cursor.read(cursor, 2);
            try {
                return new Place(Instant.parse(values.get(0)), UUID.fromString(values.get(1)));
            } catch (DateTimeParseException | IllegalArgumentException e) {
                throw Cursor.foreign();
            }
        }
    }
}
