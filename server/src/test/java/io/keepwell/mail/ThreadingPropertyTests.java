package io.keepwell.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.mail.OwnMessageId.Kind;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/// What holds for every token, whatever is done to it.
class ThreadingPropertyTests {

    private static final String MAILBOX = "support@shop.example";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

    private final ThreadTokens tokens = new ThreadTokens(List.of(key(1, 7), key(2, 8)));

    @Property
    @Label("T4: a token is read back as what was signed, by old keys too")
    void readsBackWhatItSigned(@ForAll long a, @ForAll long b) {
        var thread = new UUID(a, b);
        var old = new ThreadTokens(List.of(key(2, 8)));

        assertThat(tokens.readAddress(old.replyAddress(thread, MAILBOX), MAILBOX))
                .hasValue(thread);
        assertThat(tokens.readMarker("<i id=\"" + tokens.marker(thread) + "\">"))
                .hasValue(thread);
        assertThat(tokens.readMessageId(tokens.messageId(Kind.REPLY, thread, thread, "x.example")))
                .hasValueSatisfying(own -> assertThat(own.thread()).isEqualTo(thread));
        assertThat(tokens.readBounceAddress(tokens.bounceAddress(thread, MAILBOX), MAILBOX))
                .hasValue(thread);
    }

    @Property
    @Label("T4: one changed character anywhere in a token, and it proves nothing")
    void oneCharacterBreaksIt(@ForAll long a, @ForAll long b, @ForAll long seed) {
        var thread = new UUID(a, b);
        var random = new Random(seed);
        var address = tokens.replyAddress(thread, MAILBOX);
        // the last character carries spare bits, which the reader refuses too where they are set
        int at = address.indexOf('+') + 1 + random.nextInt(address.indexOf('@') - address.indexOf('+') - 2);
        char other = LETTERS.charAt(random.nextInt(LETTERS.length()));
        if (address.charAt(at) != other) {
            var changed = address.substring(0, at) + other + address.substring(at + 1);
            assertThat(tokens.readAddress(changed, MAILBOX)).isEmpty();
        }
    }

    @Property
    @Label("T4: a token made for one purpose, mailbox or key proves nothing for another")
    void isBoundToItsPurpose(@ForAll long a, @ForAll long b) {
        var thread = new UUID(a, b);
        var reply = tokens.replyAddress(thread, MAILBOX);

        assertThat(tokens.readBounceAddress(reply, MAILBOX)).isEmpty();
        assertThat(tokens.readAddress(tokens.bounceAddress(thread, MAILBOX), MAILBOX))
                .isEmpty();
        assertThat(tokens.readAddress(reply.replace("support+", "sales+"), "sales@shop.example"))
                .isEmpty();
        assertThat(new ThreadTokens(List.of(key(1, 9))).readAddress(reply, MAILBOX))
                .isEmpty();
        assertThat(tokens.readMessageId(tokens.messageId(Kind.REPLY, thread, thread, "x.example")
                        .replaceFirst("^reply", "notice")))
                .isEmpty();
    }

    @Property
    @Label("T10: subjects lose what programs put before them, once and for all")
    void normalisesOnce(@ForAll String subject) {
        var once = Subjects.normalise(subject);

        assertThat(Subjects.normalise(once)).isEqualTo(once);
        assertThat(Subjects.same("Re: AW: " + subject, subject)).isTrue();
        assertThat(Subjects.withoutNumber(Subjects.numbered(subject, 1234))).doesNotContain("[#1234]");
    }

    private static SigningKey key(int id, int fill) {
        var secret = new byte[32];
        java.util.Arrays.fill(secret, (byte) fill);
        return new SigningKey(id, secret);
    }
}
