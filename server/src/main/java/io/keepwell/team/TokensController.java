package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import jakarta.servlet.http.HttpServletResponse;
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

/// The API tokens of the member who looks; an administrator sees everybody's.
@Controller
@ForTeam
@RequestMapping("/settings/tokens")
class TokensController {

    /// A token and whether it is valid now.
    record Row(ApiToken token, boolean valid) {}

    /// What the page shows.
    ///
    /// @param secret the token just made, null otherwise
    record Page(
            List<Row> tokens, boolean everybodys, @Nullable String secret, String name, Wrongs wrongs) {}

    private final ApiTokens tokens;

    TokensController(ApiTokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping
    String show(Model model) {
        return page(model, null, "", Wrongs.NONE);
    }

    @PostMapping
    String create(
            @RequestParam String name,
            @RequestParam Scope scope,
            @RequestParam(required = false) @Nullable Integer days,
            HttpServletResponse response,
            Model model) {
        try {
            // shown here and now, for afterwards nobody knows it
            return page(model, tokens.create(name, scope, days).secret(), "", Wrongs.NONE);
        } catch (InvalidRequest wrong) {
            response.setStatus(400);
            return page(model, null, name, new Wrongs(wrong.errors()));
        }
    }

    @PostMapping("/{id}/revocation")
    String revoke(@PathVariable UUID id, RedirectAttributes redirect) {
        tokens.revoke(id);
        redirect.addFlashAttribute("done", t("team.tokens.revoked"));
        return "redirect:/settings/tokens";
    }

    private String page(Model model, @Nullable String secret, String name, Wrongs wrongs) {
        model.addAttribute(
                "page",
                new Page(
                        tokens.list().stream()
                                .map(token -> new Row(token, tokens.valid(token)))
                                .toList(),
                        forAdministrator(),
                        secret,
                        name,
                        wrongs));
        return "team/tokens";
    }

    /// Whether the tokens of everybody are shown, and whose each is.
    private static boolean forAdministrator() {
        return SignedInMembers.principal()
                .filter(principal -> principal.member().role() == Role.ADMINISTRATOR)
                .isPresent();
    }
}
