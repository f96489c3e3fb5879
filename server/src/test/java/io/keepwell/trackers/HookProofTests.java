package io.keepwell.trackers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Signatures as they are published, and what is not quite them.
class HookProofTests {

    private static final Instant NOW = Instant.ofEpochSecond(1614265330);

    @Test
    @DisplayName("the example of GitHub's documentation is proved, and nothing but that")
    void provesWhatGitHubSigns() {
        var secret = "It's a Secret to Everybody";
        var signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
        var header = Map.of("X-Hub-Signature-256", signature);

        assertThat(proof(TrackerKind.GITHUB, secret, header, "Hello, World!")).isEqualTo(HookProof.SIGNED);
        assertThat(proof(TrackerKind.GITHUB, secret, header, "Hello, World?")).isEqualTo(HookProof.NONE);
        assertThat(proof(TrackerKind.GITHUB, "another", header, "Hello, World!"))
                .isEqualTo(HookProof.NONE);
        assertThat(proof(TrackerKind.GITHUB, secret, Map.of(), "Hello, World!")).isEqualTo(HookProof.NONE);
        assertThat(proof(TrackerKind.GITHUB, secret, Map.of("X-Hub-Signature", "sha1=x"), "Hello, World!"))
                .isEqualTo(HookProof.NONE);
    }

    @Test
    @DisplayName("the example of Standard Webhooks, which GitLab signs by, is proved within five minutes")
    void provesWhatGitLabSigns() {
        var secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        var body = "{\"test\": 2432232314}";
        var headers = new HashMap<>(Map.of(
                "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "webhook-timestamp", "1614265330",
                "webhook-signature", "v1,Zm9v v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));

        assertThat(proof(TrackerKind.GITLAB, secret, headers, body)).isEqualTo(HookProof.SIGNED);
        assertThat(proof(TrackerKind.GITLAB, secret, headers, body + " ")).isEqualTo(HookProof.NONE);
        assertThat(HookProof.of(
                        TrackerKind.GITLAB,
                        secret,
                        headers::get,
                        body.getBytes(StandardCharsets.UTF_8),
                        NOW.plusSeconds(301)))
                .isEqualTo(HookProof.NONE);
        headers.put("webhook-id", "msg_other");
        assertThat(proof(TrackerKind.GITLAB, secret, headers, body)).isEqualTo(HookProof.NONE);
    }

    @Test
    @DisplayName("an older GitLab tells its secret; a signature that does not fit is not made good by it")
    void believesAnOlderGitLab() {
        var headers = new HashMap<>(Map.of("X-Gitlab-Token", "a long enough secret"));

        assertThat(proof(TrackerKind.GITLAB, "a long enough secret", headers, "{}"))
                .isEqualTo(HookProof.TOLD);
        assertThat(proof(TrackerKind.GITLAB, "a long enough secreT", headers, "{}"))
                .isEqualTo(HookProof.NONE);
        headers.put("webhook-signature", "v1,AAAA");
        assertThat(proof(TrackerKind.GITLAB, "a long enough secret", headers, "{}"))
                .isEqualTo(HookProof.NONE);
    }

    private static HookProof proof(TrackerKind kind, String secret, Map<String, String> headers, String body) {
        return HookProof.of(kind, secret, headers::get, body.getBytes(StandardCharsets.UTF_8), NOW);
    }
}
