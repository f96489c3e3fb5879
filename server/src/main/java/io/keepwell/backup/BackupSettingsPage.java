package io.keepwell.backup;

import static io.keepwell.shared.SettingsPage.Section.SYSTEM;
import static io.keepwell.team.SettingsEntry.Audience.ADMINISTRATORS;

import io.keepwell.shared.SettingsPage;
import io.keepwell.team.SettingsEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Backups in the list of settings.
@Configuration(proxyBeanMethods = false)
class BackupSettingsPage {

    @Bean
    SettingsPage backupPage() {
        return new SettingsEntry(
                "/settings/backup", "archive", SYSTEM, ADMINISTRATORS, "backup.title", "backup.setting");
    }
}
