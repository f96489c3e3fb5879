package io.keepwell.followups;

import static io.keepwell.shared.SettingsPage.Section.DESK;
import static io.keepwell.shared.Texts.t;
import static io.keepwell.team.SettingsEntry.Audience.ADMINISTRATORS;

import io.keepwell.conversations.calendars.Calendar;
import io.keepwell.conversations.calendars.Calendars;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.SettingsPage;
import io.keepwell.shared.Words;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.SettingsEntry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Within which time unhappy customers are called and who is told when it passes, and what there is to choose from: a
/// page for people, and the same for programs.
@Controller
@Tag(name = "Follow-ups")
class FollowUpSettingsController {

    private static final List<String> NUMBERS =
            List.of("days", "valuableDays", "repeatHours", "ownerPercent", "managerPercent", "headPercent");

    /// What the page shows.
    ///
    /// @param fields what stands in the fields, by name: what is set, or what was typed and refused
    /// @param wrong  why it was refused, or null
    record Page(
            Map<String, String> fields,
            List<Member> members,
            List<Members.TeamName> teams,
            List<Calendar> calendars,
            List<Choice> reasons,
            List<Choice> steps,
            @Nullable String wrong) {

        String field(String name) {
            return fields.getOrDefault(name, "");
        }

        List<String> numbers() {
            return NUMBERS;
        }
    }

    @Schema(name = "FollowUpSettings")
    record Settings(
            @Schema(description = "Member who is told when the time is over; null for all administrators") @Nullable
            UUID manager,

            @Schema(description = "Head of product, told at twice the time; null for all administrators") @Nullable
            UUID head,

            @Schema(description = "Team that has those nobody looks after; null for everybody") @Nullable
            UUID team,

            @Schema(description = "Calendar whose hours count; null for the usual one") @Nullable
            UUID calendar,

            @Schema(description = "Business days until the first contact")
            int days,

            @Schema(description = "The same for the tenth of customers worth most")
            int valuableDays,

            @Schema(description = "Business hours, where the same went wrong again")
            int repeatHours,

            int ownerPercent,
            int managerPercent,
            int headPercent) {

        FollowUpSettings.Values values() {
            return new FollowUpSettings.Values(
                    manager,
                    head,
                    team,
                    calendar,
                    days,
                    valuableDays,
                    repeatHours,
                    ownerPercent,
                    managerPercent,
                    headPercent);
        }

        static Settings of(FollowUpSettings.Values it) {
            return new Settings(
                    it.manager(),
                    it.head(),
                    it.team(),
                    it.calendar(),
                    it.days(),
                    it.valuableDays(),
                    it.repeatHours(),
                    it.ownerPercent(),
                    it.managerPercent(),
                    it.headPercent());
        }
    }

    @Schema(name = "FollowUpChoice")
    record Item(
            UUID id,
            ChoiceKind kind,

            @Schema(description = "Of those Keepwell brings") @Nullable
            String word,

            String name,

            @Schema(description = "Whether it is offered") boolean offered) {

        static Item of(Choice it) {
            return new Item(it.id(), it.kind(), it.word(), it.label(), !it.retired());
        }
    }

    @Schema(name = "FollowUpNewChoice")
    record NewChoice(ChoiceKind kind, String name) {}

    @Schema(name = "FollowUpChoices")
    record Choices(List<Item> items) {}

    /// The page in the list of settings.
    @Configuration(proxyBeanMethods = false)
    static class Entry {

        @Bean
        SettingsPage followUpSettingsPage() {
            return new SettingsEntry(
                    "/settings/follow-ups",
                    "phone-call",
                    DESK,
                    ADMINISTRATORS,
                    "followups.settings",
                    "followups.settings.sentence");
        }
    }

    private final FollowUpSettings settings;
    private final ChoiceStore choices;
    private final Calendars calendars;
    private final Members members;

    FollowUpSettingsController(FollowUpSettings settings, ChoiceStore choices, Calendars calendars, Members members) {
        this.settings = settings;
        this.choices = choices;
        this.calendars = calendars;
        this.members = members;
    }

    @ForAdministrators
    @GetMapping("/settings/follow-ups")
    String show(Model model) {
        return page(fields(settings.now()), null, model);
    }

    private String page(Map<String, String> fields, @Nullable String wrong, Model model) {
        model.addAttribute(
                "page",
                new Page(
                        fields,
                        members.active(),
                        members.teams(),
                        calendars.all(),
                        choices.all(ChoiceKind.REASON),
                        choices.all(ChoiceKind.STEP),
                        wrong));
        return "followups/settings";
    }

