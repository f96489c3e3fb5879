package io.keepwell.trackers;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// GitLab's REST API v4, at GitLab itself and at servers of one's own.
final class GitLabClient implements TrackerClient {

    private final TrackerHttp http;
    private final Connection connection;
    private final Map<String, String> headers;
    private final String api;
    private final String root;

    GitLabClient(TrackerHttp http, Connection connection, String token) {
        this.http = http;
        this.connection = connection;
        this.headers = Map.of("Accept", "application/json", "PRIVATE-TOKEN", token);
        this.api = connection.address().base() + "/api/v4";
        this.root = api + "/projects/" + URLEncoder.encode(connection.address().project(), StandardCharsets.UTF_8);
    }

    @Override
    public long examine() throws TrackerFailed {
        var project = get(root).json();
        var access = project.path("issues_access_level").asString("enabled");
        if (access.equals("disabled") || !project.path("issues_enabled").asBoolean(true)) {
            throw new TrackerFailed(Trouble.ISSUES_OFF, "", null);
        }
        get(root + "/issues?per_page=1");
        if (!mayWrite()) {
            throw new TrackerFailed(Trouble.FORBIDDEN, "", null);
        }
        return project.path("id").asLong();
    }

    /// What a token may do is told where it is a token of a person, a project or a group; of others nobody knows.
    private boolean mayWrite() {
        try {
            var scopes = get(api + "/personal_access_tokens/self").json().path("scopes");
            return !scopes.isArray()
                    || scopes.valueStream().anyMatch(scope -> scope.asString("").equals("api"));
        } catch (TrackerFailed unknown) {
            return true;
        }
    }

    @Override
    public RemoteIssue open(String title, String body) throws TrackerFailed {
        var made =
                http.call(connection, "POST", root + "/issues", headers, Map.of("title", title, "description", body));
        return issue(made.json()).orElseThrow(() -> new TrackerFailed(Trouble.UNEXPECTED, "", null));
    }

    @Override
    public Optional<RemoteIssue> marked(String mark, Instant since) throws TrackerFailed {
        var list = root + "/issues?scope=all&state=all&order_by=created_at&sort=desc&created_after="
                + since.truncatedTo(ChronoUnit.SECONDS) + "&per_page=" + MarkedIssues.SIZE;
        return MarkedIssues.find(page -> get(list + "&page=" + page).json(), "description", mark)
                .flatMap(GitLabClient::issue);
    }

    @Override
    public RemoteIssue issue(long number) throws TrackerFailed {
        return issue(get(root + "/issues/" + number).json())
                .orElseThrow(() -> new TrackerFailed(Trouble.UNEXPECTED, "", null));
    }

    private TrackerHttp.Good get(String url) throws TrackerFailed {
        return http.call(connection, "GET", url, headers, null);
    }

    private static Optional<RemoteIssue> issue(JsonNode it) {
        return issue(it, it.path("web_url").asString(""));
    }

    /// An issue as the API and as webhooks tell it.
    static Optional<RemoteIssue> issue(JsonNode it, String url) {
        if (!it.path("iid").isIntegralNumber() || url.isEmpty()) {
            return Optional.empty();
        }
        boolean closed = it.path("state").asString("").equals("closed");
        boolean elsewhere = it.path("moved_to_id").isIntegralNumber()
                || it.path("duplicated_to_id").isIntegralNumber()
                || it.path("_links").path("closed_as_duplicate_of").isString();
        @Nullable Instant at = TrackerTimes.read(it.path("updated_at").asString(""));
        return Optional.of(new RemoteIssue(
                it.path("iid").asLong(),
                url,
                it.path("title").asString(""),
                closed,
                closed && !elsewhere,
                closed ? TrackerTimes.read(it.path("closed_at").asString("")) : null,
                at == null ? Instant.EPOCH : at));
    }
}
