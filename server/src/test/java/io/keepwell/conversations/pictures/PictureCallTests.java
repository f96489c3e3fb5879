package io.keepwell.conversations.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Fetching a picture from a host that a stranger named.
class PictureCallTests {

    private final PictureHost host = new PictureHost();
    private final PictureCall call = new PictureCall(true, Duration.ofSeconds(3));

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    @DisplayName("M7: the other side learns nothing of the person who looks")
    void tellsNothingOfThePerson() throws IOException {
        host.with("/logo.png", "image/png", PictureHost.PNG, false);

        assertThat(call.get(host.at("/logo.png?for=ana"))).isEqualTo(PictureHost.PNG);

        assertThat(host.asked)
                .singleElement()
                .satisfies(asked -> assertThat(asked.toLowerCase(Locale.ROOT))
                        .startsWith("/logo.png?for=ana")
                        .contains("user-agent", "accept")
                        .doesNotContain("cookie", "referer", "accept-language", "authorization", "forwarded"));
    }

    @Test
    void readsPiecesAndGoesWhereItIsSent() throws IOException {
        host.with("/real", "image/png", PictureHost.PNG, true);
        host.on("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/real");
            exchange.sendResponseHeaders(302, -1);
        });

        assertThat(call.get(host.at("/moved"))).isEqualTo(PictureHost.PNG);
    }

    @ParameterizedTest
    @DisplayName("M7: no address in a private network is called")
    @ValueSource(
            strings = {
                "http://127.0.0.1/a.png",
                "http://10.0.0.8/a.png",
                "http://169.254.169.254/latest/meta-data",
                "http://[::1]/a.png",
                "http://localhost/a.png",
                "ftp://example.org/a.png",
                "file:///etc/passwd"
            })
    void keepsOutOfTheOwnNetwork(String address) {
        assertThatThrownBy(() -> new PictureCall(false, Duration.ofSeconds(3)).get(URI.create(address)))
                .isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("M7: a circle, a size without end and a server that dawdles are given up")
    void givesUp() {
        host.on("/circle", exchange -> {
            exchange.getResponseHeaders().add("Location", "/circle");
            exchange.sendResponseHeaders(301, -1);
        });
        host.on("/huge", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var piece = new byte[100_000];
            for (int i = 0; i < 80; i++) {
                exchange.getResponseBody().write(piece);
            }
        });
        host.on("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 100; i++) {
                exchange.getResponseBody().write(1);
                exchange.getResponseBody().flush();
                pause();
            }
        });

        assertThatThrownBy(() -> call.get(host.at("/circle"))).hasMessageContaining("on and on");
        assertThat(host.asked).hasSize(4);
        assertThatThrownBy(() -> call.get(host.at("/huge"))).hasMessageContaining("too large");
        assertThatThrownBy(() -> new PictureCall(true, Duration.ofMillis(700)).get(host.at("/slow")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> call.get(host.at("/none"))).hasMessageContaining("404");
    }

    @Test
    @DisplayName("M7: what it is, its bytes say, and not its server")
    void knowsPicturesByTheirBytes() {
        assertThat(PictureKind.of(PictureHost.PNG)).contains(PictureKind.PNG);
        assertThat(PictureKind.of("GIF89a...".getBytes(StandardCharsets.ISO_8859_1)))
                .contains(PictureKind.GIF);
        assertThat(PictureKind.of(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0}))
                .contains(PictureKind.JPEG);
        assertThat(PictureKind.of("RIFF....WEBPVP8 ".getBytes(StandardCharsets.ISO_8859_1)))
                .contains(PictureKind.WEBP);
        assertThat(PictureKind.of("....ftypavif....".getBytes(StandardCharsets.ISO_8859_1)))
                .contains(PictureKind.AVIF);
        assertThat(PictureKind.of("<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.ISO_8859_1)))
                .isEmpty();
        assertThat(PictureKind.of("<html>".getBytes(StandardCharsets.ISO_8859_1)))
                .isEmpty();
        assertThat(PictureKind.of(Arrays.copyOf(PictureHost.PNG, 8))).isEmpty();
        assertThat(PictureKind.of(new byte[0])).isEmpty();
    }

    @Test
    void readsAddressesAsTheyStandInMails() {
        assertThat(PictureAddress.of("//cdn.example.org/a b{1}.png"))
                .contains(URI.create("https://cdn.example.org/a%20b%7B1%7D.png"));
        assertThat(PictureAddress.of("https://example.org/%zz")).isEmpty();
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
