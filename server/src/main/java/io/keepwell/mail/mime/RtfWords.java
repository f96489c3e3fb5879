package io.keepwell.mail.mime;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;

/// What an RTF says: the HTML that Outlook hid in it (MS-OXRTFEX), else its plain words.
///
/// @param html whether `words` is HTML
record RtfWords(boolean html, String words) {

    private static final Set<String> NOT_WORDS = Set.of(
            "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "themedata", "xmlnstbl");
    private static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("par", "\n"),
            Map.entry("line", "\n"),
            Map.entry("sect", "\n"),
            Map.entry("tab", "\t"),
            Map.entry("cell", "\t"),
            Map.entry("row", "\n"),
            Map.entry("lquote", "\u2018"),
            Map.entry("rquote", "\u2019"),
            Map.entry("ldblquote", "\u201c"),
            Map.entry("rdblquote", "\u201d"),
            Map.entry("bullet", "\u2022"),
            Map.entry("endash", "\u2013"),
            Map.entry("emdash", "\u2014"));
    private static final int DEEPEST = 500;

    /// @param rtf a character per byte
    static RtfWords of(String rtf) {
        boolean html = rtf.substring(0, Math.min(rtf.length(), 1_000)).contains("\\fromhtml1");
        return new RtfWords(html, new Reader(rtf, html).read());
    }

    /// What holds within a group of braces.
    ///
    /// @param silent  nothing in it is to be read
    /// @param markup  it is a piece of HTML
    /// @param hidden  it repeats for RTF readers what HTML says anyway
    /// @param replace how many characters stand in for one that old readers do not know
    private record Group(boolean silent, boolean markup, boolean hidden, int replace) {}

    private static final class Reader {

        private final String rtf;
        private final boolean html;
        private final StringBuilder words = new StringBuilder();
        private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
        private final ArrayDeque<Group> groups = new ArrayDeque<>();
        private Group group = new Group(false, false, false, 1);
        private String charset = "windows-1252";
        private boolean star;
        private int skip;
        private int at;

        Reader(String rtf, boolean html) {
            this.rtf = rtf;
            this.html = html;
        }

        String read() {
            while (at < rtf.length()) {
                char c = rtf.charAt(at++);
                switch (c) {
                    case '{' -> open();
                    case '}' -> close();
                    case '\\' -> control();
                    case '\r', '\n' -> {}
                    default -> write(c);
                }
            }
            flush();
            return words.toString();
        }

        private void open() {
            flush();
            if (groups.size() < DEEPEST) {
                groups.push(group);
            }
            star = false;
            skip = 0;
        }

        private void close() {
            flush();
            if (!groups.isEmpty()) {
                group = groups.pop();
            }
            skip = 0;
        }

        private void control() {
            if (at >= rtf.length()) {
                return;
            }
            char c = rtf.charAt(at);
            if (!isLetter(c)) {
                at++;
                symbol(c);
                return;
            }
            int start = at;
            while (at < rtf.length() && isLetter(rtf.charAt(at)) && at - start < 32) {
                at++;
            }
            var word = rtf.substring(start, at);
            int number = at;
            if (number < rtf.length() && rtf.charAt(number) == '-') {
                number++;
            }
            while (number < rtf.length() && Character.isDigit(rtf.charAt(number)) && number - at < 10) {
                number++;
            }
            int value = number(rtf.substring(at, number));
            boolean stated = number > at;
            at = number;
            if (at < rtf.length() && rtf.charAt(at) == ' ') {
                at++;
            }
            word(word, value, stated);
        }

        private void symbol(char c) {
            switch (c) {
                case '*' -> star = true;
                case '\'' -> {
                    int octet = EncodedWords.hex(rtf, at);
                    at = Math.min(at + 2, rtf.length());
                    if (skip > 0) {
                        skip--;
                    } else if (octet >= 0 && heard()) {
                        pending.write(octet);
                    }
                }
                case '~' -> write('\u00a0');
                case '_' -> write('-');
                case '\\', '{', '}' -> write(c);
                case '\r', '\n' -> say("\n");
                default -> {}
            }
        }

        private void word(String word, int value, boolean stated) {
            boolean starred = star;
            star = false;
            if (starred && word.equals("htmltag")) {
                group = new Group(group.silent, true, group.hidden, group.replace);
            } else if (starred || NOT_WORDS.contains(word)) {
                group = new Group(true, false, group.hidden, group.replace);
            } else if (word.equals("htmlrtf")) {
                flush();
                group = new Group(group.silent, group.markup, !stated || value != 0, group.replace);
            } else if (word.equals("ansicpg") && stated) {
                charset = value == 65001 ? "utf-8" : "windows-" + value;
            } else if (word.equals("uc")) {
                group = new Group(group.silent, group.markup, group.hidden, Math.clamp(value, 0, 20));
            } else if (word.equals("u")) {
                say(String.valueOf((char) value));
                skip = group.replace;
            } else if (word.equals("bin")) {
                at = (int) Math.min((long) at + Math.max(value, 0), rtf.length());
            } else {
                var sign = SIGNS.get(word);
                if (sign != null) {
                    say(sign);
                }
            }
        }

        private void write(char c) {
            if (skip > 0) {
                skip--;
            } else if (heard()) {
                pending.write(c);
            }
        }

        private void say(String said) {
            flush();
            if (heard()) {
                words.append(said);
            }
        }

        private boolean heard() {
            return !group.silent && (!html || group.markup || !group.hidden);
        }

        private void flush() {
            if (pending.size() > 0) {
                words.append(MailCharsets.decode(pending.toByteArray(), charset));
                pending.reset();
            }
        }

        private static boolean isLetter(char c) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        }

        private static int number(String digits) {
            try {
                return digits.isEmpty() ? 0 : Integer.parseInt(digits);
            } catch (NumberFormatException tooLarge) {
                return 0;
            }
        }
    }
}
