package io.keepwell.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Work that only one node may do at a time. A lease is an advisory lock on a connection of this process alone, so it
/// ends with the process, however that ends, and another node (or the next start) has it within milliseconds.
@Component
public class Leases implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Leases.class);

    private final DatabaseAccess database;
    private final Set<String> held = new HashSet<>();
    private @Nullable Connection connection;

    Leases(DatabaseAccess database) {
        this.database = database;
    }

    /// Takes the lease, or says that this process already has it; false where another has it or the database is away.
    public synchronized boolean hold(String name) {
        try {
            var open = connection();
            if (held.contains(name)) {
                return true;
            }
            try (var statement = open.prepareStatement("select pg_try_advisory_lock(hashtextextended(?, 7))")) {
                statement.setString(1, name);
                try (var result = statement.executeQuery()) {
                    if (result.next() && result.getBoolean(1)) {
                        held.add(name);
                        return true;
                    }
                }
            }
        } catch (SQLException e) {
            log.warn("The lease connection is lost: {}", e.getMessage());
            drop();
        }
        return false;
    }

    /// Gives the lease back.
    public synchronized void release(String name) {
        if (!held.remove(name) || connection == null) {
            return;
        }
        try (var statement = connection.prepareStatement("select pg_advisory_unlock(hashtextextended(?, 7))")) {
            statement.setString(1, name);
            statement.execute();
        } catch (SQLException e) {
            drop();
        }
    }

    @Override
    public synchronized void close() {
        drop();
    }

    private Connection connection() throws SQLException {
        var open = connection;
        if (open == null || !open.isValid(5)) {
            drop();
            open = database.open();
            connection = open;
        }
        return open;
    }

    private void drop() {
        held.clear();
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                log.debug("The lease connection was gone already");
            }
            connection = null;
        }
    }
}
