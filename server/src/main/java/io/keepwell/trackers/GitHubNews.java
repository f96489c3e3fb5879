package io.keepwell.trackers;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What GitHub tells by webhooks.
final class GitHubNews {

    private GitHubNews() {}

    static Optional<HookNews> read(String event, JsonNode told) {
        return switch (event) {
            case "issues" -> issue(told);
            case "issue_comment" -> comment(told);
            case "push" -> push(told);
            default -> Optional.empty();
        };
    }

    private static Optional<HookNews> issue(JsonNode told) {
        var action = told.path("action").asString("");
        boolean gone = action.equals("deleted") || action.equals("transferred");
        return GitHubClient.issue(told.path("issue")).map(issue -> new HookNews.Changed(issue, gone));
    }

    private static Optional<HookNews> comment(JsonNode told) {
        var issue = told.path("issue");
        var comment = told.path("comment");
        var at = TrackerTimes.read(comment.path("created_at").asString(""));
        boolean byMachine = comment.path("user").path("type").asString("").equals("Bot");
        if (!told.path("action").asString("").equals("created")
                || issue.has("pull_request")
                || byMachine
                || at == null
                || !issue.path("number").isIntegralNumber()) {
            return Optional.empty();
        }
        return Optional.of(new HookNews.Commented(
                issue.path("number").asLong(), comment.path("body").asString(""), at));
    }

    private static Optional<HookNews> push(JsonNode told) {
        var main = told.path("repository").path("default_branch").asString("");
        if (!told.path("ref").asString("").equals("refs/heads/" + main)) {
            return Optional.empty();
        }
        return ClosingWords.of(told.path("commits")).map(HookNews.Committed::new);
    }
}
