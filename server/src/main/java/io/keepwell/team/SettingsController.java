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

    @Configuration(proxyBeanMethods = false)
    static class Places {

        @Bean
        Place settingsPlace() {
            return new Settings();
        }
    }
}
