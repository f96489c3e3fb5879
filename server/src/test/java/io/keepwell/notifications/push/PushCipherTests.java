package io.keepwell.notifications.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What a browser is told, and only the browser can read.
class PushCipherTests {

    @Test
    @DisplayName("RFC 8291, appendix A: the published message comes out byte by byte")
    void encryptsAsTheStandardSays() throws GeneralSecurityException {
        var secret = KeyFactory.getInstance("EC")
                .generatePrivate(new ECPrivateKeySpec(
                        new BigInteger(1, bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")), PushCipher.curve()));
        var open = PushCipher.key(
                bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"));

        var body = PushCipher.encrypt(
                "When I grow up, I want to be a watermelon".getBytes(StandardCharsets.UTF_8),
                bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
                bytes("BTBZMqHH6r4Tts7J_aSIgg"),
                new KeyPair(open, secret),
                bytes("DGv6ra1nlYgDCS1FRnbzlw"));

        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(body))
                .isEqualTo("DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIg"
                        + "Dll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuw"
                        + "XPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
    }

    @Property(tries = 50)
    void whatWasEncryptedIsReadByTheBrowserAlone(@ForAll @Size(max = 300) byte[] message) {
        var browser = new PushBrowser();

        var body = PushCipher.encrypt(message, browser.key(), browser.secret());

        assertThat(browser.read(body)).isEqualTo(message);
        assertThat(body.length).isLessThanOrEqualTo(4_096);
    }

    @Test
    void aPointBesideTheCurveIsRefused() {
        var point = PushCipher.point((ECPublicKey) PushCipher.keyPair().getPublic());
        point[64] ^= 1;

        assertThatIllegalArgumentException().isThrownBy(() -> PushCipher.key(point));
        assertThatIllegalArgumentException().isThrownBy(() -> PushCipher.key(new byte[65]));
        assertThatIllegalArgumentException().isThrownBy(() -> PushCipher.key(new byte[0]));
    }

    @Test
    void theLongestMessageFitsAndALongerOneIsRefused() {
        var browser = new PushBrowser();
        var longest = new byte[PushCipher.LONGEST];

        assertThat(PushCipher.encrypt(longest, browser.key(), browser.secret())).hasSize(4_096);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> PushCipher.encrypt(new byte[PushCipher.LONGEST + 1], browser.key(), browser.secret()));
    }

    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }
}
