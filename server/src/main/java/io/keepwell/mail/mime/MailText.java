package io.keepwell.mail.mime;

/// Text as the database and the page can take it (M3).
public final class MailText {

    private MailText() {}

    /// Without NUL, other control characters, a byte order mark and lone surrogates; every kind of line end becomes a
    /// line feed.
    public static String clean(String text) {
        if (isClean(text)) {
            return text;
        }
        var clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r') {
                if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                    clean.append('\n');
                }
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                clean.append(c).append(text.charAt(++i));
            } else if (!unwanted(c)) {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    /// The same on one line: every run of blanks and line ends becomes one blank.
    public static String line(String text) {
        var line = new StringBuilder(text.length());
        boolean blank = false;
        for (char c : clean(text).toCharArray()) {
            if (c == ' ' || c == '\t' || c == '\n' || c == '\u2028' || c == '\u2029') {
                blank = !line.isEmpty();
                continue;
            }
            if (blank) {
                line.append(' ');
                blank = false;
            }
            line.append(c);
        }
        return line.toString();
    }

    private static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || unwanted(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean unwanted(char c) {
        return (c < ' ' && c != '\t' && c != '\n' && c != '\r')
                || c == 0x7f
                || c == '\uFEFF'
                || Character.isSurrogate(c);
    }
}
