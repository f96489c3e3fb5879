package io.keepwell.webhooks;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Members;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/// The page where administrators manage endpoints, and see what each was told.
@Controller
@ForAdministrators
@RequestMapping("/settings/webhooks")
class WebhookController {

    private static final int SHOWN = 50;

    /// What the list shows.
    ///
    /// @param draft what was typed and refused
    /// @param wrong sentence by field
    record ListPage(List<Endpoint> endpoints, List<Members.TeamName> teams, Draft draft, Map<String, String> wrong) {

        String team(Endpoint endpoint) {
            return teams.stream()
                    .filter(team -> team.id().equals(endpoint.team()))
                    .map(Members.TeamName::name)
                    .findFirst()
                    .orElse("");
        }
    }

    record Draft(String name, String url) {

        static final Draft EMPTY = new Draft("", "");
    }

    /// What the page of one endpoint shows.
    ///
    /// @param secret the secret just made, null otherwise
    record OnePage(
            Endpoint endpoint,
            List<String> known,
            List<Row> rows,
            boolean more,
            @Nullable String secret) {

        boolean wants(String type) {
            return endpoint.types().isEmpty() || endpoint.types().contains(type);
        }

        boolean event() {
            return endpoint.kind() == Endpoint.Kind.EVENT;
        }
    }

    record Row(Delivery delivery, List<Delivery.Attempt> attempts) {

        String outcome() {
            return Optional.ofNullable(attempts.isEmpty() ? null : attempts.getLast())
                    .map(last -> last.status() == null ? last.words() : "HTTP " + last.status())
                    .orElse("");
        }
    }

    private final Endpoints endpoints;
    private final DeliveryStore deliveries;
    private final Members members;
    private final Clock clock;

    WebhookController(Endpoints endpoints, DeliveryStore deliveries, Members members, Clock clock) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.members = members;
        this.clock = clock;
    }

    @GetMapping
    String list(Model model) {
        return list(model, Draft.EMPTY, Map.of());
    }

    private String list(Model model, Draft draft, Map<String, String> wrong) {
        model.addAttribute("page", new ListPage(endpoints.all(), members.teams(), draft, wrong));
        return "webhooks/list";
    }

    @PostMapping
    String create(
            @RequestParam String name,
            @RequestParam String url,
            @RequestParam(required = false) @Nullable UUID team,
            @RequestParam(defaultValue = "false") boolean privateNetwork,
            HttpServletResponse response,
            Model model) {
        try {
            if (team == null) {
                var fields = EndpointFields.of(name, url, List.of(), false, privateNetwork, EventType.ALL);
                var made = endpoints.create(fields);
                return one(model, made.endpoint(), made.secret());
            }
            var fields = EndpointFields.of(name, url, EventType.CHAT, false, privateNetwork, EventType.CHAT);
            return "redirect:/settings/webhooks/"
                    + endpoints.createChat(fields, team).id();
        } catch (InvalidRequest refused) {
            response.setStatus(400);
            var wrong = new HashMap<String, String>();
            refused.errors().forEach(error -> wrong.put(error.field(), error.message()));
            return list(model, new Draft(name, url), wrong);
        }
    }

    @GetMapping("/{id}")
    String show(@PathVariable UUID id, Model model) {
        return one(model, endpoints.get(id), null);
    }

    private String one(Model model, Endpoint endpoint, @Nullable String secret) {
        var rows = deliveries.newest(endpoint.id(), null, null, SHOWN + 1);
        var attempts = deliveries.attempts(rows.stream().map(Delivery::id).toList());
        model.addAttribute(
                "page",
                new OnePage(
                        endpoint,
                        endpoint.kind() == Endpoint.Kind.CHAT ? EventType.CHAT : EventType.ALL,
                        rows.stream()
                                .limit(SHOWN)
                                .map(row -> new Row(row, attempts.getOrDefault(row.id(), List.of())))
                                .toList(),
                        rows.size() > SHOWN,
                        secret));
        return "webhooks/one";
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable UUID id,
            @RequestParam String name,
            @RequestParam String url,
            @RequestParam(required = false) @Nullable List<String> type,
            @RequestParam(defaultValue = "false") boolean notes,
            @RequestParam(defaultValue = "false") boolean privateNetwork,
            RedirectAttributes redirect) {
        var before = endpoints.get(id);
        var known = before.kind() == Endpoint.Kind.CHAT ? EventType.CHAT : EventType.ALL;
        var types = type == null ? List.<String>of() : type;
        // all chosen means all there ever will be
        var wanted = before.kind() == Endpoint.Kind.EVENT && types.containsAll(known) ? List.<String>of() : types;
        if (types.isEmpty()) {
            throw InvalidRequest.field("types", t("webhooks.wrong.none"));
        }
        endpoints.change(id, EndpointFields.of(name, url, wanted, notes, privateNetwork, known));
        return done(redirect, id, t("webhooks.done.saved"));
    }

    @PostMapping("/{id}/secret")
    String rotate(@PathVariable UUID id, Model model) {
        var made = endpoints.rotate(id);
        // shown here and now, for afterwards nobody sees it
        return one(model, made.endpoint(), made.secret());
    }

    @PostMapping("/{id}/pause")
    String pause(@PathVariable UUID id, RedirectAttributes redirect) {
        endpoints.pause(id);
        return done(redirect, id, t("webhooks.done.paused"));
    }

    @PostMapping("/{id}/resumption")
    String resume(@PathVariable UUID id, RedirectAttributes redirect) {
        endpoints.resume(id);
        return done(redirect, id, t("webhooks.done.resumed"));
    }

    @PostMapping("/{id}/test")
    String test(@PathVariable UUID id, RedirectAttributes redirect) {
        endpoints.test(id);
        return done(redirect, id, t("webhooks.done.test"));
    }

    @PostMapping("/{id}/deliveries/{delivery}/replay")
    String replay(@PathVariable UUID id, @PathVariable UUID delivery, RedirectAttributes redirect) {
        endpoints.replay(id, delivery);
        return done(redirect, id, t("webhooks.done.replayed", "count", 1));
    }

    @PostMapping("/{id}/replay")
    String replay(@PathVariable UUID id, @RequestParam int hours, RedirectAttributes redirect) {
        var from = clock.instant().minus(Duration.ofHours(Math.clamp(hours, 1, 24 * 30)));
        return done(redirect, id, t("webhooks.done.replayed", "count", endpoints.replay(id, from, null)));
    }

    @PostMapping("/{id}/deletion")
    String delete(@PathVariable UUID id, RedirectAttributes redirect) {
        endpoints.delete(id);
        redirect.addFlashAttribute("done", t("webhooks.done.deleted"));
        return "redirect:/settings/webhooks";
    }

    private static String done(RedirectAttributes redirect, UUID id, String words) {
        redirect.addFlashAttribute("done", words);
        return "redirect:/settings/webhooks/" + id;
    }
}
