package io.keepwell.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.PostOffice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/// A company that has a messenger: its mailbox, its key, and the server of its own application that signs its users.
final class MessengerDeskForTests {

    private final Api api;
    final String base;
    final String mailbox;
    final String key;
    final String secret;

    private MessengerDeskForTests(Api api, String base, String mailbox, String key, String secret) {
        this.api = api;
        this.base = base;
        this.mailbox = mailbox;
        this.key = key;
        this.secret = secret;
    }

    /// Opens it on the running application.
    ///
    /// @param address address of the mailbox
    /// @param origins pages it may be used on
    static MessengerDeskForTests open(int port, PostOffice office, String address, String... origins) {
        var base = "http://127.0.0.1:" + port;
        var api = new Api(base, FreshInstallation.ADMIN_TOKEN);
        var mailbox =
                api.post("/api/v1/mailboxes", """
                    {'address':'%s','name':'Pennyfold Support','acknowledge':true,'existing':'ignore',
                     'imap':{'host':'127.0.0.1','port':%d,'username':'%s','password':'secret','security':'none'},
                     'smtp':{'host':'127.0.0.1','port':%d,'username':null,'password':null,'security':'none'}}
                    """.formatted(address, office.imapPort(), address, office.smtpPort()));
        assertThat(mailbox.status()).as("%s", mailbox.json()).isEqualTo(201);
        var id = mailbox.json().get("id").asString();
        var made = api.post("/api/v1/messenger/keys", "{'name':'Web app'}");
        assertThat(made.status()).as("%s", made.json()).isEqualTo(201);
        var desk = new MessengerDeskForTests(
                api,
                base,
                id,
                made.json().get("publicKey").asString(),
                made.json().get("secret").asString());
        desk.allow(origins);
        return desk;
    }

    void allow(String... origins) {
        var changed = api.patch(
                "/api/v1/messenger",
                "{'enabled':true,'mailbox':'%s','title':'Pennyfold','origins':['%s']}"
                        .formatted(mailbox, String.join("','", origins)));
        assertThat(changed.status()).as("%s", changed.json()).isEqualTo(200);
    }

    String hash(String userId) {
        return HexFormat.of().formatHex(Secrets.sign(secret.getBytes(StandardCharsets.UTF_8), userId));
    }

    /// @param claims JSON with single quotes
    String jwt(String claims) {
        return jwt("{'alg':'HS256','typ':'JWT'}", claims, secret);
    }

    static String jwt(String header, String claims, String secret) {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        var signed = encoder.encodeToString(header.replace('\'', '"').getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(claims.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return signed + "." + encoder.encodeToString(Secrets.sign(secret.getBytes(StandardCharsets.UTF_8), signed));
    }

    String jwtOf(String userId, String email, String name) {
        return jwt("{'sub':'%s','email':'%s','name':'%s','exp':%d}"
                .formatted(userId, email, name, Instant.now().getEpochSecond() + 600));
    }

    Api api() {
        return api;
    }
}
