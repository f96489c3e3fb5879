package io.keepwell.trackers;

import org.springframework.stereotype.Component;

/// Those who speak to trackers.
@Component
class TrackerClients {

    private final TrackerHttp http;

    TrackerClients(TrackerHttp http) {
        this.http = http;
    }

    /// @param token what lets us in
    TrackerClient of(Connection connection, String token) {
        return switch (connection.kind()) {
            case GITHUB -> new GitHubClient(http, connection, token);
            case GITLAB -> new GitLabClient(http, connection, token);
        };
    }
}
