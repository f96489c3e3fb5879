package io.keepwell.trackers;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.Refusal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The pages where administrators connect trackers.
@Controller
@ForAdministrators
@RequestMapping("/settings/trackers")
class TrackerSettingsController {

    /// What was typed and refused; never the token.
    record Typed(String kind, String name, String url, boolean privateNetwork) {

        static final Typed NOTHING = new Typed("github", "", "", false);
    }

    /// What the list shows.
    ///
    /// @param wrong sentence by field
    record ListPage(List<Connection> connections, Typed typed, Map<String, String> wrong) {

        /// What is wrong with none of the fields that stand there.
        @Nullable
        String other() {
            return wrong.entrySet().stream()
                    .filter(it -> !List.of("url", "name", "token").contains(it.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
    }

    /// What the page of one connection shows.
    ///
    /// @param hook   where the tracker calls
    /// @param secret the secret just made, null otherwise
    /// @param wrong  sentence by field
    record OnePage(
            Connection connection, String hook, @Nullable String secret, Typed typed, Map<String, String> wrong) {}

    private final Connections connections;

    TrackerSettingsController(Connections connections) {
        this.connections = connections;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("page", new ListPage(connections.all(), Typed.NOTHING, Map.of()));
        return "trackers/list";
    }

    @PostMapping
    ModelAndView create(
            @RequestParam String kind,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String url,
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "false") boolean privateNetwork) {
        try {
            var made =
                    connections.create(ConnectionFields.of(TrackerKind.named(kind), name, url, privateNetwork, token));
            return one(made.connection(), made.secret());
        } catch (Refusal refused) {
            return new ModelAndView(
                    "trackers/list",
                    Map.of(
                            "page",
                            new ListPage(
                                    connections.all(), new Typed(kind, name, url, privateNetwork), wrong(refused))),
                    HttpStatus.valueOf(refused.kind().status()));
        }
    }

    private static Map<String, String> wrong(Refusal refused) {
        return refused.errors().isEmpty()
                ? Map.of("", refused.sentence())
                : refused.errors().stream()
                        .collect(Collectors.toMap(
                                Refusal.FieldError::field, Refusal.FieldError::message, (one, other) -> one));
    }

    @GetMapping("/{id}")
    ModelAndView show(@PathVariable UUID id) {
        return one(connections.get(id), null);
    }

    private ModelAndView one(Connection connection, @Nullable String secret) {
        var typed =
                new Typed(connection.kind().word(), connection.name(), connection.url(), connection.privateNetwork());
        return new ModelAndView(
                "trackers/one",
                Map.of("page", new OnePage(connection, connections.hook(connection), secret, typed, Map.of())));
    }

    @PostMapping("/{id}")
    ModelAndView change(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String url,
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "false") boolean privateNetwork,
            RedirectAttributes redirect) {
        var before = connections.get(id);
        try {
            connections.change(id, ConnectionFields.of(before.kind(), name, url, privateNetwork, token));
        } catch (Refusal refused) {
            return new ModelAndView(
                    "trackers/one",
                    Map.of(
                            "page",
                            new OnePage(
                                    before,
                                    connections.hook(before),
                                    null,
                                    new Typed(before.kind().word(), name, url, privateNetwork),
                                    wrong(refused))),
                    HttpStatus.valueOf(refused.kind().status()));
        }
        redirect.addFlashAttribute("done", t("trackers.done.saved"));
        return new ModelAndView("redirect:/settings/trackers/" + id);
    }

    @PostMapping("/{id}/test")
    String test(@PathVariable UUID id, RedirectAttributes redirect) {
        var wrong = connections.test(id);
        redirect.addFlashAttribute(wrong == null ? "done" : "failed", wrong == null ? t("trackers.done.test") : wrong);
        return "redirect:/settings/trackers/" + id;
    }

    @PostMapping("/{id}/secret")
    ModelAndView rotate(
            @PathVariable UUID id, @RequestParam(defaultValue = "") String secret, RedirectAttributes redirect) {
        var made = connections.rotate(id, secret);
        if (!secret.isBlank()) {
            redirect.addFlashAttribute("done", t("trackers.done.secret"));
            return new ModelAndView("redirect:/settings/trackers/" + id);
        }
        // shown here and now, for afterwards nobody sees it
        return one(made.connection(), made.secret());
    }

    @PostMapping("/{id}/disable")
    String disable(@PathVariable UUID id, RedirectAttributes redirect) {
        connections.disable(id, true);
        redirect.addFlashAttribute("done", t("trackers.done.disabled"));
        return "redirect:/settings/trackers/" + id;
    }

    @PostMapping("/{id}/enable")
    String enable(@PathVariable UUID id, RedirectAttributes redirect) {
        connections.disable(id, false);
        redirect.addFlashAttribute("done", t("trackers.done.enabled"));
        return "redirect:/settings/trackers/" + id;
    }

    @PostMapping("/{id}/deletion")
    String delete(@PathVariable UUID id, RedirectAttributes redirect) {
        connections.delete(id);
        redirect.addFlashAttribute("done", t("trackers.done.deleted"));
        return "redirect:/settings/trackers";
    }
}
