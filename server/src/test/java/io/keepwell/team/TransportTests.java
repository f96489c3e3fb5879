package io.keepwell.team;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.platform.KeepwellSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class TransportTests {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.0.1", "localhost", "LOCALHOST", "keepwell.localhost", "[::1]", "::1"})
    void loopbackNeedsNoEncryption(String host) {
        assertThat(Transport.of(http(host), settings(null))).isEqualTo(Transport.LOOPBACK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.5", "desk.example.org", "127.evil.example", "localhost.evil.example"})
    void anyOtherPlainWayIsOpen(String host) {
        assertThat(Transport.of(http(host), settings(null))).isEqualTo(Transport.OPEN);
        assertThat(Transport.of(http(host), settings("http://" + host))).isEqualTo(Transport.OPEN);
    }

    @Test
    void theProxyOfThePublicAddressEncrypts() {
        var settings = settings("https://desk.example.org");

        assertThat(Transport.of(http("desk.example.org"), settings)).isEqualTo(Transport.ENCRYPTED);
        assertThat(Transport.of(http("other.example.org"), settings)).isEqualTo(Transport.OPEN);
        assertThat(Transport.of(http("127.0.0.1"), settings)).isEqualTo(Transport.LOOPBACK);
    }

    @Test
    void anEncryptedRequestIsEncrypted() {
        var request = http("192.168.1.5");
        request.setSecure(true);

        assertThat(Transport.of(request, settings(null))).isEqualTo(Transport.ENCRYPTED);
    }

    private static MockHttpServletRequest http(String host) {
        var request = new MockHttpServletRequest("GET", "/sign-in");
        request.setServerName(host);
        return request;
    }

    private static KeepwellSettings settings(@Nullable String url) {
        return new KeepwellSettings(
                8080,
                "0.0.0.0",
                url == null ? null : URI.create(url),
                Path.of("data"),
                null,
                false,
                ZoneId.of("UTC"),
                "EUR",
                DayOfWeek.MONDAY,
                Locale.ENGLISH,
                List.of(),
                true,
                new KeepwellSettings.Db(null, null, null));
    }
}
