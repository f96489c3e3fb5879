package io.keepwell.team;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.ForEveryone;
import io.keepwell.shared.InvalidRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The first page of a new installation: makes the first administrator, and is gone as soon as there is one.
@Controller
@RequestMapping("/first-run")
class FirstRunController {

    /// What the page shows.
    ///
    /// @param open whether the way is readable by others
    record Page(String name, String email, Wrongs wrongs, boolean open) {}

    private final People people;
    private final MemberStore members;
    private final SessionMembers sessions;
    private final KeepwellSettings settings;

    FirstRunController(People people, MemberStore members, SessionMembers sessions, KeepwellSettings settings) {
        this.people = people;
        this.members = members;
        this.sessions = sessions;
        this.settings = settings;
    }

    @ForEveryone
    @GetMapping
    String show(HttpServletRequest request, Model model) {
        if (!members.none()) {
            return "redirect:/";
        }
        return page(model, new Page("", "", Wrongs.NONE, open(request)));
    }

    @ForEveryone
    @PostMapping
    String create(
            @RequestParam String name,
            @RequestParam String email,
            @RequestParam String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (open(request)) {
            response.setStatus(403);
            return page(model, new Page("", "", Wrongs.NONE, true));
        }
        try {
            var member = people.first(
                    new People.Newcomer(email, name, Role.ADMINISTRATOR, password), LocaleContextHolder.getLocale());
            sessions.begin(request, member);
            return "redirect:/inbox";
        } catch (InvalidRequest wrong) {
            response.setStatus(400);
            return page(model, new Page(name, email, new Wrongs(wrong.errors()), false));
        }
    }

    private boolean open(HttpServletRequest request) {
        return Transport.of(request, settings) == Transport.OPEN;
    }

    private static String page(Model model, Page page) {
        model.addAttribute("page", page);
        return "team/first-run";
    }
}
