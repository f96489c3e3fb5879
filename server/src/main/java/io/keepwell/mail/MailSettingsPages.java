package io.keepwell.mail;

import static io.keepwell.shared.SettingsPage.Section.DESK;
import static io.keepwell.team.SettingsEntry.Audience.ADMINISTRATORS;
import static io.keepwell.team.SettingsEntry.Audience.AGENTS;

import io.keepwell.shared.SettingsPage;
import io.keepwell.team.SettingsEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What is set about mail, in the list of settings.
@Configuration(proxyBeanMethods = false)
class MailSettingsPages {

    @Bean
    SettingsPage mailboxesPage() {
        return new SettingsEntry(
                "/settings/mailboxes", "mail", DESK, ADMINISTRATORS, "mail.page.title", "mail.page.sentence");
    }

    @Bean
    SettingsPage unreachablePage() {
        return new SettingsEntry(
                "/settings/unreachable",
                "mail-off",
                DESK,
                AGENTS,
                "mail.unreachable.title",
                "mail.unreachable.sentence");
    }

    @Bean
    SettingsPage blockedSendersPage() {
        return new SettingsEntry(
                "/settings/blocked-senders", "ban", DESK, AGENTS, "mail.blocked.title", "mail.blocked.sentence");
    }
}