    private static Map<String, String> fields(FollowUpSettings.Values now) {
        var fields = new HashMap<String, String>();
        fields.put("manager", said(now.manager()));
        fields.put("head", said(now.head()));
        fields.put("team", said(now.team()));
        fields.put("calendar", said(now.calendar()));
        fields.put("days", said(now.days()));
        fields.put("valuableDays", said(now.valuableDays()));
        fields.put("repeatHours", said(now.repeatHours()));
        fields.put("ownerPercent", said(now.ownerPercent()));
        fields.put("managerPercent", said(now.managerPercent()));
        fields.put("headPercent", said(now.headPercent()));
        return fields;
    }

    private static String said(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    @ForAdministrators
    @PostMapping("/settings/follow-ups")
    String update(
            @RequestParam Map<String, String> fields,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            settings.change(new FollowUpSettings.Values(
                    id("manager", fields),
                    id("head", fields),
                    id("team", fields),
                    id("calendar", fields),
                    number("days", fields),
                    number("valuableDays", fields),
                    number("repeatHours", fields),
                    number("ownerPercent", fields),
                    number("managerPercent", fields),
                    number("headPercent", fields)));
        } catch (InvalidRequest wrong) {
            response.setStatus(wrong.kind().status());
            var first = wrong.first("days");
            return page(
                    fields,
                    NUMBERS.contains(first.field())
                            ? t("followups.settings." + first.field()) + ": " + first.message()
                            : first.message(),
                    model);
        }
        redirect.addFlashAttribute("done", t("followups.settings.saved"));
        return "redirect:/settings/follow-ups";
    }

    private static @Nullable UUID id(String name, Map<String, String> fields) {
        var typed = fields.getOrDefault(name, "");
        try {
            return typed.isBlank() ? null : UUID.fromString(typed);
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.field(name, t("followups.refused.choice"));
        }
    }

    private static int number(String name, Map<String, String> fields) {
        try {
            return Integer.parseInt(fields.getOrDefault(name, "").strip());
        } catch (NumberFormatException e) {
            throw InvalidRequest.field(name, t("followups.refused.number"));
        }
    }

    @ForAdministrators
    @PostMapping("/settings/follow-ups/choices")
    String add(
            @RequestParam String kind,
            @RequestParam(defaultValue = "") String name,
            HttpServletResponse response,
            Model model) {
        try {
            choices.add(Words.asked(ChoiceKind.class, "kind", kind), name);
        } catch (InvalidRequest wrong) {
            response.setStatus(wrong.kind().status());
            var fields = fields(settings.now());
            fields.put("name-" + kind, name);
            return page(fields, wrong.sentence(), model);
        }
        return "redirect:/settings/follow-ups#" + kind;
    }

    @ForAdministrators
    @PostMapping("/settings/follow-ups/choices/{id}")
    String offer(@PathVariable UUID id, @RequestParam boolean offered, @RequestParam String kind) {
        choices.offer(id, offered);
        return "redirect:/settings/follow-ups#"
                + Words.asked(ChoiceKind.class, "kind", kind).word();
    }

    @ForTeam
    @ResponseBody
    @GetMapping("/api/v1/follow-up-settings")
    @Operation(summary = "Within which time unhappy customers are called, and who is told when it passes")
    Settings get() {
        return Settings.of(settings.now());
    }

    @ForAdministrators
    @ResponseBody
    @PutMapping("/api/v1/follow-up-settings")
    @Operation(
            summary = "Set within which time unhappy customers are called",
            description = "Holds at once. Percentages are of that time: at the first the owner is told, then the"
                    + " manager, then the head of product.")
    Settings set(@RequestBody Settings asked) {
        settings.change(asked.values());
        return get();
    }

    @ForTeam
    @ResponseBody
    @GetMapping("/api/v1/follow-up-choices")
    @Operation(summary = "The reasons and the steps of the journey there are to choose from")
    Choices list() {
        return new Choices(Stream.of(ChoiceKind.values())
                .flatMap(kind -> choices.all(kind).stream())
                .map(Item::of)
                .toList());
    }

    @ForAdministrators
    @ResponseBody
    @PostMapping("/api/v1/follow-up-choices")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a reason or a step of the journey")
    Item create(@RequestBody NewChoice asked) {
        if (asked.kind() == null) {
            throw InvalidRequest.field("kind", t("followups.refused.choice"));
        }
        return Item.of(choices.add(asked.kind(), asked.name() == null ? "" : asked.name()));
    }

    @ForAdministrators
    @ResponseBody
    @DeleteMapping("/api/v1/follow-up-choices/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Offer it no more", description = "What was chosen before stays as it is.")
    void retire(@PathVariable UUID id) {
        choices.offer(id, false);
    }
}
