package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal.FieldError;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/// The people of the team and the invitations into it.
@Controller
@ForAdministrators
@RequestMapping("/settings/people")
class PeopleController {

    /// A member with the names of their teams, and whether they are away.
    record Person(Member member, List<String> teams, Absences.@Nullable Absence absence) {}

    /// An invitation and how it stands.
    record Invited(Invitation invitation, String state) {}

    /// What the page shows.
    ///
    /// @param me    id of the one who looks
    /// @param link  link of the invitation just made, null otherwise
    /// @param email address typed before
    record Page(
            UUID me,
            List<Person> people,
            List<Invited> invitations,
            List<Members.TeamName> teams,
            @Nullable String link,
            @Nullable String invited,
            String email,
            Wrongs wrongs) {}

    private final People people;
    private final Teams teams;
    private final Invitations invitations;
    private final Members members;
    private final Absences absences;

    PeopleController(People people, Teams teams, Invitations invitations, Members members, Absences absences) {
        this.people = people;
        this.teams = teams;
        this.invitations = invitations;
        this.members = members;
        this.absences = absences;
    }

    @GetMapping
    String show(Model model) {
        return page(model, null, "", Wrongs.NONE);
    }

    @PostMapping("/invitations")
    String invite(
            @RequestParam String email,
            @RequestParam Role role,
            @RequestParam(required = false) @Nullable List<UUID> team,
            HttpServletResponse response,
            Model model) {
        try {
            var made = invitations.invite(email, role, team == null ? List.of() : team);
            // shown here and now, for afterwards nobody knows it
            return page(model, made, "", Wrongs.NONE);
        } catch (InvalidRequest wrong) {
            response.setStatus(400);
            return page(model, null, email, new Wrongs(wrong.errors()));
        } catch (MemberExists exists) {
            response.setStatus(409);
            return page(model, null, email, new Wrongs(List.of(new FieldError("email", exists.sentence()))));
        }
    }

    @PostMapping("/invitations/{id}/revocation")
    String revoke(@PathVariable UUID id, RedirectAttributes redirect) {
        invitations.revoke(id);
        redirect.addFlashAttribute("done", t("team.invitation.revoked"));
        return "redirect:/settings/people";
    }

    @PostMapping("/{id}/role")
    String updateRole(@PathVariable UUID id, @RequestParam Role role, RedirectAttributes redirect) {
        var member = people.changeRole(id, role);
        redirect.addFlashAttribute(
                "done", t("team.people.role-changed", "name", member.name(), "role", t("team.role." + role.name())));
        return "redirect:/settings/people";
    }

    @PostMapping("/{id}/deactivation")
    String deactivate(@PathVariable UUID id, RedirectAttributes redirect) {
        redirect.addFlashAttribute(
                "done",
                t("team.people.deactivated", "name", people.deactivate(id).name()));
        return "redirect:/settings/people";
    }

    @PostMapping("/{id}/reactivation")
    String reactivate(@PathVariable UUID id, RedirectAttributes redirect) {
        redirect.addFlashAttribute(
                "done",
                t("team.people.reactivated", "name", people.reactivate(id).name()));
        return "redirect:/settings/people";
    }

    private String page(Model model, Invitations.@Nullable Made made, String email, Wrongs wrongs) {
        var all = teams.all();
        Map<UUID, List<String>> names = new HashMap<>();
        for (var team : all) {
            for (var member : team.members()) {
                names.computeIfAbsent(member.id(), id -> new ArrayList<>()).add(team.name());
            }
        }
        model.addAttribute(
                "page",
                new Page(
                        members.require().id(),
                        people.all().stream()
                                .map(member -> new Person(
                                        member,
                                        names.getOrDefault(member.id(), List.of()),
                                        absences.of(member.id()).orElse(null)))
                                .toList(),
                        invitations.list().stream()
                                .map(invitation -> new Invited(invitation, invitations.state(invitation)))
                                .toList(),
                        all.stream()
                                .map(team -> new Members.TeamName(team.id(), team.name()))
                                .toList(),
                        made == null ? null : made.link(),
                        made == null ? null : made.invitation().email(),
                        email,
                        wrongs));
        return "team/people";
    }
}
