package io.keepwell.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keepwell.mail.OwnMessageId.Kind;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs and reads what tells us the thread of a mail (T4): plus-addresses, Message-IDs, a marker in quoted HTML. 80
/// bits of HMAC-SHA256 over purpose, key id, thread and what else the token is bound to. A token proves the thread,
/// never the person (T2).
final class ThreadTokens {

    private static final int MAC_BYTES = 10;
    private static final int ID_BYTES = 16;
    private static final int THREAD_TOKEN_CHARS = 44;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final String MARKER = "kw1-";

    private final List<SigningKey> keys;

    /// @param keys the first signs, all verify
    ThreadTokens(List<SigningKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("Thread tokens need a key.");
        }
        this.keys = List.copyOf(keys);
    }

    /// The address that answers in a thread go to: `support+TOKEN@shop.example`. Where the mailbox's name is so long
    /// that token and name exceed the 64 characters of a local part, the mailbox address itself: Message-IDs carry
    /// the thread too.
    String replyAddress(UUID thread, String mailboxAddress) {
        return address("address", thread, mailboxAddress);
    }

    /// The envelope sender of a letter (VERP, L7): reports come back to an address that names the letter, whatever
    /// they say themselves. The mailbox address itself where its name is too long for that.
    String bounceAddress(UUID letter, String mailboxAddress) {
        return address("bounce", letter, mailboxAddress);
    }

    /// The letter that an envelope sender of this mailbox names; empty for any other address.
    Optional<UUID> readBounceAddress(String address, String mailboxAddress) {
        return readAddress("bounce", address, mailboxAddress);
    }

    private String address(String purpose, UUID id, String mailboxAddress) {
        String mailbox = mailboxAddress.toLowerCase(Locale.ROOT);
        int sign = mailbox.lastIndexOf('@');
        String local = mailbox.substring(0, sign);
        if (local.length() + 1 + THREAD_TOKEN_CHARS > LONGEST_LOCAL_PART) {
            return mailbox;
        }
        return local + "+" + sign(purpose, mailbox, ids(id)) + mailbox.substring(sign);
    }

    /// The thread that an address of this mailbox carries; empty for a plain, foreign, forged or mutilated one.
    Optional<UUID> readAddress(String address, String mailboxAddress) {
        return readAddress("address", address, mailboxAddress);
    }

    private Optional<UUID> readAddress(String purpose, String address, String mailboxAddress) {
        String mailbox = mailboxAddress.toLowerCase(Locale.ROOT);
        String written = address.toLowerCase(Locale.ROOT);
        int sign = mailbox.lastIndexOf('@');
        String prefix = mailbox.substring(0, sign) + "+";
        String suffix = mailbox.substring(sign);
        if (!written.startsWith(prefix)
                || !written.endsWith(suffix)
                || written.length() < prefix.length() + suffix.length()) {
            return Optional.empty();
        }
        String token = written.substring(prefix.length(), written.length() - suffix.length());
        return verify(purpose, mailbox, token, ID_BYTES).map(ids -> ids[0]);
    }

    /// A Message-ID of ours, without angle brackets: `reply.TOKEN@host`. The same arguments give the same id, so a
    /// letter that is sent again keeps its own.
    String messageId(Kind kind, UUID thread, UUID message, String host) {
        String word = kind.name().toLowerCase(Locale.ROOT);
        return word + "." + sign("message", word, ids(thread, message)) + "@" + host;
    }

    /// The first reference of all our letters in a thread.
    String rootId(UUID thread, String host) {
        return messageId(Kind.ROOT, thread, thread, host);
    }

    /// Reads a Message-ID back, whatever host stands in it; empty when it is not ours.
    Optional<OwnMessageId> readMessageId(String messageId) {
        int dot = messageId.indexOf('.');
        int sign = messageId.lastIndexOf('@');
        if (dot < 1 || sign < dot) {
            return Optional.empty();
        }
        String word = messageId.substring(0, dot).toLowerCase(Locale.ROOT);
        var kind = Stream.of(Kind.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
        return kind.flatMap(known -> verify("message", word, messageId.substring(dot + 1, sign), 2 * ID_BYTES)
                .map(ids -> new OwnMessageId(known, ids[0], ids[1])));
    }

    /// A word to hide in the HTML of a letter; quoting programs keep it more often than they keep headers.
    String marker(UUID thread) {
        return MARKER + sign("marker", "", ids(thread));
    }

    /// The thread of the first true marker in the HTML.
    Optional<UUID> readMarker(String html) {
        int start = html.indexOf(MARKER);
        while (start >= 0) {
            int from = start + MARKER.length();
            int to = from + THREAD_TOKEN_CHARS;
            boolean whole = to <= html.length() && (to == html.length() || !isWord(html.charAt(to)));
            if (whole) {
                var ids = verify("marker", "", html.substring(from, to), ID_BYTES);
                if (ids.isPresent()) {
                    return ids.map(found -> found[0]);
                }
            }
            start = html.indexOf(MARKER, from);
        }
        return Optional.empty();
    }

    /// The number in `[#1234]`, as a word of its own; the first one counts. It proves nothing (T3).
    static OptionalLong readSubject(String subject) {
        int start = subject.indexOf("[#");
        while (start >= 0) {
            int end = start + 2;
            while (end < subject.length()
                    && end - start < 14
                    && subject.charAt(end) >= '0'
                    && subject.charAt(end) <= '9') {
                end++;
            }
            boolean closed = end > start + 2 && end < subject.length() && subject.charAt(end) == ']';
            boolean alone = (start == 0 || !isWord(subject.charAt(start - 1)))
                    && (end + 1 >= subject.length() || !isWord(subject.charAt(end + 1)));
            if (closed && alone) {
                return OptionalLong.of(Long.parseLong(subject.substring(start + 2, end)));
            }
            start = subject.indexOf("[#", start + 2);
        }
        return OptionalLong.empty();
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private static byte[] ids(UUID... ids) {
        var bytes = ByteBuffer.allocate(ids.length * ID_BYTES);
        for (var id : ids) {
            bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }
        return bytes.array();
    }

    private String sign(String purpose, String bound, byte[] ids) {
        var key = keys.getFirst();
        return Base32.encode(ByteBuffer.allocate(1 + ids.length + MAC_BYTES)
                .put((byte) key.id())
                .put(ids)
                .put(mac(key, purpose, bound, ids))
                .array());
    }

    private Optional<UUID[]> verify(String purpose, String bound, String token, int length) {
        var decoded = Base32.decode(token).filter(bytes -> bytes.length == 1 + length + MAC_BYTES);
        if (decoded.isEmpty()) {
            return Optional.empty();
        }
        var bytes = decoded.get();
        var ids = Arrays.copyOfRange(bytes, 1, 1 + length);
        var claimed = Arrays.copyOfRange(bytes, 1 + length, bytes.length);
        boolean ours = keys.stream()
                .filter(key -> key.id() == (bytes[0] & 0xff))
                .anyMatch(key -> MessageDigest.isEqual(mac(key, purpose, bound, ids), claimed));
        return ours ? Optional.of(uuids(ids)) : Optional.empty();
    }

    private static UUID[] uuids(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        var ids = new UUID[bytes.length / ID_BYTES];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = new UUID(buffer.getLong(), buffer.getLong());
        }
        return ids;
    }

    private static byte[] mac(SigningKey key, String purpose, String bound, byte[] ids) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.secret(), "HmacSHA256"));
            mac.update((purpose + "\n" + bound + "\n" + key.id() + "\n").getBytes(UTF_8));
            return Arrays.copyOf(mac.doFinal(ids), MAC_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
