package io.keepwell.messenger;

import static io.keepwell.shared.SettingsPage.Section.DESK;
import static io.keepwell.team.SettingsEntry.Audience.ADMINISTRATORS;

import io.keepwell.shared.SettingsPage;
import io.keepwell.team.SettingsEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The messenger in the list of settings.
@Configuration(proxyBeanMethods = false)
class MessengerSettingsPage {

    @Bean
    SettingsPage messengerPage() {
        return new SettingsEntry(
                "/settings/messenger", "message-circle", DESK, ADMINISTRATORS, "messenger.title", "messenger.sentence");
    }
}
