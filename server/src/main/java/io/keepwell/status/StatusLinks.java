package io.keepwell.status;

import io.keepwell.shared.Assets;
import java.time.YearMonth;
import java.util.Locale;

/// Where the links of a page lead: within Keepwell, or within a snapshot that stands on another host.
///
/// @param snapshot whether the page is of a snapshot
/// @param root     what leads from a page of the snapshot to its top, such as `../`; empty otherwise
/// @param live     address of the page itself, for snapshots and feeds
record StatusLinks(boolean snapshot, String root, String live) {

    static StatusLinks live(String publicUrl) {
        return new StatusLinks(false, "", publicUrl + "/status");
    }

    String style() {
        return snapshot ? root + "status.css" : Assets.url("/css/status.css");
    }

    String home(Locale language) {
        return snapshot ? root + language.getLanguage() + "/index.html" : "/status?lang=" + language.getLanguage();
    }

    String incident(Incident incident, Locale language) {
        return snapshot
                ? root + language.getLanguage() + "/incidents/" + incident.number() + ".html"
                : "/status/incidents/" + incident.number() + "?lang=" + language.getLanguage();
    }

    String month(YearMonth month, Locale language) {
        return snapshot
                ? root + language.getLanguage() + "/history/" + month + ".html"
                : "/status/history?month=" + month + "&lang=" + language.getLanguage();
    }

    String feed() {
        return snapshot ? root + "feed.atom" : "/status/feed.atom";
    }

    String json() {
        return snapshot ? root + "status.json" : "/status.json";
    }
}
