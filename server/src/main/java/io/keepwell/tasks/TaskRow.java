package io.keepwell.tasks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads what is owed out of rows.
final class TaskRow {

    private TaskRow() {}

    static Task read(ResultSet row) throws SQLException {
        return new Task(
                row.getObject("id", UUID.class),
                TaskKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getBoolean("promised"),
                row.getString("what"),
                row.getObject("customer", UUID.class),
                row.getObject("subject", UUID.class),
                row.getObject("owner", UUID.class),
                row.getObject("team", UUID.class),
                row.getObject("made_by", UUID.class),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getObject("made_message", UUID.class),
                instant(row, "due_at"),
                TaskState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                instant(row, "broken_at"),
                instant(row, "ended_at"),
                row.getObject("ended_by", UUID.class),
                row.getObject("ended_message", UUID.class),
                row.getString("reason"),
                row.getObject("follows", UUID.class));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
