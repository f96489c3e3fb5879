package io.keepwell.conversations.calendars;

import static io.keepwell.shared.Texts.t;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Calendars, for programs; and the function that counts by them.
@RestController
@RequestMapping("/api/v1/calendars")
@Tag(name = "Calendars", description = "When somebody attends: the one truth behind promises, agreed times and reports")
class CalendarApi {

    @Schema(name = "CalendarHoliday", description = "A day that is not like its weekday")
    record Day(
            LocalDate day,
            @Nullable String name,

            @Schema(description = "Hours attended on that day; null for none", example = "09:00-12:00") @Nullable
            String hours) {}

    @Schema(name = "Calendar")
    record Answer(
            UUID id,
            String name,

            @Schema(description = "null for the zone of the workspace") @Nullable
            String zone,

            @Schema(
                    description = "Monday to Sunday; an empty text is a day off, a span that ends before it begins"
                            + " lasts until the next day, 24:00 is legal as an end",
                    example = "[\"09:00-12:00, 13:00-17:00\"]")
            List<String> hours,

            List<Day> holidays,

            @Schema(description = "Grows with every change") int version,

            @Schema(description = "Whether it holds where nothing else was said")
            boolean usual) {

        static Answer of(Calendar it) {
            var zone = it.zone();
            return new Answer(
                    it.id(),
                    it.name(),
                    zone == null ? null : zone.getId(),
                    it.hours(),
                    it.holidays().stream()
                            .map(day -> new Day(day.day(), day.name(), day.hours()))
                            .toList(),
                    it.version(),
                    it.usual());
        }
    }

    @Schema(name = "CalendarChange", description = "What to set; what is absent stays")
    record Change(
            @Nullable String name,

            @Schema(description = "IANA name; empty for the zone of the workspace") @Nullable
            String zone,

            @Schema(description = "Seven texts, Monday to Sunday") @Nullable
            List<String> hours,

            @Nullable List<Day> holidays) {

        CalendarDraft over(CalendarDraft before) {
            return new CalendarDraft(
                    name == null ? before.name() : name,
                    zone == null ? before.zone() : zone,
                    hours == null ? before.hours() : hours,
                    holidays == null
                            ? before.holidays()
                            : holidays.stream()
                                    .map(day -> CalendarDraft.line(new Holiday(day.day(), day.name(), day.hours())))
                                    .toList());
        }
    }

    @Schema(name = "AttendedTime", description = "How much attended time lies between two instants")
    record Counted(Instant from, Instant to, double minutes) {}

    @Schema(name = "AttendedDue", description = "When so much attended time has passed; null where that is never")
    record Due(Instant start, long minutes, @Nullable Instant due) {}

    private final CalendarSettings settings;
    private final Calendars calendars;
    private final KeepwellSettings workspace;

    CalendarApi(CalendarSettings settings, Calendars calendars, KeepwellSettings workspace) {
        this.settings = settings;
        this.calendars = calendars;
        this.workspace = workspace;
    }

    @ForTeam
    @GetMapping
    @Operation(summary = "All calendars, the usual one first")
    Slice<Answer> list() {
        return new Slice<>(calendars.all().stream().map(Answer::of).toList(), null);
    }

    @ForTeam
    @GetMapping("/{id}")
    @Operation(summary = "One calendar")
    Answer get(@PathVariable UUID id) {
        return Answer.of(settings.get(id));
    }

    @ForAdministrators
    @PostMapping
    @Transactional
    @Operation(summary = "Make a calendar")
    ResponseEntity<Answer> create(@RequestBody Change change) {
        var made = settings.create(change.over(new CalendarDraft("", "", List.of(), List.of())));
        return ResponseEntity.created(URI.create("/api/v1/calendars/" + made.id()))
                .body(Answer.of(made));
    }

    @ForAdministrators
    @PatchMapping("/{id}")
    @Transactional
    @Operation(
            summary = "Change a calendar",
            description = "Clocks of open conversations are worked out anew in the background; verdicts that were found"
                    + " stand.")
    Answer change(@PathVariable UUID id, @RequestBody Change change) {
        return Answer.of(settings.change(id, change.over(CalendarDraft.of(settings.get(id)))));
    }

    @ForAdministrators
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a calendar that nothing is counted by")
    void remove(@PathVariable UUID id) {
        settings.remove(id);
    }

    @ForTeam
    @GetMapping("/{id}/due")
    @Operation(summary = "When so many attended minutes have passed since an instant")
    Due due(@PathVariable UUID id, @RequestParam Instant start, @RequestParam long minutes) {
        if (minutes < 0) {
            throw InvalidRequest.field("minutes", t("conversations.sla.wrong.minutes", "typed", minutes));
        }
        var time = settings.get(id).counting(workspace.zone());
        return new Due(
                start, minutes, time.due(start, Duration.ofMinutes(minutes)).orElse(null));
    }

    @ForTeam
    @GetMapping("/{id}/elapsed")
    @Operation(summary = "How many attended minutes lie between two instants")
    Counted elapsed(@PathVariable UUID id, @RequestParam Instant from, @RequestParam Instant to) {
        var time = settings.get(id).counting(workspace.zone());
        return new Counted(from, to, time.between(from, to).toNanos() / 60e9);
    }
}
