package io.keepwell.status;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.ForEveryone;
import io.keepwell.shared.Texts;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// The public pages: the same for everybody, so that caches may keep them for a moment.
@ForEveryone
@Controller
class StatusPageController {

    static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final MediaType ATOM = new MediaType("application", "atom+xml", StandardCharsets.UTF_8);
    /// So long caches between us and the browser keep a page; a browser asks each time whether it has changed.
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final StatusViews views;
    private final StatusPrinter printer;
    private final StatusSetup setup;
    private final Incidents incidents;
    private final StatusLinks links;

    StatusPageController(
            StatusViews views,
            StatusPrinter printer,
            StatusSetup setup,
            Incidents incidents,
            KeepwellSettings installation) {
        this.views = views;
        this.printer = printer;
        this.setup = setup;
        this.incidents = incidents;
        this.links = StatusLinks.live(installation.publicUrl());
    }

    @GetMapping("/status")
    ResponseEntity<byte[]> now(@RequestParam(required = false) @Nullable String lang, Locale asked) {
        var elsewhere = Optional.ofNullable(setup.settings().elsewhere());
        if (elsewhere.isPresent()) {
            return ResponseEntity.status(HttpStatus.FOUND)
                    .location(URI.create(elsewhere.get()))
                    .build();
        }
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("page", views.overview());
        return page("now", "", lang, asked, parameters);
    }

    @GetMapping("/status/incidents/{number:\\d{1,12}}")
    ResponseEntity<byte[]> incident(
            @PathVariable long number, @RequestParam(required = false) @Nullable String lang, Locale asked) {
        views.open();
        return page(
                "story-page",
                "/incidents/" + number,
                lang,
                asked,
                Map.of("story", views.story(incidents.numbered(number))));
    }

    @GetMapping("/status/history")
    ResponseEntity<byte[]> history(
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(required = false) @Nullable String lang,
            Locale asked) {
        views.open();
        var shown = views.month(month == null ? views.thisMonth() : month(month));
        return page("history", "/history?month=" + shown.month(), lang, asked, Map.of("month", shown));
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeParseException e) {
            throw new StatusNotFound();
        }
    }

    @GetMapping("/status.json")
    ResponseEntity<byte[]> json() {
        return cached(MediaType.APPLICATION_JSON, printer.json(links), "*");
    }

    @GetMapping("/status/feed.atom")
    ResponseEntity<byte[]> feed(@RequestParam(required = false) @Nullable String lang, Locale asked) {
        return cached(ATOM, printer.feed(links, language(lang, asked)), null);
    }

    private ResponseEntity<byte[]> page(
            String template,
            String path,
            @Nullable String lang,
            Locale asked,
            Map<String, @Nullable Object> parameters) {
        return cached(HTML, printer.page(template, sheet(path, language(lang, asked)), parameters), null);
    }

    StatusSheet sheet(String path, Locale language) {
        var other = StatusSheet.other(language).getLanguage();
        return new StatusSheet(
                views.open(),
                links,
                language,
                views.zone(),
                "/status" + path + (path.contains("?") ? "&" : "?") + "lang=" + other,
                null);
    }

    static Locale language(@Nullable String lang, Locale asked) {
        return Texts.supported(lang == null || lang.isBlank() ? asked : Locale.forLanguageTag(lang));
    }

    private static ResponseEntity<byte[]> cached(MediaType type, byte[] body, @Nullable String origin) {
        var answer = ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.maxAge(Duration.ZERO).sMaxAge(FRESH).cachePublic())
                .eTag(hash(body))
                .varyBy("Accept-Language");
        if (origin != null) {
            answer.header("Access-Control-Allow-Origin", origin);
        }
        return answer.body(body);
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body), 0, 12);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
