package io.keepwell.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// What a module above can tell the doctor about itself, by the database alone: Keepwell need not be running.
@FunctionalInterface
public interface Examination {

    /// Looks, changes nothing.
    ///
    /// @param database a connection to a database whose tables are there
    List<Finding> examine(Connection database) throws SQLException;
}
