package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What members decide about themselves: name, language, looks, password, second factor, sessions.
@Controller
@ForTeam
@RequestMapping("/me")
class MeController {

    /// What the page shows.
    ///
    /// @param codesLeft how many recovery codes are unused
    /// @param absence   whether they are away, or null
    record Page(
            Member member,
            List<MemberSessions.Open> sessions,
            boolean secondFactor,
            int codesLeft,
            Absences.@Nullable Absence absence,
            Wrongs wrongs) {}

    private final Members members;
    private final People people;
    private final MemberSessions sessions;
    private final SecondFactor secondFactor;
    private final SignIn signIn;
    private final Absences absences;

    MeController(
            Members members,
            People people,
            MemberSessions sessions,
            SecondFactor secondFactor,
            SignIn signIn,
            Absences absences) {
        this.members = members;
        this.people = people;
        this.sessions = sessions;
        this.secondFactor = secondFactor;
        this.signIn = signIn;
        this.absences = absences;
    }

    @GetMapping
    String show(HttpServletRequest request, Model model) {
        return page(request, model, Wrongs.NONE);
    }

    @PostMapping("/profile")
    String updateProfile(
            @RequestParam String name,
            @RequestParam String locale,
            @RequestParam String theme,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        try {
            people.changeProfile(members.require(), name, Locale.forLanguageTag(locale), theme);
        } catch (InvalidRequest wrong) {
            response.setStatus(400);
            return page(request, model, new Wrongs(wrong.errors()));
        }
        redirect.addFlashAttribute("done", t("team.saved"));
        return "redirect:/me";
    }

    /// A new password ends all sessions but this one: whoever knew the old one is out.
    @PostMapping("/password")
    String updatePassword(
            @RequestParam String current,
            @RequestParam String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var member = members.require();
        var wrongs = new ArrayList<FieldError>();
        problem(signIn.confirm(member, current)).ifPresent(sentence -> wrongs.add(new FieldError("current", sentence)));
        PasswordRules.problem(password, member.email())
                .ifPresent(sentence -> wrongs.add(new FieldError("password", sentence)));
        if (!wrongs.isEmpty()) {
            response.setStatus(400);
            return page(request, model, new Wrongs(wrongs));
        }
        people.changePassword(member, password, request.getSession().getId());
        redirect.addFlashAttribute("done", t("team.me.password.changed"));
        return "redirect:/me";
    }

    @PostMapping("/sessions/{handle}/end")
    String endSession(@PathVariable String handle, RedirectAttributes redirect) {
        sessions.end(members.require().id(), handle);
        redirect.addFlashAttribute("done", t("team.sessions.ended"));
        return "redirect:/me";
    }

    @PostMapping("/sessions/end-others")
    String endOtherSessions(HttpServletRequest request, RedirectAttributes redirect) {
        sessions.endOthers(members.require().id(), request.getSession().getId());
        redirect.addFlashAttribute("done", t("team.sessions.others-ended"));
        return "redirect:/me";
    }

    @PostMapping("/second-factor")
    String beginSecondFactor() {
        var member = members.require().id();
        if (secondFactor.on(member)) {
            return "redirect:/me";
        }
        secondFactor.begin(member);
        return "redirect:/me/second-factor";
    }

    @GetMapping("/second-factor")
    String showSecondFactor(Model model) {
        return secondFactorPage(model, Wrongs.NONE);
    }

    @PostMapping("/second-factor/confirmation")
    String confirmSecondFactor(@RequestParam String code, HttpServletResponse response, Model model) {
        var codes = secondFactor.confirm(members.require(), code);
        if (codes.isEmpty()) {
            response.setStatus(400);
            return secondFactorPage(model, new Wrongs(List.of(new FieldError("code", t("team.code.wrong")))));
        }
        model.addAttribute("codes", codes.get());
        return "team/recovery-codes";
    }

    @PostMapping("/second-factor/removal")
    String removeSecondFactor(
            @RequestParam String current,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        var member = members.require();
        var problem = problem(signIn.confirm(member, current));
        if (problem.isPresent()) {
            response.setStatus(400);
            return page(request, model, new Wrongs(List.of(new FieldError("removal", problem.get()))));
        }
        secondFactor.remove(member);
        redirect.addFlashAttribute("done", t("team.second-factor.removed"));
        return "redirect:/me";
    }

    private String page(HttpServletRequest request, Model model, Wrongs wrongs) {
        var member = people.get(members.require().id());
        model.addAttribute(
                "page",
                new Page(
                        member,
                        sessions.of(member.id(), request.getSession().getId()),
                        secondFactor.on(member.id()),
                        secondFactor.recoveryCodesLeft(member.id()),
                        absences.of(member.id()).orElse(null),
                        wrongs));
        return "team/me";
    }

    private String secondFactorPage(Model model, Wrongs wrongs) {
        var member = members.require();
        var secret = secondFactor.pending(member.id());
        if (secret.isEmpty()) {
            return "redirect:/me";
        }
        model.addAttribute("secret", secret.get().replaceAll("(.{4})(?!$)", "$1 "));
        model.addAttribute("qr", QrCode.svg(SecondFactor.address(member, secret.get()), t("team.second-factor.qr")));
        model.addAttribute("wrongs", wrongs);
        return "team/second-factor";
    }

    private static Optional<String> problem(SignIn.Outcome outcome) {
        return switch (outcome) {
            case SignIn.Outcome.Welcome _ -> Optional.empty();
            case SignIn.Outcome.Later(var pause) -> Optional.of(SignInController.later(pause));
            case SignIn.Outcome.Wrong _, SignIn.Outcome.CodeNeeded _ -> Optional.of(t("team.me.password.wrong"));
        };
    }
}
