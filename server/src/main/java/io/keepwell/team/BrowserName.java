package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What people call the browser behind a `User-Agent`: "Firefox on Linux".
public final class BrowserName {

    private static final Map<String, String> BROWSERS = new LinkedHashMap<>();
    private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

    static {
        // in this order: every browser also calls itself by the names of those it imitates
        BROWSERS.put("Edg", "Edge");
        BROWSERS.put("OPR/", "Opera");
        BROWSERS.put("Firefox/", "Firefox");
        BROWSERS.put("FxiOS/", "Firefox");
        BROWSERS.put("CriOS/", "Chrome");
        BROWSERS.put("Chrome/", "Chrome");
        BROWSERS.put("Safari/", "Safari");
        SYSTEMS.put("iPhone", "iPhone");
        SYSTEMS.put("iPad", "iPad");
        SYSTEMS.put("Android", "Android");
        SYSTEMS.put("Windows", "Windows");
        SYSTEMS.put("Mac OS X", "macOS");
        SYSTEMS.put("CrOS", "ChromeOS");
        SYSTEMS.put("Linux", "Linux");
    }

    private BrowserName() {}

    /// In the language of the request; what cannot be told is an unknown browser.
    public static String of(String userAgent) {
        var browser = find(BROWSERS, userAgent);
        var system = find(SYSTEMS, userAgent);
        if (browser.isPresent() && system.isPresent()) {
            return t("team.sessions.browser", "browser", browser.get(), "system", system.get());
        }
        return browser.or(() -> system).orElseGet(() -> t("team.sessions.unknown"));
    }

    private static Optional<String> find(Map<String, String> names, String userAgent) {
        return names.entrySet().stream()
                .filter(name -> userAgent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
