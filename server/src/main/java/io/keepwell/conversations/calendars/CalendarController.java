package io.keepwell.conversations.calendars;

import static io.keepwell.shared.Texts.t;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Moments;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The pages where an administrator says when somebody attends.
@Controller
@ForAdministrators
@RequestMapping("/settings/calendars")
class CalendarController {

    private static final String PAGE = "conversations/calendars/calendar";
    private static final List<String> USUAL =
            List.of("09:00-17:00", "09:00-17:00", "09:00-17:00", "09:00-17:00", "09:00-17:00", "", "");

    private final CalendarSettings settings;
    private final Calendars calendars;
    private final KeepwellSettings workspace;
    private final Clock clock;

    CalendarController(CalendarSettings settings, Calendars calendars, KeepwellSettings workspace, Clock clock) {
        this.settings = settings;
        this.calendars = calendars;
        this.workspace = workspace;
        this.clock = clock;
    }

    /// A calendar in the list.
    record Row(Calendar calendar, String zone, long holidays) {}

    /// A calendar to be read or changed.
    ///
    /// @param id      null for one that is not there yet
    /// @param draft   what stands in the fields
    /// @param usual   whether it holds where nothing else was said
    /// @param trial   a start and a length to try it with
    /// @param outcome what came of the trial, or null
    /// @param wrong   what is wrong with the fields, or null
    record Page(
            @Nullable UUID id,
            CalendarDraft draft,
            boolean usual,
            Trial trial,
            @Nullable String outcome,
            @Nullable String wrong) {

        String action() {
            return id == null ? "/settings/calendars" : "/settings/calendars/" + id;
        }

        String hours(int day) {
            return day < draft.hours().size() ? draft.hours().get(day) : "";
        }

        String zone() {
            var zone = draft.zone();
            return zone == null ? "" : zone;
        }
    }

    record Trial(String start, String hours) {}

    @GetMapping
    String list(Model model) {
        var today = clock.instant().atZone(workspace.zone()).toLocalDate();
        model.addAttribute(
                "calendars",
                calendars.all().stream()
                        .map(it -> new Row(
                                it,
                                it.zone(workspace.zone()).getId(),
                                it.holidays().stream()
                                        .filter(day -> !day.day().isBefore(today))
                                        .count()))
                        .toList());
        return "conversations/calendars/list";
    }

    @GetMapping("/new")
    String begin(Model model) {
        model.addAttribute(
                "page",
                new Page(null, new CalendarDraft("", "", USUAL, List.of()), false, new Trial("", ""), null, null));
        return PAGE;
    }

    @GetMapping("/{id}")
    String show(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String start,
            @RequestParam(required = false) @Nullable String hours,
            Model model) {
        var calendar = settings.get(id);
        var zone = calendar.zone(workspace.zone());
        var now = clock.instant().atZone(zone).toLocalDateTime().withSecond(0).withNano(0);
        var trial = new Trial(
                start == null
                        ? now.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME).substring(0, 16)
                        : start,
                hours == null ? "4" : hours);
        model.addAttribute(
                "page",
                new Page(
                        id,
                        CalendarDraft.of(calendar),
                        calendar.usual(),
                        trial,
                        start == null ? null : outcome(calendar, zone, trial),
                        null));
        return PAGE;
    }

    private String outcome(Calendar calendar, ZoneId zone, Trial trial) {
        try {
            var from = LocalDateTime.parse(trial.start()).atZone(zone).toInstant();
            var minutes = Math.round(Double.parseDouble(trial.hours().replace(',', '.')) * 60);
            if (minutes < 1 || minutes > 600_000) {
                return t("conversations.calendars.try.wrong");
            }
            return calendar.counting(workspace.zone())
                    .due(from, Duration.ofMinutes(minutes))
                    .map(due -> t("conversations.calendars.try.due", "time", Moments.exact(due)))
                    .orElseGet(() -> t("conversations.calendars.try.never"));
        } catch (DateTimeException | NumberFormatException e) {
            return t("conversations.calendars.try.wrong");
        }
    }

    @PostMapping
    ModelAndView create(
            @RequestParam String name,
            @RequestParam String zone,
            @RequestParam List<String> hours,
            @RequestParam String holidays,
            RedirectAttributes redirect) {
        var draft = draft(name, zone, hours, holidays);
        try {
            var made = settings.create(draft);
            redirect.addFlashAttribute("done", t("conversations.calendars.made", "name", made.name()));
            return new ModelAndView("redirect:/settings/calendars");
        } catch (InvalidRequest wrong) {
            return again(null, draft, false, wrong);
        }
    }

    @PostMapping("/{id}")
    ModelAndView change(
            @PathVariable UUID id,
            @RequestParam String name,
            @RequestParam String zone,
            @RequestParam List<String> hours,
            @RequestParam String holidays,
            RedirectAttributes redirect) {
        var draft = draft(name, zone, hours, holidays);
        try {
            var kept = settings.change(id, draft);
            redirect.addFlashAttribute("done", t("conversations.calendars.kept", "name", kept.name()));
            return new ModelAndView("redirect:/settings/calendars");
        } catch (InvalidRequest wrong) {
            return again(id, draft, settings.get(id).usual(), wrong);
        }
    }

    @PostMapping("/{id}/removal")
    String remove(@PathVariable UUID id, RedirectAttributes redirect) {
        var name = settings.get(id).name();
        settings.remove(id);
        redirect.addFlashAttribute("done", t("conversations.calendars.removed", "name", name));
        return "redirect:/settings/calendars";
    }

    private static ModelAndView again(@Nullable UUID id, CalendarDraft draft, boolean usual, InvalidRequest wrong) {
        var page = new ModelAndView(
                PAGE, Map.of("page", new Page(id, draft, usual, new Trial("", ""), null, wrong.sentence())));
        page.setStatus(HttpStatus.BAD_REQUEST);
        return page;
    }

    // A name may hold commas, hours do: a day ends with its line.
    private static CalendarDraft draft(String name, String zone, List<String> hours, String holidays) {
        return new CalendarDraft(name, zone, hours, Arrays.asList(holidays.split("\\R")));
    }
}
