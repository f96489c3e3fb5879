package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForAdministrators;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The teams and who belongs to them.
@Controller
@ForAdministrators
@RequestMapping("/settings/teams")
class TeamsController {

    private final Teams teams;
    private final Members members;

    TeamsController(Teams teams, Members members) {
        this.teams = teams;
        this.members = members;
    }

    @GetMapping
    String show(Model model) {
        model.addAttribute("teams", teams.all());
        model.addAttribute("people", members.active());
        return "team/teams";
    }

    @PostMapping
    String create(
            @RequestParam String name,
            @RequestParam(required = false) @Nullable List<UUID> member,
            RedirectAttributes redirect) {
        var team = teams.create(name, member == null ? List.of() : member);
        redirect.addFlashAttribute("done", t("team.teams.created", "name", team.name()));
        return "redirect:/settings/teams";
    }

    @PostMapping("/{id}")
    String update(
            @PathVariable UUID id,
            @RequestParam String name,
            @RequestParam(required = false) @Nullable List<UUID> member,
            RedirectAttributes redirect) {
        teams.change(id, name, member == null ? List.of() : member);
        redirect.addFlashAttribute("done", t("team.saved"));
        return "redirect:/settings/teams";
    }
}
