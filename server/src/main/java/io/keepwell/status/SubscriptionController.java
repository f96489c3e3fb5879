package io.keepwell.status;

import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.ForEveryone;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Asking to be told, confirming it, choosing anew, and stopping it. Opening a link changes nothing, for
/// programs open every link; only a button does.
@ForEveryone
@Controller
class SubscriptionController {

    private final Subscriptions subscriptions;
    private final SubscriberStore store;
    private final Incidents incidents;
    private final StatusTokens tokens;
    private final StatusViews views;
    private final StatusPrinter printer;
    private final StatusPageController pages;

    SubscriptionController(
            Subscriptions subscriptions,
            SubscriberStore store,
            Incidents incidents,
            StatusTokens tokens,
            StatusViews views,
            StatusPrinter printer,
            StatusPageController pages) {
        this.subscriptions = subscriptions;
        this.store = store;
        this.incidents = incidents;
        this.tokens = tokens;
        this.views = views;
        this.printer = printer;
        this.pages = pages;
    }

    /// What somebody has typed or chosen.
    ///
    /// @param everything whether they want to hear of everything
    /// @param chosen     ids of components and groups
    record Chosen(
            String email,
            boolean everything,
            List<String> chosen,
            @Nullable String wrong) {

        static final Chosen NOTHING = new Chosen("", true, List.of(), null);

        static Chosen of(List<Scope> scopes) {
            var ids = new ArrayList<String>();
            for (var scope : scopes) {
                var id = scope.component() == null ? scope.group() : scope.component();
                if (id != null) {
                    ids.add(id.toString());
                }
            }
            return new Chosen("", scopes.stream().anyMatch(Scope::everything), ids, null);
        }
    }

    @GetMapping("/status/subscribe")
    ResponseEntity<byte[]> form(@RequestParam(required = false) @Nullable String lang, Locale asked) {
        return subscribe(HttpStatus.OK, StatusPageController.language(lang, asked), Chosen.NOTHING);
    }

