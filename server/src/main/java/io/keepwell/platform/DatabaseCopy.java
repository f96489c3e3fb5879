package io.keepwell.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/// Takes the rows of the database out and puts them back, by PostgreSQL's own COPY in its text form, which
/// every version reads. Knows no table by name but those that are nobody's data.
final class DatabaseCopy {

    /// Sessions end with a restore; what migrations ran is told by the contents.
    private static final Set<String> LEFT_OUT =
            Set.of("spring_session", "spring_session_attributes", "flyway_schema_history");

    private final Connection connection;

    DatabaseCopy(Connection connection) {
        this.connection = connection;
    }

    /// Everything read from now on is of one instant, until the transaction ends.
    void beginSnapshot() throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        // the first statement takes the snapshot
        strings("select 1::text");
    }

    List<ArchiveContents.Migration> migrations() throws SQLException {
        return strings(
                        "select script from flyway_schema_history where success and type = 'SQL' order by installed_rank")
                .stream()
                .map(ArchiveContents.Migration::new)
                .toList();
    }

    List<ArchiveContents.Sequence> sequences() throws SQLException {
        var sequences = new ArrayList<ArchiveContents.Sequence>();
        for (var name :
                strings("select sequencename from pg_sequences where schemaname = current_schema() order by 1")) {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("select last_value, is_called from " + quoted(name))) {
                row.next();
                sequences.add(new ArchiveContents.Sequence(name, row.getLong(1), row.getBoolean(2)));
            }
        }
        return sequences;
    }

    /// The tables with their columns; the parts of a partitioned table are read through the whole.
    List<ArchiveContents.Table> tables() throws SQLException {
        var tables = new ArrayList<ArchiveContents.Table>();
        for (var name : strings("""
                select relname from pg_class
                 where relnamespace = current_schema()::regnamespace
                   and relkind in ('r', 'p')
                   and not relispartition
                 order by 1
                """)) {
            if (!LEFT_OUT.contains(name)) {
                tables.add(new ArchiveContents.Table(name, columns(name), 0));
            }
        }
        return tables;
    }

    private List<String> columns(String table) throws SQLException {
        var columns = new ArrayList<String>();
        try (var statement = connection.prepareStatement("""
                select attname from pg_attribute
                 where attrelid = ?::regclass and attnum > 0 and not attisdropped and attgenerated = ''
                 order by attnum
                """)) {
            statement.setString(1, quoted(table));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
            }
        }
        return columns;
    }

    /// Writes the rows of a table.
    ///
    /// @return how many
    long out(ArchiveContents.Table table, OutputStream to) throws SQLException, IOException {
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (select " + list(table) + " from " + quoted(table.name()) + ") to stdout", to);
    }

    /// Reads the rows of a table.
    ///
    /// @return how many
    long in(ArchiveContents.Table table, InputStream from) throws SQLException, IOException {
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + quoted(table.name()) + " (" + list(table) + ") from stdin", from);
    }

    void set(ArchiveContents.Sequence sequence) throws SQLException {
        try (var statement = connection.prepareStatement("select setval(?::regclass, ?, ?)")) {
            statement.setString(1, quoted(sequence.name()));
            statement.setLong(2, sequence.value());
            statement.setBoolean(3, sequence.called());
            statement.execute();
        }
    }

    /// Takes away what would slow the rows down or refuse them while half of them are there: foreign keys, indexes that
    /// are no constraint, triggers; and what migrations have put into the tables.
    ///
    /// @return statements that bring it back
    List<String> bare(List<ArchiveContents.Table> tables) throws SQLException {
        var back = new ArrayList<String>();
        back.addAll(strings("""
                select indexdef from pg_indexes
                 where schemaname = current_schema()
                   and not exists (select from pg_constraint
                                    where conindid = format('%I.%I', schemaname, indexname)::regclass)
                   and not exists (select from pg_class c
                                    where c.oid = format('%I.%I', schemaname, indexname)::regclass and c.relispartition)
                 order by 1
                """));
        back.addAll(strings("""
                select format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
                  from pg_constraint
                 where contype = 'f' and connamespace = current_schema()::regnamespace and conparentid = 0
                 order by 1
                """));
        back.addAll(triggers("enable"));
        for (var statement : strings("""
                select format('alter table %s drop constraint %I', conrelid::regclass, conname)
                  from pg_constraint
                 where contype = 'f' and connamespace = current_schema()::regnamespace and conparentid = 0
                """)) {
            run(statement);
        }
        for (var statement : strings("""
                select format('drop index %I', indexname) from pg_indexes
                 where schemaname = current_schema()
                   and not exists (select from pg_constraint
                                    where conindid = format('%I.%I', schemaname, indexname)::regclass)
                   and not exists (select from pg_class c
                                    where c.oid = format('%I.%I', schemaname, indexname)::regclass and c.relispartition)
                """)) {
            run(statement);
        }
        for (var statement : triggers("disable")) {
            run(statement);
        }
        if (!tables.isEmpty()) {
            run("truncate " + tables.stream().map(table -> quoted(table.name())).collect(Collectors.joining(", ")));
        }
        return back;
    }

    private List<String> triggers(String change) throws SQLException {
        return strings("select distinct format('alter table %s " + change + """
                 trigger user', tgrelid::regclass) from pg_trigger t
                  join pg_class c on c.oid = t.tgrelid
                 where not tgisinternal and c.relnamespace = current_schema()::regnamespace
                """);
    }

    void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<String> strings(String query) throws SQLException {
        var strings = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }

    private static String list(ArchiveContents.Table table) {
        return table.columns().stream().map(DatabaseCopy::quoted).collect(Collectors.joining(", "));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
