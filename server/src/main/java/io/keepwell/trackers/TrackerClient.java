package io.keepwell.trackers;

import java.time.Instant;
import java.util.Optional;

/// What we ask of a tracker.
sealed interface TrackerClient permits GitHubClient, GitLabClient {

    /// Looks whether issues can be read and written with the token.
    ///
    /// @return the tracker's own id of the repository or project
    long examine() throws TrackerFailed;

    /// Opens an issue.
    RemoteIssue open(String title, String body) throws TrackerFailed;

    /// The issue that bears a mark in its body.
    ///
    /// @param since looks at those that were made or changed since then
    Optional<RemoteIssue> marked(String mark, Instant since) throws TrackerFailed;

    /// One issue.
    RemoteIssue issue(long number) throws TrackerFailed;
}
