package io.keepwell.mail;

import io.keepwell.mail.mime.MailText;
import java.util.Locale;
import java.util.regex.Pattern;

/// Subjects without what mail programs and lists put before them (T10).
public final class Subjects {

    private static final Pattern REPLY_PREFIX = Pattern.compile(
            "^(re|fw|fwd|aw|antw|antwort|wg|sv|vs|vb|tr|rv|res|ref|enc|rif|odp|ynt|回复|回覆|答复|转发|轉寄)"
                    + "(\\[\\d{1,4}]|\\(\\d{1,4}\\)|\\^?\\d{1,3})?\\s{0,5}[:：]\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern FORWARD_PREFIX = Pattern.compile(
            "^(fw|fwd|wg|tr|rv|enc|转发|轉寄)\\s{0,5}[:：]", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern TAG = Pattern.compile("^\\[[^\\[\\]]{1,60}]\\s*");
    private static final Pattern NUMBER = Pattern.compile("\\s{0,5}\\[#\\d{1,11}]");
    private static final int LONGEST = 500;

    private Subjects() {}

    /// The subject itself: no `Re:`, `AW:`, `Re[5]:`, `回复：`, no list tags, no number of ours. A tag is kept if
    /// nothing else is there.
    public static String normalise(String subject) {
        String rest =
                NUMBER.matcher(shorten(MailText.line(subject))).replaceAll("").strip();
        while (true) {
            String less = TAG.matcher(REPLY_PREFIX.matcher(rest).replaceFirst(""))
                    .replaceFirst("")
                    .strip();
            if (less.equals(rest)) {
                return rest;
            }
            if (less.isEmpty()) {
                return REPLY_PREFIX.matcher(rest).replaceFirst("").strip();
            }
            rest = less;
        }
    }

    /// The subject without a number of ours: a follow-up must not carry that of the conversation it follows (T9).
    public static String withoutNumber(String subject) {
        return NUMBER.matcher(shorten(MailText.line(subject))).replaceAll("").strip();
    }

    /// Whether two subjects are the same but for such additions and for capitals.
    public static boolean same(String one, String other) {
        return normalise(one).equalsIgnoreCase(normalise(other));
    }

    /// Whether one subject goes on with the other: the same, or one with more words around it, or none.
    public static boolean related(String one, String other) {
        var first = normalise(one).toLowerCase(Locale.ROOT);
        var second = normalise(other).toLowerCase(Locale.ROOT);
        return first.contains(second) || second.contains(first);
    }

    /// Whether the subject says that the mail was passed on.
    public static boolean forwarded(String subject) {
        return FORWARD_PREFIX.matcher(subject.strip()).find();
    }

    /// The subject of an answer, with the number that a person can quote on the telephone.
    public static String reply(String subject, long number) {
        String plain = normalise(subject);
        return numbered(plain.isEmpty() ? "Re:" : "Re: " + plain, number);
    }

    /// The subject as it is, with that number.
    static String numbered(String subject, long number) {
        return number == 0 ? subject : subject + " [#" + number + "]";
    }

    private static String shorten(String subject) {
        return subject.length() <= LONGEST ? subject : MailText.clean(subject.substring(0, LONGEST));
    }
}
