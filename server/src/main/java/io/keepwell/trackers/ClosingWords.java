package io.keepwell.trackers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The words in messages of commits that end an issue, as GitHub and GitLab document them: "Fixes #12", "Closes #12,
/// #13 and #14".
final class ClosingWords {

    private static final int LONGEST_MESSAGE = 4000;
    private static final int LONGEST_TITLE = 300;
    private static final int MOST_COMMITS = 200;

    private static final Pattern CLOSING = Pattern.compile(
            "(?i)\\b(?:clos(?:e[sd]?|ing)|fix(?:e[sd]|ing)?|resolv(?:e[sd]?|ing)|implement(?:s|ed|ing)?):?\\s+"
                    + "(#\\d{1,12}(?:(?:\\s*,\\s*|\\s+and\\s+)#\\d{1,12})*)");
    private static final Pattern NUMBER = Pattern.compile("#(\\d{1,12})");

    private ClosingWords() {}

    /// The title of the last commit that ends an issue, by its number; empty where none does.
    static Optional<Map<Long, String>> of(JsonNode commits) {
        var titles = new LinkedHashMap<Long, String>();
        int seen = 0;
        for (var commit : commits) {
            if (++seen > MOST_COMMITS) {
                break;
            }
            var whole = commit.path("message").asString("");
            var message = whole.substring(0, Math.min(whole.length(), LONGEST_MESSAGE));
            var title = message.lines().findFirst().orElse("").strip();
            CLOSING.matcher(message)
                    .results()
                    .flatMap(found -> NUMBER.matcher(found.group(1)).results())
                    .forEach(found -> titles.put(
                            Long.valueOf(found.group(1)), title.substring(0, Math.min(title.length(), LONGEST_TITLE))));
        }
        return titles.isEmpty() ? Optional.empty() : Optional.of(titles);
    }
}
