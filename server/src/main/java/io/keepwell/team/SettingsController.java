package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Place;
import io.keepwell.shared.SettingsPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The list of all pages of the settings that the person may see.
@Controller
class SettingsController {

    private final ObjectProvider<SettingsPage> pages;

    SettingsController(ObjectProvider<SettingsPage> pages) {
        this.pages = pages;
    }

    @ForTeam
    @GetMapping("/settings")
    String show(Model model) {
        Map<SettingsPage.Section, List<SettingsPage>> sections = new EnumMap<>(SettingsPage.Section.class);
        pages.stream()
                .filter(SettingsPage::visible)
                .sorted(Comparator.comparing(SettingsPage::label))
                .forEach(page -> sections.computeIfAbsent(page.section(), section -> new ArrayList<>())
                        .add(page));
        model.addAttribute("sections", sections);
        return "team/settings";
    }

    /// Whether the one who asks is an administrator.
    static boolean forAdministrators() {
        return SignedInMembers.principal()
                .filter(principal -> principal.member().role() == Role.ADMINISTRATOR)
                .isPresent();
    }

    private record Settings() implements Place {

        @Override
        public String key() {
            return "settings";
        }

        @Override
        public String href() {
            return "/settings";
        }

        @Override
        public String icon() {
            return "settings";
        }

        @Override
        public String label() {
            return t("team.place.settings");
        }

        @Override
        public int order() {
            return 950;
        }
    }

    private record Page(
            String key, String href, String icon, Section section, boolean administrators, String title, String about)
            implements SettingsPage {

        @Override
        public String label() {
            return t(title);
        }

        @Override
        public String sentence() {
            return t(about);
        }

        @Override
        public boolean visible() {
            return !administrators || forAdministrators();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Places {

        @Bean
        Place settingsPlace() {
            return new Settings();
        }

        @Bean
        SettingsPage mePage() {
            return new Page(
                    "me", "/me", "user-cog", SettingsPage.Section.TEAM, false, "team.me.title", "team.me.sentence");
        }

        @Bean
        SettingsPage peoplePage() {
            return new Page(
                    "people",
                    "/settings/people",
                    "users",
                    SettingsPage.Section.TEAM,
                    true,
                    "team.people.title",
                    "team.people.sentence");
        }

        @Bean
        SettingsPage teamsPage() {
            return new Page(
                    "teams",
                    "/settings/teams",
                    "users-group",
                    SettingsPage.Section.TEAM,
                    true,
                    "team.teams.title",
                    "team.teams.sentence");
        }

        @Bean
        SettingsPage tokensPage() {
            return new Page(
                    "tokens",
                    "/settings/tokens",
                    "key",
                    SettingsPage.Section.SYSTEM,
                    false,
                    "team.tokens.title",
                    "team.tokens.sentence");
        }

        @Bean
        SettingsPage auditPage() {
            return new Page(
                    "audit",
                    "/settings/audit",
                    "history",
                    SettingsPage.Section.SYSTEM,
                    true,
                    "team.audit.title",
                    "team.audit.sentence");
        }
    }
}
