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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where the link of an invitation leads: name, password, and in.
@Controller
@RequestMapping("/invitations/{token}")
class InvitationController {

    /// What the page shows.
    ///
    /// @param token the secret of the link
    /// @param open  whether the way is readable by others
    record Page(String token, Invitation invitation, String name, Wrongs wrongs, boolean open) {}

    private final Invitations invitations;
    private final SessionMembers sessions;
    private final KeepwellSettings settings;

    InvitationController(Invitations invitations, SessionMembers sessions, KeepwellSettings settings) {
        this.invitations = invitations;
        this.sessions = sessions;
        this.settings = settings;
    }

    @ForEveryone
    @GetMapping
    String show(@PathVariable String token, HttpServletRequest request, Model model) {
        return page(model, token, "", Wrongs.NONE, open(request));
    }

    @ForEveryone
    @PostMapping
    String create(
            @PathVariable String token,
            @RequestParam String name,
            @RequestParam String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (open(request)) {
            response.setStatus(403);
            return page(model, token, "", Wrongs.NONE, true);
        }
        try {
            var member = invitations.accept(token, name, password, LocaleContextHolder.getLocale());
            sessions.begin(request, member);
            return "redirect:/inbox";
        } catch (InvalidRequest wrong) {
            response.setStatus(400);
            return page(model, token, name, new Wrongs(wrong.errors()), false);
        }
    }

    private String page(Model model, String token, String name, Wrongs wrongs, boolean open) {
        var invitation = invitations.findOpen(token).orElseThrow(InvitationOver::new);
        model.addAttribute("page", new Page(token, invitation, name, wrongs, open));
        return "team/invitation";
    }

    private boolean open(HttpServletRequest request) {
        return Transport.of(request, settings) == Transport.OPEN;
    }
}
