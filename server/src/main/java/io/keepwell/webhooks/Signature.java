package io.keepwell.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The signature of a delivery: `t=<seconds>,v1=<hex>`, HMAC-SHA256 over `<seconds>.<body>`, one `v1` per
/// secret that is valid now.
final class Signature {

    static final String HEADER = "Keepwell-Signature";

    private Signature() {}

    static String of(List<String> secrets, Instant at, String body) {
        var seconds = at.getEpochSecond();
        return "t=" + seconds + ","
                + secrets.stream()
                        .map(secret -> "v1=" + hmac(secret, seconds + "." + body))
                        .collect(Collectors.joining(","));
    }

    static String hmac(String secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
