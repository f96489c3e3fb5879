package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import gg.jte.Content;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.Fragments;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Whether the calendar asks the same people each time (35): on the page of a survey, and for programs.
@ForAgents
@Controller
@Order(50)
@Tag(name = "Asking")
class SameGroupController implements SurveyPart {

    private final Surveys surveys;
    private final Waves waves;
    private final Members members;
    private final Fragments fragments;

    SameGroupController(Surveys surveys, Waves waves, Members members, Fragments fragments) {
        this.surveys = surveys;
        this.waves = waves;
        this.members = members;
        this.fragments = fragments;
    }

    @Schema(name = "SameGroup")
    record SameGroup(
            @Schema(
                    description =
                            "Whether each cycle asks the people of the first wave again, whoever is meant by then",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            Boolean sameGroup) {}

    @Override
    public Optional<Content> show(Survey survey) {
        boolean writes = members.current()
                .map(Member::role)
                .filter(it -> it != Role.VIEWER)
                .isPresent();
        return survey.follows() != SurveyTrigger.CALENDAR
                ? Optional.empty()
                : Optional.of(fragments.of(
                        "surveys/same-group.jte",
                        Map.of("survey", survey.id(), "same", waves.sameGroup(survey.id()), "writes", writes)));
    }

    @PostMapping("/surveys/{id}/same-group")
    String choose(
            @PathVariable UUID id, @RequestParam(defaultValue = "false") boolean same, RedirectAttributes redirect) {
        set(id, same);
        redirect.addFlashAttribute("done", t("surveys.same-group.saved"));
        return "redirect:/surveys/" + id;
    }

    @ResponseBody
    @PutMapping("/api/v1/surveys/{id}/same-group")
    @Operation(summary = "Say whether the calendar asks the people of the first wave again each time")
    SameGroup set(@PathVariable UUID id, @RequestBody SameGroup asked) {
        if (asked.sameGroup() == null) {
            throw InvalidRequest.field("sameGroup", t("surveys.same-group.missing"));
        }
        set(id, asked.sameGroup());
        return new SameGroup(waves.sameGroup(id));
    }

    private void set(UUID id, boolean same) {
        if (surveys.get(id).follows() != SurveyTrigger.CALENDAR) {
            throw InvalidRequest.field("sameGroup", t("surveys.same-group.no-calendar"));
        }
        waves.sameGroup(id, same);
    }
}
