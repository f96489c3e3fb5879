package io.keepwell.problems;

import static io.keepwell.shared.SettingsPage.Section.DESK;
import static io.keepwell.shared.Texts.t;
import static io.keepwell.team.SettingsEntry.Audience.ADMINISTRATORS;

import io.keepwell.customers.Traits;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.problems.ProblemSettings.Values;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.SettingsPage;
import io.keepwell.shared.Texts;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import io.keepwell.team.SettingsEntry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
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

/// What is set about problems: a page for people, and the same for programs.
@Controller
@Tag(name = "Problems")
class ProblemSettingsController {

    private final ProblemSettings settings;
    private final Traits traits;
    private final Members members;
    private final KeepwellSettings house;

    ProblemSettingsController(ProblemSettings settings, Traits traits, Members members, KeepwellSettings house) {
        this.settings = settings;
        this.traits = traits;
        this.members = members;
        this.house = house;
    }

    /// What the page shows.
    ///
    /// @param senior   name of whoever takes alarms now
    /// @param manager  name of whoever hears of them now
    /// @param members  whom one can name
    /// @param traits   names of traits there are
    /// @param currency in which customers are worth something
    record Page(
            Values values, String senior, String manager, List<Member> members, List<String> traits, String currency) {}

    @Schema(name = "ProblemSettings")
    record Settings(
            @Schema(description = "Id of the member who takes conversations in red alarm; null for the default")
            @Nullable
            UUID senior,

            @Schema(
                    description =
                            "Id of the member who hears of red alarms, and of overdue updates that nobody answers for; null for the default")
            @Nullable
            UUID manager,

            @Schema(
                    description =
                            "Name of the trait, a number in the reporting currency, that says what a customer is worth")
            @Nullable
            String valueTrait,

            @Schema(
                    description =
                            "Above so many failures borne whoever answers is warned; 1 to 100, absent for what it is now")
            @Nullable
            Integer borneMost,

            @Schema(description = "Within how many months failures are counted; 1 to 120, absent for what it is now")
            @Nullable
            Integer borneMonths) {}

    /// The page in the list of settings.
    @Configuration(proxyBeanMethods = false)
    static class Entry {

        @Bean
        SettingsPage problemSettingsPage() {
            return new SettingsEntry(
                    "/settings/problems",
                    "bug",
                    DESK,
                    ADMINISTRATORS,
                    "problems.settings",
                    "problems.settings.sentence");
        }
    }

    @ForAdministrators
    @GetMapping("/settings/problems")
    String show(Model model) {
        model.addAttribute(
                "page",
                new Page(
                        settings.now(),
                        settings.senior().map(Member::name).orElse(""),
                        settings.manager().map(Member::name).orElse(""),
                        members.active().stream()
                                .filter(it -> it.role() != Role.VIEWER)
                                .toList(),
                        traits.names(),
                        house.currency()));
        return "problems/settings";
    }

    @ForAdministrators
    @PostMapping("/settings/problems")
    String update(
            @RequestParam(defaultValue = "") String senior,
            @RequestParam(defaultValue = "") String manager,
            @RequestParam(defaultValue = "") String valueTrait,
            @RequestParam(required = false) @Nullable Integer borneMost,
            @RequestParam(required = false) @Nullable Integer borneMonths,
            RedirectAttributes redirect) {
        change(new Settings(member("senior", senior), member("manager", manager), valueTrait, borneMost, borneMonths));
        redirect.addFlashAttribute("done", t("problems.settings.saved"));
        return "redirect:/settings/problems";
    }

    private static @Nullable UUID member(String field, String id) {
        try {
            return id.isBlank() ? null : UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.field(field, Texts.t("problems.refused.member"));
        }
    }

    @ForTeam
    @ResponseBody
    @GetMapping("/api/v1/problem-settings")
    @Operation(summary = "Who is asked about problems, what customers are worth, and how much they may bear")
    Settings get() {
        var now = settings.now();
        return new Settings(now.senior(), now.manager(), now.valueTrait(), now.borneMost(), now.borneMonths());
    }

    @ForAdministrators
    @ResponseBody
    @PutMapping("/api/v1/problem-settings")
    @Operation(summary = "Say who is asked about problems, what customers are worth, and how much they may bear")
    Settings set(@RequestBody Settings asked) {
        change(asked);
        return get();
    }

    private void change(Settings asked) {
        var now = settings.now();
        settings.change(new Values(
                asked.senior(),
                asked.manager(),
                Optional.ofNullable(asked.valueTrait()).orElse(""),
                Objects.requireNonNullElse(asked.borneMost(), now.borneMost()),
                Objects.requireNonNullElse(asked.borneMonths(), now.borneMonths())));
    }
}
