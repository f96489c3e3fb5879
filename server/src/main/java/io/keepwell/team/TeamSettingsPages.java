package io.keepwell.team;

import static io.keepwell.shared.SettingsPage.Section.SYSTEM;
import static io.keepwell.shared.SettingsPage.Section.TEAM;
import static io.keepwell.team.SettingsEntry.Audience.ADMINISTRATORS;
import static io.keepwell.team.SettingsEntry.Audience.EVERYBODY;

import io.keepwell.shared.SettingsPage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What is set about the team and by each for themselves, in the list of settings.
@Configuration(proxyBeanMethods = false)
class TeamSettingsPages {

    @Bean
    SettingsPage mePage() {
        return new SettingsEntry("/me", "user-cog", TEAM, EVERYBODY, "team.me.title", "team.me.sentence");
    }

    @Bean
    SettingsPage peoplePage() {
        return new SettingsEntry(
                "/settings/people", "users", TEAM, ADMINISTRATORS, "team.people.title", "team.people.sentence");
    }

    @Bean
    SettingsPage teamsPage() {
        return new SettingsEntry(
                "/settings/teams", "users-group", TEAM, ADMINISTRATORS, "team.teams.title", "team.teams.sentence");
    }

    @Bean
    SettingsPage tokensPage() {
        return new SettingsEntry(
                "/settings/tokens", "key", SYSTEM, EVERYBODY, "team.tokens.title", "team.tokens.sentence");
    }

    @Bean
    SettingsPage auditPage() {
        return new SettingsEntry(
                "/settings/audit", "history", SYSTEM, ADMINISTRATORS, "team.audit.title", "team.audit.sentence");
    }
}
