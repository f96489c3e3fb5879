package io.keepwell.scenes;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;

/// Finds the pages of Keepwell as a person does: by following links.
final class Crawler {

    private static final int MOST = 100;
    private static final String LINKS =
            "() => [...document.querySelectorAll('a[href^=\"/\"]:not([download])')].map((link) => link.getAttribute('href'))";

    /// Looks at a page that is open.
    interface Look {
        void at(String path, Response answer);
    }

    private Crawler() {}

    /// Opens all pages that links lead to from the first page, each once, without those that hand out files. Of pages
    /// that differ only in a number or an id, such as conversations, the first.
    ///
    /// @return how many there were
    static int each(Page page, String base, Look look) {
        var found = new HashSet<String>();
        var waiting = new ArrayDeque<String>(List.of("/inbox"));
        while (!waiting.isEmpty() && found.size() < MOST) {
            var path = waiting.poll();
            if (!found.add(shape(path))) {
                continue;
            }
            var answer = page.navigate(base + path);
            if (answer == null
                    || !answer.headers().getOrDefault("content-type", "").startsWith("text/html")) {
                found.remove(shape(path));
                continue;
            }
            for (var link : (List<?>) page.evaluate(LINKS)) {
                var href = String.valueOf(link).replaceFirst("#.*", "");
                if (!href.startsWith("/attachments/")
                        && !href.contains("/original")
                        && !href.endsWith("/file")
                        && !href.endsWith("/sign-out")) {
                    waiting.add(href);
                }
            }
            look.at(path, answer);
        }
        return found.size();
    }

    private static String shape(String path) {
        return path.replaceFirst("\\?.*", "").replaceAll("/([0-9]+|[0-9a-f]{8}-[0-9a-f-]{27})(?=/|$)", "/*");
    }
}
