package io.keepwell.trackers;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a tracker tells when it calls.
sealed interface HookNews {

    /// An issue is as it is now.
    ///
    /// @param gone whether it was deleted there, or went to another project
    record Changed(RemoteIssue issue, boolean gone) implements HookNews {}

    /// Somebody wrote about an issue.
    record Commented(long number, String text, Instant at) implements HookNews {}

    /// Commits came that say which issues they end.
    ///
    /// @param titles title of the commit by the number of the issue
    record Committed(Map<Long, String> titles) implements HookNews {}

    /// Reads what was told.
    ///
    /// @param event how the tracker calls it
    /// @return empty where it is nothing that concerns us
    static Optional<HookNews> read(TrackerKind kind, String event, JsonNode told) {
        return switch (kind) {
            case GITHUB -> GitHubNews.read(event, told);
            case GITLAB -> GitLabNews.read(told);
        };
    }

    /// The tracker's own id of the repository or project it is about; 0 where it says none.
    static long project(TrackerKind kind, JsonNode told) {
        return switch (kind) {
            case GITHUB -> told.path("repository").path("id").asLong(0);
            case GITLAB ->
                told.path("project").path("id").asLong(told.path("project_id").asLong(0));
        };
    }
}
