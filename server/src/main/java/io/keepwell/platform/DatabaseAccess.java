package io.keepwell.platform;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/// How to reach the database; keeps the embedded server alive while it is needed.
final class DatabaseAccess implements JdbcConnectionDetails, AutoCloseable {

    private final String url;
    private final String user;
    private final String password;
    private final @Nullable EmbeddedDatabase embedded;

    DatabaseAccess(String url, String user, String password, @Nullable EmbeddedDatabase embedded) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.embedded = embedded;
    }

    @Override
    public String getUsername() {
        return user;
    }

    @Override
    public String getPassword() {
        return password;
    }

    @Override
    public String getJdbcUrl() {
        return url;
    }

    /// Whether the embedded server is in use.
    boolean isEmbedded() {
        return embedded != null;
    }

    /// A connection outside the pool, for what holds one for long: locks of this process, listening.
    Connection open() throws SQLException {
        var properties = new java.util.Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(url, properties);
    }

    @Override
    public void close() throws IOException {
        if (embedded != null) {
            embedded.close();
        }
    }
}
