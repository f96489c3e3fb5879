package io.keepwell.problems.known;

import static io.keepwell.shared.SettingsPage.Section.DESK;
import static io.keepwell.shared.Texts.t;
import static io.keepwell.team.SettingsEntry.Audience.ADMINISTRATORS;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.problems.known.NamedProblems.Trial;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.SettingsPage;
import io.keepwell.shared.Texts;
import io.keepwell.team.SettingsEntry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// When acknowledgements name known problems: a page for people, and the same for programs.
@Controller
@Tag(name = "Problems")
class KnownSettingsController {

    private static final Duration COUNTED = Duration.ofDays(90);
    private static final int PERCENT = 100;

    private final NamedProblems problems;
    private final KnownStore store;
    private final KeepwellSettings house;
    private final Clock clock;

    KnownSettingsController(NamedProblems problems, KnownStore store, KeepwellSettings house, Clock clock) {
        this.problems = problems;
        this.store = store;
        this.house = house;
        this.clock = clock;
    }

    /// What the page shows.
    ///
    /// @param least   how sure it has to be, in percent
    /// @param tally   what became of what was named in the last 90 days
    /// @param subject what was tried
    /// @param trial   what would become of it, null where nothing was tried
    record Page(
            boolean named,
            long least,
            KnownStore.Tally tally,
            String subject,
            String text,
            String language,
            List<Locale> languages,
            @Nullable Trial trial) {

        static long percent(double share) {
            return Math.round(share * PERCENT);
        }
    }

    @Schema(name = "KnownProblemSettings", description = "When acknowledgements name a problem that we know of")
    record Settings(
            @Schema(description = "Whether they do") boolean named,

            @Schema(description = "How sure it has to be that a complaint is about the problem: 0.5 to 0.99")
            double least) {}

    @Schema(name = "KnownProblemTrial")
    record Try(
            @Nullable String subject,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String text,

            @Schema(description = "Language it is written in, such as en; absent: that of the house") @Nullable
            String language) {}

    @Schema(name = "KnownProblemVerdict")
    record Verdict(
            @Schema(
                    description = "What an acknowledgement to somebody whom no problem hits would do",
                    allowableValues = {"named", "off", "nothing-like-it", "unfamiliar", "not-sure", "nothing-said"})
            String verdict,

            @Schema(description = "Id of the likeliest problem") @Nullable
            UUID problem,

            @Schema(description = "Share of belief among all problems, between 0 and 1") @Nullable
            Double score,

            @Schema(description = "What customers read as its name") @Nullable
            String title,

            @Nullable Instant since,

            @Schema(description = "What was said of it in public last") @Nullable
            String words) {

        static Verdict of(Trial it) {
            return new Verdict(
                    it.verdict(),
                    it.match().map(match -> match.problem()).orElse(null),
                    it.match().map(match -> match.score()).orElse(null),
                    it.known().map(known -> known.title()).orElse(null),
                    it.known().map(known -> known.since()).orElse(null),
                    it.known().map(known -> known.words()).orElse(null));
        }
    }

    /// The page in the list of settings.
    @Configuration(proxyBeanMethods = false)
    static class Entry {

        @Bean
        SettingsPage knownProblemSettingsPage() {
            return new SettingsEntry(
                    "/settings/known-problems",
                    "message-check",
                    DESK,
                    ADMINISTRATORS,
                    "problems.known.settings",
                    "problems.known.settings.sentence");
        }
    }

    @ForAdministrators
    @GetMapping("/settings/known-problems")
    String show(
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) @Nullable String language,
            Model model) {
        var values = problems.values();
        var locale = language == null ? LocaleContextHolder.getLocale() : language(language);
        model.addAttribute(
                "page",
                new Page(
                        values.named(),
                        Page.percent(values.least()),
                        store.tally(clock.instant().minus(COUNTED)),
                        subject,
                        text,
                        locale.getLanguage(),
                        Texts.LANGUAGES,
                        text.isBlank() && subject.isBlank() ? null : problems.attempt(subject, text, locale)));
        return "problems/known/settings";
    }

    @ForAdministrators
    @PostMapping("/settings/known-problems")
    String update(
            @RequestParam(defaultValue = "false") boolean named, @RequestParam int least, RedirectAttributes redirect) {
        problems.change(new KnownStore.Values(named, (double) least / PERCENT));
        redirect.addFlashAttribute("done", t(named ? "problems.known.switched-on" : "problems.known.switched-off"));
        return "redirect:/settings/known-problems";
    }

    @ForTeam
    @ResponseBody
    @GetMapping("/api/v1/known-problem-settings")
    @Operation(summary = "Whether acknowledgements name known problems")
    Settings get() {
        var values = problems.values();
        return new Settings(values.named(), values.least());
    }

    @ForAdministrators
    @ResponseBody
    @PutMapping("/api/v1/known-problem-settings")
    @Operation(
            summary = "Say whether acknowledgements name known problems",
            description =
                    "Only a problem that lasts and of which something was said in public is named: to whom it is known"
                            + " to hit, and to those whose complaint is surely about it.")
    Settings set(@RequestBody Settings asked) {
        problems.change(new KnownStore.Values(asked.named(), asked.least()));
        return get();
    }

    @ForTeam
    @ResponseBody
    @PostMapping("/api/v1/known-problem-settings/trials")
    @Operation(summary = "Try what would be named to a complaint", description = "Nothing is sent and nothing is kept.")
    Verdict attempt(@RequestBody Try asked) {
        var text = asked.text();
        if (text == null || text.isBlank()) {
            throw InvalidRequest.field("text", t("problems.refused.missing", "field", "text"));
        }
        var locale = asked.language() == null ? house.locale() : language(asked.language());
        return Verdict.of(problems.attempt(Optional.ofNullable(asked.subject()).orElse(""), text, locale));
    }

    private static Locale language(String asked) {
        return Texts.LANGUAGES.stream()
                .filter(known -> known.getLanguage().equals(asked))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }
}
