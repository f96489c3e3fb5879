package io.keepwell.trackers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Words of commits and times, as trackers write them.
class ClosingWordsTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void findsTheIssuesThatACommitEnds() {
        var commits = JSON.valueToTree(List.of(
                Map.of("message", "Ask the bank twice\n\nFixes #12 and #13."),
                Map.of("message", "Order the new certificate (closes: #14)"),
                Map.of("message", "Talk about #15, and prefix #16"),
                Map.of("message", "Ask thrice\n\nResolved #12")));

        assertThat(ClosingWords.of(commits))
                .hasValue(Map.of(
                        12L, "Ask thrice", 13L, "Ask the bank twice", 14L, "Order the new certificate (closes: #14)"));
        assertThat(ClosingWords.of(JSON.valueToTree(List.of(Map.of("message", "Nothing")))))
                .isEmpty();
    }

    @Test
    void readsTimesOfAllAges() {
        var nine = Instant.parse("2026-11-22T09:00:00Z");

        assertThat(TrackerTimes.read("2026-11-22T09:00:00Z")).isEqualTo(nine);
        assertThat(TrackerTimes.read("2026-11-22T10:00:00.000+01:00")).isEqualTo(nine);
        assertThat(TrackerTimes.read("2026-11-22 09:00:00 UTC")).isEqualTo(nine);
        assertThat(TrackerTimes.read("2026-11-22 10:00:00 +0100")).isEqualTo(nine);
        assertThat(TrackerTimes.read("soon")).isNull();
    }
}
