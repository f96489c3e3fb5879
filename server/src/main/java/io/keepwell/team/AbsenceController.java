package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
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

/// Being away and back: one's own on one's own page, everybody's for administrators, and the same for programs.
@Controller
@Tag(name = "Team")
class AbsenceController {

    @Schema(name = "Absence", description = "Somebody who is away; nothing is given to them")
    record Answer(
            UUID member,
            Instant since,

            @Schema(description = "null until somebody says that they are back") @Nullable
            Instant until) {}

    @Schema(name = "AbsenceChange")
    record Change(
            @Schema(description = "Until when; null until somebody says that they are back") @Nullable
            Instant until) {}

    private final Absences absences;
    private final Members members;
    private final ZoneId zone;

    AbsenceController(Absences absences, Members members, @Value("${keepwell.zone:Europe/Berlin}") ZoneId zone) {
        this.absences = absences;
        this.members = members;
        this.zone = zone;
    }

    @ForTeam
    @PostMapping("/me/absence")
    String create(@RequestParam(defaultValue = "") String until, RedirectAttributes redirect) {
        absences.begin(members.require().id(), instant(until));
        redirect.addFlashAttribute("done", t("team.absence.noted"));
        return "redirect:/me";
    }

    @ForTeam
    @PostMapping("/me/absence/end")
    String destroy(RedirectAttributes redirect) {
        absences.end(members.require().id());
        redirect.addFlashAttribute("done", t("team.absence.over"));
        return "redirect:/me";
    }

    @ForAdministrators
    @PostMapping("/settings/people/{id}/absence")
    String createFor(
            @PathVariable UUID id, @RequestParam(defaultValue = "") String until, RedirectAttributes redirect) {
        absences.begin(id, instant(until));
        redirect.addFlashAttribute("done", t("team.absence.noted"));
        return "redirect:/settings/people";
    }

    @ForAdministrators
    @PostMapping("/settings/people/{id}/absence/end")
    String destroyFor(@PathVariable UUID id, RedirectAttributes redirect) {
        absences.end(id);
        redirect.addFlashAttribute("done", t("team.absence.over"));
        return "redirect:/settings/people";
    }

    @ForTeam
    @ResponseBody
    @GetMapping("/api/v1/absences")
    @Operation(summary = "Who is away now")
    Slice<Answer> list() {
        return new Slice<>(
                absences.all().stream()
                        .map(absence -> new Answer(absence.member(), absence.since(), absence.until()))
                        .toList(),
                null);
    }

    @ForTeam
    @ResponseBody
    @PutMapping("/api/v1/members/{id}/absence")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Say that somebody is away", description = "Yourself; an administrator everybody.")
    void set(@PathVariable UUID id, @RequestBody Change change) {
        absences.begin(id, change.until());
    }

    @ForTeam
    @ResponseBody
    @DeleteMapping("/api/v1/members/{id}/absence")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Say that somebody is back")
    void end(@PathVariable UUID id) {
        absences.end(id);
    }

    private @Nullable Instant instant(String typed) {
        if (typed.isBlank()) {
            return null;
        }
        try {
            return LocalDateTime.parse(typed).atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            throw InvalidRequest.field("until", t("team.absence.when"));
        }
    }
}
