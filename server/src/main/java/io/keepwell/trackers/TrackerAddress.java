package io.keepwell.trackers;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.InvalidRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a repository or a project is.
///
/// @param base    the server, without a slash at the end
/// @param project its name on that server
record TrackerAddress(String base, String project) {

    private static final int LONGEST = 500;
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+");
    private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+");
    private static final Pattern ISSUE = Pattern.compile("(.+?)(?:/-)?/(?:issues|work_items)/(\\d{1,12})/?");

    /// What a person copies from the address bar of their browser.
    ///
    /// @param privateNetwork whether it may lie in one's own network; only there in the clear
    /// @throws InvalidRequest where that is no such address
    static TrackerAddress of(TrackerKind kind, String url, boolean privateNetwork) {
        var uri = parsed(url).orElseThrow(() -> InvalidRequest.field("url", t("trackers.wrong.url")));
        if (uri.getScheme().equalsIgnoreCase("http") && !privateNetwork) {
            throw InvalidRequest.field("url", t("trackers.wrong.https"));
        }
        var project = project(kind, uri.getPath().replaceAll("^/+|/+$", ""));
        var shape = kind == TrackerKind.GITHUB ? REPOSITORY : PROJECT;
        if (!shape.matcher(project).matches() || project.contains("..")) {
            throw InvalidRequest.field("url", t("trackers.wrong.project." + kind.word()));
        }
        return new TrackerAddress(base(uri), project);
    }

    /// Also from one of its pages, such as its list of issues.
    private static String project(TrackerKind kind, String path) {
        var project = kind == TrackerKind.GITHUB
                ? path.replaceFirst("^([^/]+/[^/]+)/.*", "$1")
                : path.replaceFirst("/-/.*", "");
        return project.replaceFirst("\\.git$", "");
    }

    /// An issue somewhere.
    ///
    /// @param project where it is, as it stands in the address
    record IssueAddress(String base, String project, long number) {

        boolean isIn(TrackerAddress where) {
            return where.base().equalsIgnoreCase(base) && where.project().equalsIgnoreCase(project);
        }
    }

    /// The issue of an address; empty where it is none.
    static Optional<IssueAddress> issue(String url) {
        return parsed(url).flatMap(uri -> {
            var found = ISSUE.matcher(uri.getPath().replaceFirst("^/+", ""));
            return found.matches()
                    ? Optional.of(new IssueAddress(base(uri), found.group(1), Long.parseLong(found.group(2))))
                    : Optional.empty();
        });
    }

    private static Optional<URI> parsed(String url) {
        try {
            var uri = new URI(url.strip());
            return url.length() <= LONGEST
                            && isWeb(uri.getScheme())
                            && uri.getHost() != null
                            && uri.getUserInfo() == null
                            && uri.getPath() != null
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isWeb(@Nullable String scheme) {
        return scheme != null && (scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http"));
    }

    private static String base(URI uri) {
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://"
                + uri.getHost().toLowerCase(Locale.ROOT).replaceFirst("^www\\.github\\.com$", "github.com")
                + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
