package io.keepwell.mail.mime;

import io.keepwell.shared.EmailAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the addresses of a header as leniently as senders write them (RFC 5322, 3.4, and what is not in it).
final class MailAddresses {

    private static final int MOST = 500;

    private final String header;
    private final List<MailPerson> people = new ArrayList<>();
    private final StringBuilder phrase = new StringBuilder();
    private final StringBuilder comment = new StringBuilder();
    private @Nullable String angle;
    private int at;

    private MailAddresses(String header) {
        this.header = header;
    }

    /// The people of a header value, in order, without those that have no usable address.
    static List<MailPerson> parse(String header) {
        var addresses = new MailAddresses(header);
        addresses.read();
        return List.copyOf(addresses.people);
    }

    private void read() {
        while (at < header.length() && people.size() < MOST) {
            int word = EncodedWords.end(header, at);
            if (word > 0) {
                phrase.append(header, at, word);
                at = word;
                continue;
            }
            char c = header.charAt(at++);
            switch (c) {
                case '"' -> readQuoted();
                case '(' -> readComment();
                case '<' -> readAngle();
                case ',', ';' -> finish();
                case ':' -> {
                    // "undisclosed-recipients:;" and other groups: what stood before is the group's name.
                    if (phrase.indexOf("@") < 0) {
                        phrase.setLength(0);
                    }
                }
                default -> phrase.append(c);
            }
        }
        finish();
    }

    private void readQuoted() {
        int start = phrase.length();
        while (at < header.length() && header.charAt(at) != '"') {
            if (header.charAt(at) == '\\' && at + 1 < header.length()) {
                at++;
            }
            phrase.append(header.charAt(at++));
        }
        at++;
        if (at < header.length() && header.charAt(at) == '@') {
            phrase.insert(start, '"').append('"');
        }
    }

    private void readComment() {
        int depth = 1;
        while (at < header.length() && depth > 0) {
            char c = header.charAt(at++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth > 0) {
                comment.append(c);
            }
        }
    }

    private void readAngle() {
        int end = header.indexOf('>', at);
        String inside = header.substring(at, end < 0 ? header.length() : end);
        at = end < 0 ? header.length() : end + 1;
        int nested = inside.lastIndexOf('<');
        inside = inside.substring(nested + 1).strip();
        // A source route, "<@relay.example:ana@example.org>".
        if (inside.startsWith("@") && inside.indexOf(':') > 0) {
            inside = inside.substring(inside.indexOf(':') + 1);
        }
        angle = inside.startsWith("mailto:") ? inside.substring(7) : inside;
    }

    private void finish() {
        String words = phrase.toString().strip();
        String remark = comment.toString().strip();
        if (angle != null) {
            add(angle, words.isEmpty() ? remark : words);
        } else if (!words.isEmpty()) {
            int sign = words.lastIndexOf('@');
            int start = words.lastIndexOf(' ', Math.max(sign, 0)) + 1;
            int end = words.indexOf(' ', Math.max(sign, 0));
            String address = words.substring(start, end < 0 ? words.length() : end);
            String before = words.substring(0, start).strip();
            add(address, before.isEmpty() ? remark : before);
        }
        phrase.setLength(0);
        comment.setLength(0);
        angle = null;
    }

    private void add(String written, String name) {
        var parsed = EmailAddress.parse(written);
        if (parsed.isEmpty()) {
            return;
        }
        String address = parsed.get().value();
        String decoded = MailText.line(EncodedWords.decode(name));
        decoded = MailText.clean(decoded.substring(0, Math.min(decoded.length(), 200)))
                .replaceAll("^['\"]+|['\"]+$", "")
                .strip();
        people.add(new MailPerson(address, decoded.isEmpty() || decoded.equalsIgnoreCase(address) ? null : decoded));
    }
}
