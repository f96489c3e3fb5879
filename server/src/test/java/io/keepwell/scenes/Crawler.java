package io.keepwell.scenes;

import com.microsoft.playwright.Page;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;

/// Finds the pages of Keepwell as a person does: by following links.
final class Crawler {

    private static final int MOST = 60;

    private Crawler() {}

    /// Addresses of all pages that links lead to from the first page, without those that hand out files. Of pages that
    /// differ only in a number or an id, such as conversations, the first.
    static List<String> pages(Page page, String base) {
        var found = new LinkedHashMap<String, String>();
        var waiting = new ArrayDeque<String>(List.of("/inbox"));
        while (!waiting.isEmpty() && found.size() < MOST) {
            var path = waiting.poll();
            if (found.putIfAbsent(shape(path), path) != null) {
                continue;
            }
            var answer = page.navigate(base + path);
            if (answer == null
                    || !answer.headers().getOrDefault("content-type", "").startsWith("text/html")) {
                found.remove(shape(path));
                continue;
            }
            for (var link : page.locator("a[href^='/']:not([download])").all()) {
                var href = link.getAttribute("href").replaceFirst("#.*", "");
                if (!href.startsWith("/attachments/")
                        && !href.contains("/original")
                        && !href.endsWith("/file")
                        && !href.endsWith("/sign-out")) {
                    waiting.add(href);
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static String shape(String path) {
        return path.replaceFirst("\\?.*", "").replaceAll("/([0-9]+|[0-9a-f]{8}-[0-9a-f-]{27})(?=/|$)", "/*");
    }
}
