package io.keepwell.notifications;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.calendars.Calendars;
import io.keepwell.notifications.push.Browsers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Members;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// How one wants to be told: a page for people, the same for programs.
@ForTeam
@Controller
@Tag(name = "Notifications")
class PreferenceController {

    @Schema(name = "NotificationPreferences", description = "How you want to be told")
    record Wishes(
            @Schema(
                    description =
                            "The ways for each kind: bell, push (a browser), mail, sound. Kinds that are absent stay as they are.",
                    example = "{\"mentioned\":[\"bell\",\"mail\"],\"team\":[]}")
            Map<String, List<String>> ways,

            @Schema(
                    description = "From when it is quiet, in the zone of the company; null for never",
                    example = "19:00")
            @Nullable
            String quietFrom,

            @Schema(description = "Until when", example = "07:30") @Nullable
            String quietUntil,

            @Schema(description = "The days on which you work, such as MONDAY; on others it is quiet") @Nullable
            List<DayOfWeek> days,

            @Schema(
                    description = "`hours` for the hours and days above, `office` for outside of office hours",
                    allowableValues = {"hours", "office"},
                    defaultValue = "hours")
            @Nullable
            String quietBy,

            @Schema(description = "The calendar of these office hours; null for the usual ones of the company")
            @Nullable
            UUID quietCalendar,

            @Schema(description = "Whether browsers may show the customer's name; absent, it stays as it is") @Nullable
            Boolean names) {}

    private static final String HOURS = "hours";
    private static final String OFFICE = "office";

    private final Preferences preferences;
    private final Members members;
    private final KeepwellSettings settings;
    private final Calendars calendars;
    private final Browsers browsers;

    PreferenceController(
            Preferences preferences,
            Members members,
            KeepwellSettings settings,
            Calendars calendars,
            Browsers browsers) {
        this.preferences = preferences;
        this.members = members;
        this.settings = settings;
        this.calendars = calendars;
        this.browsers = browsers;
    }

    @GetMapping("/me/notifications")
    String show(Model model) {
        var choices = preferences.of(members.require().id());
        return page(
                model,
                choices,
                Objects.toString(choices.quiet().from(), ""),
                Objects.toString(choices.quiet().until(), ""),
                null);
    }

