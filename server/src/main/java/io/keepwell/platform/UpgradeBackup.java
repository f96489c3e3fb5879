package io.keepwell.platform;

import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/// Before a newer Keepwell changes the tables, everything is backed up, so that the old version can be put back.
@Component
class UpgradeBackup implements FlywayMigrationStrategy {

    private static final Logger log = LoggerFactory.getLogger(UpgradeBackup.class);
    private static final int KEPT = 3;

    private final Archives archives;
    private final KeepwellSettings settings;

    UpgradeBackup(Archives archives, KeepwellSettings settings) {
        this.archives = archives;
        this.settings = settings;
    }

    @Override
    public void migrate(Flyway flyway) {
        var info = flyway.info();
        if (settings.backupBeforeUpgrade() && info.applied().length > 0 && info.pending().length > 0) {
            log.info("This version changes the tables; a backup is made first");
            archives.make("upgrade");
            archives.keep("upgrade", KEPT);
        }
        flyway.migrate();
    }
}
