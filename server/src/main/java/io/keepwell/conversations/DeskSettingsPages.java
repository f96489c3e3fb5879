package io.keepwell.conversations;

import static io.keepwell.shared.SettingsPage.Section.DESK;
import static io.keepwell.shared.SettingsPage.Section.TEAM;
import static io.keepwell.team.SettingsEntry.Audience.ADMINISTRATORS;
import static io.keepwell.team.SettingsEntry.Audience.AGENTS;

import io.keepwell.shared.SettingsPage;
import io.keepwell.team.SettingsEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What is set about conversations, in the list of settings.
@Configuration(proxyBeanMethods = false)
class DeskSettingsPages {

    @Bean
    SettingsPage acknowledgementPage() {
        return new SettingsEntry(
                "/settings/acknowledgement",
                "mail-check",
                DESK,
                ADMINISTRATORS,
                "conversations.desk.title",
                "conversations.desk.sentence");
    }

    @Bean
    SettingsPage savedRepliesPage() {
        return new SettingsEntry(
                "/settings/saved-replies",
                "template",
                DESK,
                AGENTS,
                "conversations.saved.title",
                "conversations.saved.sentence");
    }

    @Bean
    SettingsPage macrosPage() {
        return new SettingsEntry(
                "/settings/macros",
                "bolt",
                DESK,
                AGENTS,
                "conversations.macros.title",
                "conversations.macros.sentence");
    }

    @Bean
    SettingsPage rulesPage() {
        return new SettingsEntry(
                "/settings/rules",
                "bolt",
                DESK,
                ADMINISTRATORS,
                "conversations.rules.title",
                "conversations.rules.sentence");
    }

    @Bean
    SettingsPage routingPage() {
        return new SettingsEntry(
                "/settings/routing",
                "arrows-split",
                TEAM,
                ADMINISTRATORS,
                "conversations.routing.title",
                "conversations.routing.sentence");
    }

    @Bean
    SettingsPage agreedTimesPage() {
        return new SettingsEntry(
                "/settings/agreed-times",
                "hourglass",
                DESK,
                ADMINISTRATORS,
                "conversations.sla.title",
                "conversations.sla.sentence");
    }

    @Bean
    SettingsPage calendarsPage() {
        return new SettingsEntry(
                "/settings/calendars",
                "calendar-time",
                DESK,
                ADMINISTRATORS,
                "conversations.calendars.title",
                "conversations.calendars.sentence");
    }

    @Bean
    SettingsPage tonePage() {
        return new SettingsEntry(
                "/settings/tone",
                "ear",
                DESK,
                ADMINISTRATORS,
                "conversations.tone.title",
                "conversations.tone.sentence");
    }
}