    @PostMapping("/me/notifications")
    String update(
            @RequestParam MultiValueMap<String, String> form,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(name = "quiet", defaultValue = HOURS) String by,
            @RequestParam(required = false) @Nullable UUID calendar,
            @RequestParam(defaultValue = "false") boolean names,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var ways = new EnumMap<Kind, Set<Way>>(Kind.class);
        for (var kind : Kind.values()) {
            ways.put(kind, ways(form.getOrDefault(kind.word(), List.of())));
        }
        var days = form.getOrDefault("day", List.of()).stream()
                .map(day -> DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
        var office = office(by, calendar);
        try {
            preferences.keep(members.require().id(), new Choices(ways, quiet(from, until, days), office, names));
        } catch (InvalidRequest wrong) {
            response.setStatus(400);
            var kept = new Choices(ways, new Choices.Quiet(null, null, days), office, names);
            return page(model, kept, from, until, wrong.sentence());
        }
        redirect.addFlashAttribute("done", t("notifications.saved"));
        return "redirect:/me/notifications";
    }

    @ResponseBody
    @GetMapping("/api/v1/notification-preferences")
    @Operation(summary = "How you want to be told")
    Wishes get() {
        return wishes(preferences.of(members.require().id()));
    }

    @ResponseBody
    @PutMapping("/api/v1/notification-preferences")
    @Operation(summary = "Say how you want to be told")
    Wishes put(@RequestBody Wishes wishes) {
        var me = members.require().id();
        var before = preferences.of(me);
        var ways = new EnumMap<>(before.ways());
        wishes.ways()
                .forEach((word, wanted) -> ways.put(
                        Kind.named(word)
                                .orElseThrow(() -> InvalidRequest.field("ways", t("notifications.refused.kind"))),
                        ways(wanted)));
        var days = wishes.days() == null
                ? EnumSet.allOf(DayOfWeek.class)
                : wishes.days().stream().collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
        preferences.keep(
                me,
                new Choices(
                        ways,
                        quiet(
                                Objects.requireNonNullElse(wishes.quietFrom(), ""),
                                Objects.requireNonNullElse(wishes.quietUntil(), ""),
                                days),
                        office(Objects.requireNonNullElse(wishes.quietBy(), HOURS), wishes.quietCalendar()),
                        Objects.requireNonNullElse(wishes.names(), before.names())));
        return get();
    }

    private static Wishes wishes(Choices choices) {
        return new Wishes(
                Arrays.stream(Kind.values())
                        .collect(Collectors.toMap(
                                Kind::word,
                                kind -> Arrays.stream(Way.values())
                                        .filter(way -> choices.wants(kind, way))
                                        .map(Way::word)
                                        .toList())),
                text(choices.quiet().from()),
                text(choices.quiet().until()),
                choices.quiet().days().stream().sorted().toList(),
                choices.office() == null ? HOURS : OFFICE,
                choices.office() == null ? null : choices.office().calendar(),
                choices.names());
    }

    private Choices.@Nullable Office office(String by, @Nullable UUID calendar) {
        if (by.equals(HOURS)) {
            return null;
        }
        if (!by.equals(OFFICE)) {
            throw InvalidRequest.field("quietBy", t("notifications.refused.quiet"));
        }
        if (calendar != null && calendars.find(calendar).isEmpty()) {
            throw InvalidRequest.field("quietCalendar", t("notifications.refused.calendar"));
        }
        return new Choices.Office(calendar);
    }

    private static @Nullable String text(@Nullable LocalTime time) {
        return time == null ? null : time.toString();
    }

    private static Set<Way> ways(List<String> words) {
        var ways = EnumSet.noneOf(Way.class);
        for (var word : words) {
            ways.add(Way.named(word).orElseThrow(() -> InvalidRequest.field("ways", t("notifications.refused.way"))));
        }
        return ways;
    }

    private static Choices.Quiet quiet(String from, String until, Set<DayOfWeek> days) {
        if (from.isBlank() != until.isBlank()) {
            throw InvalidRequest.field("quietUntil", t("notifications.refused.half"));
        }
        return from.isBlank() ? new Choices.Quiet(null, null, days) : new Choices.Quiet(time(from), time(until), days);
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw InvalidRequest.field("quietFrom", t("notifications.refused.time"));
        }
    }

    private String page(Model model, Choices choices, String from, String until, @Nullable String wrong) {
        var lines = Arrays.stream(Kind.values())
                .map(kind -> new PreferencePage.Line(
                        kind.word(),
                        t("notifications.kind." + kind.word()),
                        t("notifications.kind." + kind.word() + ".hint"),
                        Arrays.stream(Way.values())
                                .map(way -> new PreferencePage.Box(way.word(), choices.wants(kind, way)))
                                .toList()))
                .toList();
        var days = IntStream.range(0, 7)
                .mapToObj(n -> settings.weekStart().plus(n))
                .map(day -> new PreferencePage.Day(
                        day,
                        day.getDisplayName(TextStyle.FULL, LocaleContextHolder.getLocale()),
                        choices.quiet().days().contains(day)))
                .toList();
        model.addAttribute(
                "page",
                new PreferencePage(
                        lines,
                        choices.names(),
                        choices.office() != null,
                        calendars(choices.office()),
                        from,
                        until,
                        days,
                        settings.zone().getId(),
                        wrong,
                        browsers.key(),
                        browsers.mine()));
        return "notifications/preferences";
    }

    // The usual one of the company has no id of its own here: whichever that is at the time is meant.
    private List<PreferencePage.Hours> calendars(Choices.@Nullable Office office) {
        var chosen = office == null ? null : office.calendar();
        return calendars.all().stream()
                .map(it -> new PreferencePage.Hours(
                        it.usual() ? "" : it.id().toString(),
                        it.name(),
                        it.usual() ? chosen == null : it.id().equals(chosen)))
                .toList();
    }
}
