package io.keepwell.trackers;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What GitLab tells by webhooks. Work items that are issues come as issues.
final class GitLabNews {

    private GitLabNews() {}

    static Optional<HookNews> read(JsonNode told) {
        return switch (told.path("object_kind").asString("")) {
            case "issue", "work_item" -> issue(told);
            case "note" -> comment(told);
            case "push" -> push(told);
            default -> Optional.empty();
        };
    }

    private static Optional<HookNews> issue(JsonNode told) {
        var it = told.path("object_attributes");
        return GitLabClient.issue(it, it.path("url").asString(""))
                .map(issue -> new HookNews.Changed(issue, it.path("moved_to_id").isIntegralNumber()));
    }

    private static Optional<HookNews> comment(JsonNode told) {
        var note = told.path("object_attributes");
        var number = told.path("issue").path("iid");
        var at = TrackerTimes.read(note.path("created_at").asString(""));
        if (!note.path("noteable_type").asString("").equals("Issue")
                || note.path("system").asBoolean(false)
                || !note.path("action").asString("create").equals("create")
                || at == null
                || !number.isIntegralNumber()) {
            return Optional.empty();
        }
        return Optional.of(
                new HookNews.Commented(number.asLong(), note.path("note").asString(""), at));
    }

    private static Optional<HookNews> push(JsonNode told) {
        var main = told.path("project").path("default_branch").asString("");
        if (!told.path("ref").asString("").equals("refs/heads/" + main)) {
            return Optional.empty();
        }
        return ClosingWords.of(told.path("commits")).map(HookNews.Committed::new);
    }
}
