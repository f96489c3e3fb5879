package io.keepwell.notifications.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.shared.InvalidRequest;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a browser says it is reached.
class AddressTests {

    private static final PushBrowser BROWSER = new PushBrowser();
    private static final String KEY = Base64.getUrlEncoder().encodeToString(BROWSER.key());
    private static final String SECRET = Base64.getUrlEncoder().encodeToString(BROWSER.secret());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "push",
                "http://push.example.org/a",
                "ftp://push.example.org/a",
                "https://someone@push.example.org/a",
                "https://push.example.org/a#b",
                "https:///a",
                "https://localhost/a",
                "https://127.0.0.1/a",
                "https://10.0.0.7/a",
                "https://169.254.169.254/latest",
                "https://[::1]/a",
                "https://[fd00::1]/a",
                "https://[::ffff:192.168.1.1]/a"
            })
    void whatOnlyOurServerReachesIsRefused(String endpoint) {
        assertThatThrownBy(() -> Address.of(endpoint, KEY, SECRET, false)).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void aPushServiceOutInTheOpenIsTakenWithAndWithoutPadding() {
        assertThat(Address.of("https://push.example.org/a", KEY, SECRET, false).keyBytes())
                .isEqualTo(BROWSER.key());
        assertThat(Address.of("https://1.1.1.1/a", KEY.replace("=", ""), SECRET.replace("=", ""), false)
                        .secretBytes())
                .isEqualTo(BROWSER.secret());
    }

    @Test
    void keysThatAreNoneAreRefused() {
        var fine = "https://push.example.org/a";
        assertThatThrownBy(() -> Address.of(fine, "AAAA", SECRET, false)).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> Address.of(fine, "no key at all", SECRET, false))
                .isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> Address.of(fine, KEY, "AAAA", false)).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void saysNothingOfItselfInLogs() {
        assertThat(Address.of("https://push.example.org/secret", KEY, SECRET, false)
                        .toString())
                .doesNotContain("secret", KEY);
    }
}
