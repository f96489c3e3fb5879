package io.keepwell.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// Gives an application under test an empty database and an empty data folder, and the administrator
/// `admin@keepwell.test`.
public final class FreshInstallation implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /// API token of the first administrator.
    public static final String ADMIN_TOKEN = "test-administrator-token-0123456789-abcdef";

    public static final String ADMIN_EMAIL = "admin@keepwell.test";
    public static final String ADMIN_PASSWORD = "correct horse battery";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var database = TestDatabase.create();
        try {
            var data = Files.createTempDirectory("keepwell-test-data");
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "fresh installation",
                            Map.of(
                                    "keepwell.data",
                                    data.toString(),
                                    "keepwell.db.url",
                                    database.url(),
                                    "keepwell.db.user",
                                    database.user(),
                                    "keepwell.db.password",
                                    database.password(),
                                    "keepwell.secret",
                                    "a secret for tests only",
                                    "keepwell.admin.email",
                                    ADMIN_EMAIL,
                                    "keepwell.admin.password",
                                    ADMIN_PASSWORD,
                                    "keepwell.admin.token",
                                    ADMIN_TOKEN,
                                    "keepwell.port",
                                    "0",
                                    // push services of tests are on this machine
                                    "keepwell.push.private-network",
                                    "true")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
