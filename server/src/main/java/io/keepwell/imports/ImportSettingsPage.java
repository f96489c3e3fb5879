package io.keepwell.imports;

import static io.keepwell.shared.SettingsPage.Section.DESK;
import static io.keepwell.team.SettingsEntry.Audience.ADMINISTRATORS;

import io.keepwell.shared.SettingsPage;
import io.keepwell.team.SettingsEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Imports in the list of settings.
@Configuration(proxyBeanMethods = false)
class ImportSettingsPage {

    @Bean
    SettingsPage importsPage() {
        return new SettingsEntry(
                "/settings/imports", "file-import", DESK, ADMINISTRATORS, "imports.title", "imports.setting");
    }
}
