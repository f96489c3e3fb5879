package io.keepwell.trackers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.shared.InvalidRequest;
import io.keepwell.trackers.TrackerAddress.IssueAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Addresses as people copy them.
class TrackerAddressTests {

    @ParameterizedTest
    @CsvSource({
        "GITHUB, https://github.com/acme/app, https://github.com, acme/app",
        "GITHUB, https://www.github.com/acme/app.git, https://github.com, acme/app",
        "GITHUB, https://GitHub.com/acme/app/issues?q=is%3Aopen, https://github.com, acme/app",
        "GITHUB, https://git.acme.example:8443/acme/app/, https://git.acme.example:8443, acme/app",
        "GITLAB, https://gitlab.com/acme/money/app, https://gitlab.com, acme/money/app",
        "GITLAB, https://gitlab.com/acme/app/-/issues, https://gitlab.com, acme/app"
    })
    void isReadFromTheAddressBar(TrackerKind kind, String url, String base, String project) {
        assertThat(TrackerAddress.of(kind, url, false)).isEqualTo(new TrackerAddress(base, project));
    }

    @ParameterizedTest
    @CsvSource({
        "GITHUB, http://github.com/acme/app",
        "GITHUB, https://github.com/acme",
        "GITLAB, https://gitlab.com/acme",
        "GITHUB, https://token@github.com/acme/app",
        "GITHUB, ftp://github.com/acme/app",
        "GITHUB, acme/app",
        "GITLAB, https://gitlab.com/acme/../app"
    })
    void whatIsNoneIsRefused(TrackerKind kind, String url) {
        assertThatThrownBy(() -> TrackerAddress.of(kind, url, false)).isInstanceOf(InvalidRequest.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/acme/app/issues/12, https://github.com, acme/app",
        "https://gitlab.com/acme/money/app/-/issues/12, https://gitlab.com, acme/money/app",
        "https://gitlab.com/acme/app/-/work_items/12, https://gitlab.com, acme/app",
        "https://gitlab.com/acme/app/issues/12#note_5, https://gitlab.com, acme/app"
    })
    void anIssueIsKnownByItsPage(String url, String base, String project) {
        assertThat(TrackerAddress.issue(url)).hasValue(new IssueAddress(base, project, 12));
    }

    @ParameterizedTest
    @CsvSource({"https://github.com/acme/app/pull/12", "https://github.com/acme/app/issues", "issues/12"})
    void whatIsNoIssueIsNone(String url) {
        assertThat(TrackerAddress.issue(url)).isEmpty();
    }
}