    @PostMapping("/status/subscribe")
    ResponseEntity<byte[]> ask(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "everything") String scope,
            @RequestParam(required = false) @Nullable List<UUID> component,
            @RequestParam(required = false) @Nullable List<UUID> group,
            @RequestParam(required = false) @Nullable Long incident,
            @RequestParam(required = false) @Nullable String lang,
            Locale asked,
            HttpServletRequest request) {
        views.open();
        var language = StatusPageController.language(lang, asked);
        var address = EmailAddress.parse(email);
        var scopes = scopes(scope, component, group, incident);
        if (address.isEmpty() || scopes.isEmpty()) {
            var again = new Chosen(
                    email,
                    scope.equals("everything"),
                    Chosen.of(scopes).chosen(),
                    address.isEmpty() ? "status.subscribe.wrong" : "status.subscribe.nothing");
            return subscribe(HttpStatus.BAD_REQUEST, language, again);
        }
        subscriptions.ask(address.get(), scopes, language, request.getRemoteAddr());
        return see("/status/asked?lang=" + language.getLanguage());
    }

    private List<Scope> scopes(
            String scope, @Nullable List<UUID> component, @Nullable List<UUID> group, @Nullable Long incident) {
        if (incident != null) {
            return List.of(new Scope(null, null, incidents.numbered(incident).id()));
        }
        if (scope.equals("everything")) {
            return List.of(Scope.EVERYTHING);
        }
        var open = views.groups();
        var scopes = new ArrayList<Scope>();
        for (var each : open) {
            if (each.id() != null && group != null && group.contains(each.id())) {
                scopes.add(new Scope(null, each.id(), null));
            }
            each.parts().stream()
                    .filter(part -> component != null && component.contains(part.id()))
                    .forEach(part -> scopes.add(new Scope(part.id(), null, null)));
        }
        return scopes;
    }

    @GetMapping("/status/asked")
    ResponseEntity<byte[]> asked(@RequestParam(required = false) @Nullable String lang, Locale asked) {
        return own(HttpStatus.OK, "said", "/asked", StatusPageController.language(lang, asked), said("asked", null));
    }

    @GetMapping("/status/confirm/{token}")
    ResponseEntity<byte[]> confirmation(@PathVariable String token, Locale asked) {
        boolean there = subscriptions.asked(token).isPresent();
        return own(
                there ? HttpStatus.OK : HttpStatus.NOT_FOUND,
                "said",
                "/confirm/" + token,
                StatusPageController.language(null, asked),
                said(there ? "confirm" : "over", null));
    }

    @PostMapping("/status/confirm/{token}")
    ResponseEntity<byte[]> confirm(@PathVariable String token, Locale asked) {
        return subscriptions
                .confirm(token)
                .map(id -> see("/status/subscription/" + tokens.of(id) + "?done=confirmed"))
                .orElseGet(() -> own(
                        HttpStatus.NOT_FOUND,
                        "said",
                        "/confirm/" + token,
                        StatusPageController.language(null, asked),
                        said("over", null)));
    }

    @GetMapping("/status/subscription/{token}")
    ResponseEntity<byte[]> subscription(
            @PathVariable String token, @RequestParam(required = false) @Nullable String done, Locale asked) {
        var owner = subscriptions.owner(token).orElseThrow(StatusNotFound::new);
        return manage(HttpStatus.OK, token, owner, Chosen.of(store.scopes(owner.id())), done);
    }

    @PostMapping("/status/subscription/{token}")
    ResponseEntity<byte[]> choose(
            @PathVariable String token,
            @RequestParam(defaultValue = "everything") String scope,
            @RequestParam(required = false) @Nullable List<UUID> component,
            @RequestParam(required = false) @Nullable List<UUID> group,
            @RequestParam(defaultValue = "") String language) {
        var owner = subscriptions.owner(token).orElseThrow(StatusNotFound::new);
        var scopes = scopes(scope, component, group, null);
        if (scopes.isEmpty()) {
            return manage(
                    HttpStatus.BAD_REQUEST,
                    token,
                    owner,
                    new Chosen("", false, List.of(), "status.subscribe.nothing"),
                    null);
        }
        subscriptions.choose(owner.id(), scopes, StatusPageController.language(language, owner.locale()));
        return see("/status/subscription/" + token + "?done=chosen");
    }

    @GetMapping("/status/stop/{token}")
    ResponseEntity<byte[]> stopping(@PathVariable String token, Locale asked) {
        var owner = subscriptions.owner(token);
        return own(
                HttpStatus.OK,
                "said",
                "/stop/" + token,
                owner.map(Subscriber::locale).orElse(StatusPageController.language(null, asked)),
                owner.map(it -> said("stop", it.email().value())).orElseGet(() -> said("stopped", null)));
    }

    /// By the button, or by a mail program (RFC 8058).
    @PostMapping("/status/stop/{token}")
    ResponseEntity<byte[]> stop(@PathVariable String token, Locale asked) {
        var owner = subscriptions.owner(token);
        owner.ifPresent(it -> subscriptions.stop(it.id()));
        return own(
                HttpStatus.OK,
                "said",
                "/stop/" + token,
                owner.map(Subscriber::locale).orElse(StatusPageController.language(null, asked)),
                said("stopped", null));
    }

    private static Map<String, @Nullable Object> said(String what, @Nullable String email) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("what", what);
        parameters.put("email", email);
        return parameters;
    }

    private ResponseEntity<byte[]> subscribe(HttpStatus status, Locale language, Chosen chosen) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("groups", views.groups());
        parameters.put("chosen", chosen);
        return own(status, "subscribe", "/subscribe", language, parameters);
    }

    private ResponseEntity<byte[]> manage(
            HttpStatus status, String token, Subscriber owner, Chosen chosen, @Nullable String done) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("groups", views.groups());
        parameters.put("chosen", chosen);
        parameters.put("subscriber", owner);
        parameters.put("token", token);
        parameters.put("done", done);
        return own(status, "subscription", "/subscription/" + token, owner.locale(), parameters);
    }

    /// A page of one person: nobody keeps it, and nobody learns its address from a link on it.
    private ResponseEntity<byte[]> own(
            HttpStatus status,
            String template,
            String path,
            Locale language,
            Map<String, @Nullable Object> parameters) {
        return ResponseEntity.status(status)
                .contentType(StatusPageController.HTML)
                .cacheControl(CacheControl.noStore())
                .header("Referrer-Policy", "no-referrer")
                .body(printer.page(template, pages.sheet(path, language), parameters));
    }

    private static ResponseEntity<byte[]> see(String address) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(address))
                .cacheControl(CacheControl.noStore())
                .build();
    }
}
