package io.keepwell.trackers;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// GitHub's REST API in its version of 2022-11-28, at GitHub itself and at GitHub Enterprise Servers.
final class GitHubClient implements TrackerClient {

    private final TrackerHttp http;
    private final Connection connection;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final String root;

    GitHubClient(TrackerHttp http, Connection connection, String token) {
        this.http = http;
        this.connection = connection;
        this.root = api(connection.address().base()) + "/repos/"
                + connection.address().project();
        headers.put("Accept", "application/vnd.github+json");
        headers.put("X-GitHub-Api-Version", "2022-11-28");
        headers.put("Authorization", "Bearer " + token);
    }

    private static String api(String base) {
        if (base.equals("https://github.com")) {
            return "https://api.github.com";
        }
        // companies with data of their own at GitHub
        return base.endsWith(".ghe.com") ? base.replaceFirst("^https://", "https://api.") : base + "/api/v3";
    }

    @Override
    public long examine() throws TrackerFailed {
        var repository = get("");
        if (!repository.json().path("has_issues").asBoolean(true)) {
            throw new TrackerFailed(Trouble.ISSUES_OFF, "", null);
        }
        // only tokens of the classic kind say what they may do; one that may only read the public says nothing
        var scopes = repository.headers().get("x-oauth-scopes");
        if (scopes != null
                && Arrays.stream(scopes.split(","))
                        .map(String::strip)
                        .noneMatch(scope -> scope.equals("repo") || scope.equals("public_repo"))) {
            throw new TrackerFailed(Trouble.FORBIDDEN, "", null);
        }
        get("/issues?per_page=1");
        return repository.json().path("id").asLong();
    }

    @Override
    public RemoteIssue open(String title, String body) throws TrackerFailed {
        var made = http.call(connection, "POST", root + "/issues", headers, Map.of("title", title, "body", body));
        return issue(made.json()).orElseThrow(() -> new TrackerFailed(Trouble.UNEXPECTED, "", null));
    }

    /// The list, not the search: that knows of what is new only some time later.
    @Override
    public Optional<RemoteIssue> marked(String mark, Instant since) throws TrackerFailed {
        var list = "/issues?state=all&sort=created&direction=desc&since=" + since.truncatedTo(ChronoUnit.SECONDS)
                + "&per_page=" + MarkedIssues.SIZE;
        return MarkedIssues.find(page -> get(list + "&page=" + page).json(), "body", mark)
                .flatMap(GitHubClient::issue);
    }

    @Override
    public RemoteIssue issue(long number) throws TrackerFailed {
        var found = get("/issues/" + number).json();
        if (found.has("pull_request")) {
            throw new TrackerFailed(Trouble.NOT_FOUND, "", null);
        }
        return issue(found).orElseThrow(() -> new TrackerFailed(Trouble.UNEXPECTED, "", null));
    }

    private TrackerHttp.Good get(String path) throws TrackerFailed {
        return http.call(connection, "GET", root + path, headers, null);
    }

    /// An issue as the API and as webhooks tell it.
    static Optional<RemoteIssue> issue(JsonNode it) {
        if (!it.path("number").isIntegralNumber() || !it.path("html_url").isString()) {
            return Optional.empty();
        }
        boolean closed = it.path("state").asString("").equals("closed");
        // older servers give no reason
        var reason = it.path("state_reason").asString("completed");
        return Optional.of(new RemoteIssue(
                it.path("number").asLong(),
                it.path("html_url").asString(),
                it.path("title").asString(""),
                closed,
                closed && (reason.isEmpty() || reason.equals("completed")),
                closed ? TrackerTimes.read(it.path("closed_at").asString("")) : null,
                at(it)));
    }

    private static Instant at(JsonNode it) {
        @Nullable Instant at = TrackerTimes.read(it.path("updated_at").asString(""));
        return at == null ? Instant.EPOCH : at;
    }
}
