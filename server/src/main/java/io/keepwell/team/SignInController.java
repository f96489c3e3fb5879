package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.ForEveryone;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/// The door: sign-in and sign-out.
@Controller
class SignInController {

    private final SignIn signIn;
    private final SessionMembers sessions;
    private final MemberStore members;
    private final Members current;
    private final KeepwellSettings settings;
    private final ObjectProvider<DemoPeople> demo;

    SignInController(
            SignIn signIn,
            SessionMembers sessions,
            MemberStore members,
            Members current,
            KeepwellSettings settings,
            ObjectProvider<DemoPeople> demo) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.members = members;
        this.current = current;
        this.settings = settings;
        this.demo = demo;
    }

    @ForEveryone
    @GetMapping("/")
    String home() {
        if (current.current().isPresent()) {
            return "redirect:/inbox";
        }
        return members.none() ? "redirect:/first-run" : "redirect:/sign-in";
    }

    @ForEveryone
    @GetMapping("/sign-in")
    String show(@RequestParam(defaultValue = "") String to, HttpServletRequest request, Model model) {
        if (current.current().isPresent()) {
            return "redirect:" + WayOn.after(to);
        }
        if (members.none() && people().isEmpty()) {
            return "redirect:/first-run";
        }
        return page(model, request, "", to, null);
    }

    @ForEveryone
    @PostMapping("/sign-in")
    String create(
            @RequestParam String email,
            @RequestParam String password,
            @RequestParam(defaultValue = "") String to,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (Transport.of(request, settings) == Transport.OPEN) {
            response.setStatus(403);
            return page(model, request, "", to, null);
        }
        return switch (signIn.attempt(email, password, request.getRemoteAddr())) {
            case SignIn.Outcome.Welcome(var member) -> {
                sessions.begin(request, member);
                signIn.welcomed(member);
                yield "redirect:" + WayOn.after(to);
            }
            case SignIn.Outcome.CodeNeeded(var member) -> {
                sessions.awaitCode(request, member);
                yield "redirect:"
                        + UriComponentsBuilder.fromPath("/sign-in/code")
                                .queryParam("to", "{to}")
                                .encode()
                                .buildAndExpand(WayOn.after(to))
                                .toUriString();
            }
            case SignIn.Outcome.Wrong() -> {
                response.setStatus(401);
                yield page(model, request, email, to, t("team.sign-in.wrong"));
            }
            case SignIn.Outcome.Later(var pause) -> {
                response.setStatus(429);
                response.setHeader("Retry-After", String.valueOf(Math.max(1, pause.toSeconds())));
                yield page(model, request, email, to, later(pause));
            }
        };
    }

    /// The second step: the code from the app, or a recovery code.
    @ForEveryone
    @GetMapping("/sign-in/code")
    String showCode(@RequestParam(defaultValue = "") String to, HttpServletRequest request, Model model) {
        if (sessions.awaitingCode(request).isEmpty()) {
            return "redirect:/sign-in";
        }
        return codePage(model, to, null);
    }

    @ForEveryone
    @PostMapping("/sign-in/code")
    String createCode(
            @RequestParam String code,
            @RequestParam(defaultValue = "") String to,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var member = sessions.awaitingCode(request);
        if (member.isEmpty()) {
            return "redirect:/sign-in";
        }
        return switch (signIn.code(member.get(), code)) {
            case SignIn.Outcome.Welcome(var known) -> {
                sessions.begin(request, known);
                signIn.welcomed(known);
                yield "redirect:" + WayOn.after(to);
            }
            case SignIn.Outcome.Later(var pause) -> {
                response.setStatus(429);
                yield codePage(model, to, later(pause));
            }
            case SignIn.Outcome.Wrong _, SignIn.Outcome.CodeNeeded _ -> {
                response.setStatus(401);
                yield codePage(model, to, t("team.code.wrong"));
            }
        };
    }

    /// One click of the demo. There is no such thing in an installation of one's own.
    @ForEveryone
    @PostMapping("/sign-in/demo")
    String createDemo(
            @RequestParam UUID member, @RequestParam(defaultValue = "") String to, HttpServletRequest request) {
        var chosen = people().stream()
                .map(DemoPeople.Person::member)
                .filter(person -> person.id().equals(member) && person.active())
                .findFirst()
                .orElseThrow(() -> new NoRight(t("team.no-right")));
        sessions.begin(request, chosen);
        signIn.welcomed(chosen);
        return "redirect:" + WayOn.after(to);
    }

    @ForEveryone
    @PostMapping("/sign-out")
    String destroy(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        return "redirect:/sign-in";
    }

    static String later(Duration pause) {
        long seconds = Math.max(1, pause.toSeconds());
        return seconds < 90
                ? t("team.sign-in.later.seconds", "count", seconds)
                : t("team.sign-in.later.minutes", "count", (seconds + 59) / 60);
    }

    private static String codePage(Model model, String to, @Nullable String problem) {
        model.addAttribute("page", new SignInPage("", to, problem, false, List.of()));
        return "team/code";
    }

    private String page(Model model, HttpServletRequest request, String email, String to, @Nullable String problem) {
        boolean open = Transport.of(request, settings) == Transport.OPEN;
        model.addAttribute("page", new SignInPage(email, to, problem, open, open ? List.of() : people()));
        return "team/sign-in";
    }

    private List<DemoPeople.Person> people() {
        return settings.demo()
                ? demo.stream().flatMap(source -> source.people().stream()).toList()
                : List.of();
    }
}
