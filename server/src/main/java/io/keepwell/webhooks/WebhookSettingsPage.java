package io.keepwell.webhooks;

import static io.keepwell.shared.SettingsPage.Section.SYSTEM;
import static io.keepwell.team.SettingsEntry.Audience.ADMINISTRATORS;

import io.keepwell.shared.SettingsPage;
import io.keepwell.team.SettingsEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Webhooks in the list of settings.
@Configuration(proxyBeanMethods = false)
class WebhookSettingsPage {

    @Bean
    SettingsPage webhooksPage() {
        return new SettingsEntry(
                "/settings/webhooks", "webhook", SYSTEM, ADMINISTRATORS, "webhooks.title", "webhooks.sentence");
    }
}
