package io.keepwell.surveys;

import static io.keepwell.shared.SettingsPage.Section.DESK;
import static io.keepwell.shared.Texts.t;
import static io.keepwell.team.SettingsEntry.Audience.ADMINISTRATORS;

import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal.FieldError;
import io.keepwell.shared.SettingsPage;
import io.keepwell.team.SettingsEntry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// How often people are asked, and what counts: a page for people, and the same for programs.
@Controller
@Tag(name = "Surveys")
class AskingSettingsController {

    /// What the page shows, as it was typed.
    record Page(
            String anyPauseDays,
            String relationshipPauseDays,
            String accountCap,
            boolean countUnconfirmed,
            List<FieldError> wrongs) {

        static Page of(AskingSettings it) {
            var cap = it.accountCap();
            return new Page(
                    String.valueOf(it.anyPauseDays()),
                    String.valueOf(it.relationshipPauseDays()),
                    cap == null ? "" : cap.toString(),
                    it.countUnconfirmed(),
                    List.of());
        }

        @Nullable
        String wrong(String field) {
            return FieldError.in(wrongs, field);
        }
    }

    @Schema(name = "AskingSettings")
    record Settings(
            @Schema(description = "Days between two surveys of whatever kind to one person, 1 to 365")
            int anyPauseDays,

            @Schema(description = "Days between two surveys about everything to one person, 1 to 730")
            int relationshipPauseDays,

            @Schema(description = "Persons of one account who are asked within a week; null for as many as there are")
            @Nullable
            Integer accountCap,

            @Schema(
                    description =
                            "Whether scores that were opened by a link and never confirmed count. Programs that look"
                                    + " through mail open links too, so such scores may be nobody's.")
            boolean countUnconfirmed) {

        static Settings of(AskingSettings it) {
            return new Settings(it.anyPauseDays(), it.relationshipPauseDays(), it.accountCap(), it.countUnconfirmed());
        }

        AskingSettings read() {
            return new AskingSettings(anyPauseDays, relationshipPauseDays, accountCap, countUnconfirmed);
        }
    }

    /// The page in the list of settings.
    @Configuration(proxyBeanMethods = false)
    static class Entry {

        @Bean
        SettingsPage askingSettingsPage() {
            return new SettingsEntry(
                    "/settings/asking",
                    "message-question",
                    DESK,
                    ADMINISTRATORS,
                    "surveys.settings.title",
                    "surveys.settings.sentence");
        }
    }

    private final AskingRules rules;

    AskingSettingsController(AskingRules rules) {
        this.rules = rules;
    }

    @ForAdministrators
    @GetMapping("/settings/asking")
    String show(Model model) {
        model.addAttribute("page", Page.of(rules.now()));
        return "surveys/settings";
    }

    @ForAdministrators
    @PostMapping("/settings/asking")
    String update(
            @RequestParam(defaultValue = "") String anyPauseDays,
            @RequestParam(defaultValue = "") String relationshipPauseDays,
            @RequestParam(defaultValue = "") String accountCap,
            @RequestParam(defaultValue = "false") boolean countUnconfirmed,
            RedirectAttributes redirect,
            Model model) {
        var wrong = new ArrayList<FieldError>();
        int any = number(wrong, "anyPauseDays", anyPauseDays, 365);
        int relationship = number(wrong, "relationshipPauseDays", relationshipPauseDays, 730);
        var cap = accountCap.isBlank() ? null : Integer.valueOf(number(wrong, "accountCap", accountCap, 1000));
        try {
            if (!wrong.isEmpty()) {
                throw new InvalidRequest(wrong.getFirst().message(), wrong);
            }
            rules.change(new AskingSettings(any, relationship, cap, countUnconfirmed));
        } catch (InvalidRequest refused) {
            model.addAttribute(
                    "page",
                    new Page(anyPauseDays, relationshipPauseDays, accountCap, countUnconfirmed, refused.errors()));
            return "surveys/settings";
        }
        redirect.addFlashAttribute("done", t("surveys.settings.saved"));
        return "redirect:/settings/asking";
    }

    private static int number(List<FieldError> wrong, String field, String typed, int most) {
        try {
            return Integer.parseInt(typed.strip());
        } catch (NumberFormatException e) {
            wrong.add(new FieldError(field, t("surveys.settings.refused", "most", most)));
            return 0;
        }
    }

    @ForTeam
    @ResponseBody
    @GetMapping("/api/v1/asking-settings")
    @Operation(summary = "How often people are asked, and what counts")
    Settings get() {
        return Settings.of(rules.now());
    }

    @ForAdministrators
    @ResponseBody
    @PutMapping("/api/v1/asking-settings")
    @Operation(summary = "Say how often people are asked, and what counts", description = "All of it.")
    Settings set(@RequestBody Settings asked) {
        return Settings.of(rules.change(asked.read()));
    }
}
