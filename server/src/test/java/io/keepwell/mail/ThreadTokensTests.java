package io.keepwell.mail;

import static io.keepwell.mail.Signatures.MAILBOX;
import static io.keepwell.mail.Signatures.MESSAGE;
import static io.keepwell.mail.Signatures.NEW;
import static io.keepwell.mail.Signatures.OLD;
import static io.keepwell.mail.Signatures.THREAD;
import static io.keepwell.mail.Signatures.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ThreadTokensTests {

    @Property
    @Label("T4: a true token is always read, also in capitals")
    void readsWhatItSigned(@ForAll("ids") UUID thread, @ForAll("ids") UUID message, @ForAll OwnMessageId.Kind kind) {
        String address = TOKENS.replyAddress(thread, MAILBOX);
        String id = TOKENS.messageId(kind, thread, message, "shop.example");

        assertThat(TOKENS.readAddress(address, MAILBOX)).contains(thread);
        assertThat(TOKENS.readAddress(address.toUpperCase(Locale.ROOT), "Support@Shop.example"))
                .contains(thread);
        assertThat(TOKENS.readMessageId(id)).contains(new OwnMessageId(kind, thread, message));
        assertThat(TOKENS.readMarker("<div id=\"m_17" + TOKENS.marker(thread) + "\">"))
                .contains(thread);
    }

    @Property(tries = 2_000)
    @Label("T4: a changed token is never believed")
    void refusesEveryMutation(@ForAll("ids") UUID thread, @ForAll int place, @ForAll("letters") char letter) {
        String address = TOKENS.replyAddress(thread, MAILBOX);
        String id = TOKENS.messageId(OwnMessageId.Kind.REPLY, thread, MESSAGE, "shop.example");
        String marker = TOKENS.marker(thread);

        assertThat(TOKENS.readAddress(changed(address, "support+".length(), 44, place, letter), MAILBOX))
                .isEmpty();
        assertThat(TOKENS.readMessageId(changed(id, "reply.".length(), 69, place, letter)))
                .isEmpty();
        assertThat(TOKENS.readMarker(changed(marker, "kw1-".length(), 44, place, letter)))
                .isEmpty();
    }

    @Property
    @Label("T4: a token signed with another secret is never believed, though its key id is known")
    void refusesForgeries(@ForAll("ids") UUID thread, @ForAll("secrets") byte[] secret) {
        var forger = new ThreadTokens(List.of(new SigningKey(NEW.id(), secret)));

        assertThat(TOKENS.readAddress(forger.replyAddress(thread, MAILBOX), MAILBOX))
                .isEmpty();
        assertThat(TOKENS.readMessageId(forger.messageId(OwnMessageId.Kind.ACK, thread, MESSAGE, "shop.example")))
                .isEmpty();
        assertThat(TOKENS.readMarker(forger.marker(thread))).isEmpty();
    }

    @Example
    @Label("T4: old keys verify for ever, unknown ones never")
    void rotates() {
        var before = new ThreadTokens(List.of(OLD));
        String address = before.replyAddress(THREAD, MAILBOX);

        assertThat(TOKENS.readAddress(address, MAILBOX)).contains(THREAD);
        assertThat(new ThreadTokens(List.of(NEW)).readAddress(address, MAILBOX)).isEmpty();
        assertThat(TOKENS.replyAddress(THREAD, MAILBOX)).isNotEqualTo(address);
    }

    @Example
    @Label("T4: a token counts for its own mailbox and its own purpose only")
    void bindsToMailboxAndPurpose() {
        String address = TOKENS.replyAddress(THREAD, MAILBOX);
        String token = address.substring("support+".length(), address.indexOf('@'));

        assertThat(TOKENS.readAddress("sales+" + token + "@shop.example", "sales@shop.example"))
                .isEmpty();
        assertThat(TOKENS.readAddress("support+" + token + "@other.example", "support@other.example"))
                .isEmpty();
        assertThat(TOKENS.readMarker("kw1-" + token)).isEmpty();
        String reply = TOKENS.messageId(OwnMessageId.Kind.REPLY, THREAD, MESSAGE, "shop.example");
        assertThat(TOKENS.readMessageId(reply.replace("reply.", "note."))).isEmpty();
        assertThat(TOKENS.readMessageId(reply.replace("shop.example", "gateway.example")))
                .isPresent();
    }

    @Example
    @Label("T4: the local part has at most 64 characters, else the plain address")
    void keepsWithinALocalPart() {
        assertThat(TOKENS.replyAddress(THREAD, MAILBOX).indexOf('@')).isLessThanOrEqualTo(64);
        assertThat(TOKENS.replyAddress(THREAD, MAILBOX)).matches("[a-z2-7+]+@shop\\.example");
        String longest = "a".repeat(19) + "@shop.example";
        assertThat(TOKENS.replyAddress(THREAD, longest).indexOf('@')).isEqualTo(64);
        String tooLong = "a".repeat(20) + "@shop.example";
        assertThat(TOKENS.replyAddress(THREAD, tooLong)).isEqualTo(tooLong);
    }

    @Example
    void theSameLetterKeepsItsId() {
        assertThat(TOKENS.messageId(OwnMessageId.Kind.REPLY, THREAD, MESSAGE, "h"))
                .isEqualTo(TOKENS.messageId(OwnMessageId.Kind.REPLY, THREAD, MESSAGE, "h"));
        assertThat(TOKENS.rootId(THREAD, "h")).isEqualTo(TOKENS.rootId(THREAD, "h"));
        assertThat(TOKENS.readMessageId(TOKENS.rootId(THREAD, "h")))
                .contains(new OwnMessageId(OwnMessageId.Kind.ROOT, THREAD, THREAD));
    }

    @Property
    void anythingElseIsNothing(@ForAll String text) {
        assertThat(TOKENS.readAddress(text, MAILBOX)).isEmpty();
        assertThat(TOKENS.readMessageId(text)).isEmpty();
        assertThat(TOKENS.readMarker(text)).isEmpty();
    }

    @Example
    @Label("T3: the number in the subject is read as a whole word only")
    void readsNumbersAsWords() {
        assertThat(ThreadTokens.readSubject("Re: Broken screen [#1234]")).hasValue(1234);
        assertThat(ThreadTokens.readSubject("[#7]: hello")).hasValue(7);
        assertThat(ThreadTokens.readSubject("a[#1] [#2] [#3]")).hasValue(2);
        for (String other :
                List.of("x[#1234]", "[#1234]5", "[#12a4]", "#1234", "[#]", "[# 12]", "[#12345678901234567890]")) {
            assertThat(ThreadTokens.readSubject(other)).as(other).isEmpty();
        }
    }

    @Example
    void hidesSecrets() {
        assertThat(NEW.toString()).contains("***").doesNotContain("new secret");
    }

    private static String changed(String text, int start, int length, int place, char letter) {
        int at = start + Math.floorMod(place, length);
        char other = Character.toLowerCase(text.charAt(at)) == letter ? (letter == 'a' ? 'b' : 'a') : letter;
        return text.substring(0, at) + other + text.substring(at + 1);
    }

    @Provide
    Arbitrary<UUID> ids() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    }

    @Provide
    Arbitrary<Character> letters() {
        return Arbitraries.chars().with("abcdefghijklmnopqrstuvwxyz234567019-_. ");
    }

    @Provide
    Arbitrary<byte[]> secrets() {
        return Arbitraries.bytes().array(byte[].class).ofMinSize(16).ofMaxSize(40);
    }
}
