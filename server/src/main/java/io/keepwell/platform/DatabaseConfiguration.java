package io.keepwell.platform;

import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Which database it is: the one named by `KEEPWELL_DB_URL`, else the embedded one.
@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesScan("io.keepwell")
class DatabaseConfiguration {

    @Bean(destroyMethod = "close")
    DatabaseAccess databaseAccess(KeepwellSettings settings) {
        var db = settings.db();
        if (db.url() != null && !db.url().isBlank()) {
            LoggerFactory.getLogger(DatabaseConfiguration.class).info("Using the external database");
            return new DatabaseAccess(
                    db.url(), db.user() == null ? "" : db.user(), db.password() == null ? "" : db.password(), null);
        }
        var embedded = EmbeddedDatabase.start(settings.data());
        return new DatabaseAccess(embedded.url(), embedded.user(), embedded.password(), embedded);
    }
}
