package io.keepwell.conversations;

import io.keepwell.shared.Words;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads conversations out of rows.
final class ConversationRow {

    /// All columns, of a table named `c`.
    static final String COLUMNS = """
            c.id, c.number, c.subject, c.channel, c.mailbox_id, c.customer_id, c.state, c.cause, c.kind, c.kind_words,
            c.priority, c.needed_by, c.assignee_id, c.team_id, c.automatic, c.locale, c.follows_id, c.created_at,
            c.acknowledged_at, c.promised_at, c.first_response_at, c.solved_at, c.waiting_since, c.last_message_at,
            c.spam_at, c.merged_into, c.snoozed_until
            """;

    private ConversationRow() {}

    static Conversation read(ResultSet row, int n) throws SQLException {
        var kind = row.getString("kind");
        var locale = row.getString("locale");
        return new Conversation(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getString("subject"),
                Words.read(Channel.class, row.getString("channel")),
                row.getObject("mailbox_id", UUID.class),
                row.getObject("customer_id", UUID.class),
                Words.read(ConversationState.class, row.getString("state")),
                Words.read(CauseState.class, row.getString("cause")),
                kind == null ? null : Words.read(ConversationKind.class, kind),
                strings(row.getArray("kind_words")),
                Words.read(Priority.class, row.getString("priority")),
                instant(row, "needed_by"),
                row.getObject("assignee_id", UUID.class),
                row.getObject("team_id", UUID.class),
                row.getBoolean("automatic"),
                locale == null ? null : Locale.forLanguageTag(locale),
                row.getObject("follows_id", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "acknowledged_at"),
                instant(row, "promised_at"),
                instant(row, "first_response_at"),
                instant(row, "solved_at"),
                instant(row, "waiting_since"),
                row.getObject("last_message_at", OffsetDateTime.class).toInstant(),
                instant(row, "spam_at"),
                row.getObject("merged_into", UUID.class),
                instant(row, "snoozed_until"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static List<String> strings(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
