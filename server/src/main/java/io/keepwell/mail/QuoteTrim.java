package io.keepwell.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Which part of a message need not be shown at first, because it only repeats the thread (Q1 to Q4, Q6).
/// Nothing is taken away: the sections put together are the text. Only a quote at the very end is hidden, and
/// only when every word of it stands in an earlier message, in runs of four at least: what the customer has
/// written between or into our lines stays visible, and so does what we do not know.
public final class QuoteTrim {

    /// A part of a message.
    ///
    /// @param hidden shown on demand only
    public record Section(boolean hidden, String text) {}

    private static final int LONGEST_TEXT = 500_000;

    private final List<String> lines;
    private final List<String> bodies;
    private final boolean[] quoted;
    private final boolean[] frame;
    private final boolean[] start;

    private QuoteTrim(String text) {
        this.lines = List.of(text.split("\n", -1));
        this.bodies = lines.stream().map(QuoteTrim::body).toList();
        this.quoted = new boolean[lines.size()];
        this.frame = new boolean[lines.size()];
        this.start = new boolean[lines.size()];
        for (int i = 0; i < lines.size(); i++) {
            quoted[i] = lines.get(i).startsWith(">");
        }
    }

    /// Splits a message into what is new and what is quoted.
    ///
    /// @param text of the message
    /// @param earlier texts of the earlier messages of its thread, as received and as sent; empty for a first
    /// message and for forwarded mail, which are never trimmed
    /// @return one or two sections
    public static List<Section> sections(String text, List<String> earlier) {
        var everything = List.of(new Section(false, text));
        if (earlier.isEmpty() || text.length() > LONGEST_TEXT) {
            return everything;
        }
        var trim = new QuoteTrim(text);
        if (trim.forwarded()) {
            return everything;
        }
        trim.findFrames();
        int from = trim.hiddenFrom(earlier);
        String visible = String.join("\n", trim.lines.subList(0, from));
        if (from == trim.lines.size() || visible.isBlank()) {
            return everything;
        }
        return List.of(
                new Section(false, visible),
                new Section(true, String.join("\n", trim.lines.subList(from, trim.lines.size()))));
    }

    /// What stands above the first quote of any kind, known or not. For the letters of colleagues, whose
    /// quotes may hold what no customer is to read (T16).
    public static String aboveQuotes(String text) {
        if (text.length() > LONGEST_TEXT) {
            return "";
        }
        var trim = new QuoteTrim(text);
        trim.findFrames();
        int end = 0;
        while (end < trim.lines.size() && !trim.start[end] && !trim.frame[end] && !trim.quoted[end]) {
            end++;
        }
        return String.join("\n", trim.lines.subList(0, end)).strip();
    }

    private static String body(String line) {
        int at = 0;
        while (at < line.length() && (line.charAt(at) == '>' || line.charAt(at) == ' ')) {
            at++;
        }
        return line.substring(at).strip();
    }

    private boolean forwarded() {
        return IntStream.range(0, lines.size())
                .filter(i -> !quoted[i])
                .mapToObj(i -> bodies.get(i).toLowerCase(Locale.ROOT))
                .anyMatch(line ->
                        line.length() < 100 && QuoteWords.FORWARDED.stream().anyMatch(line::contains));
    }

    /// Marks what programs put around a quote: "On ... wrote:", "-----Original Message-----", From and Subject
    /// lines.
    private void findFrames() {
        for (int i = 0; i < lines.size(); i++) {
            String line = bodies.get(i).toLowerCase(Locale.ROOT);
            if (quoted[i] && (i == 0 || !quoted[i - 1])) {
                start[i] = true;
            }
            int length = attribution(i);
            if (length == 0 && separator(line)) {
                length = 1;
            }
            if (length == 0 && starts(line, QuoteWords.SENDER_LABELS)) {
                length = headerBlock(i);
            }
            if (length > 0) {
                start[i] = true;
                for (int j = i; j < i + length; j++) {
                    frame[j] = true;
                }
            }
        }
    }

    /// How many lines from here are "On Monday, Mara wrote:", which programs wrap; 0 if none. Lines of another depth of
    /// quoting, and those above one that is such a line by itself, are somebody's words.
    private int attribution(int at) {
        var together = new StringBuilder();
        for (int length = 1; length <= 3 && at + length <= lines.size(); length++) {
            int last = at + length - 1;
            if (depth(last) != depth(at) || (length > 1 && beginsAndAnnounces(bodies.get(last)))) {
                return 0;
            }
            together.append(bodies.get(last)).append(' ');
            String line = together.toString().strip().toLowerCase(Locale.ROOT);
            if (line.isEmpty() || line.length() > 250) {
                return 0;
            }
            if (announces(line)) {
                return length;
            }
            if (!starts(line, QuoteWords.ATTRIBUTION_STARTS)) {
                return 0;
            }
        }
        return 0;
    }

    private static boolean beginsAndAnnounces(String body) {
        String line = body.toLowerCase(Locale.ROOT);
        return announces(line) && starts(line, QuoteWords.ATTRIBUTION_STARTS);
    }

    private static boolean announces(String line) {
        boolean ends = line.endsWith(":") || line.endsWith("：");
        boolean dated = line.chars().anyMatch(Character::isDigit) || line.indexOf('@') > 0;
        return ends && dated && QuoteWords.WROTE.stream().anyMatch(line::contains);
    }

    private long depth(int at) {
        return lines.get(at)
                .chars()
                .takeWhile(c -> c == '>' || c == ' ')
                .filter(c -> c == '>')
                .count();
    }

    private static boolean separator(String line) {
        boolean underscores = line.length() >= 10 && line.chars().allMatch(c -> c == '_');
        return underscores
                || (line.startsWith("--")
                        && line.length() < 100
                        && QuoteWords.ORIGINAL.stream().anyMatch(line::contains));
    }

    /// How many lines the From line and the labels below it are; 0 for a lone "From:".
    private int headerBlock(int at) {
        int length = 1;
        while (at + length < lines.size()
                && length < 10
                && starts(bodies.get(at + length).toLowerCase(Locale.ROOT), QuoteWords.LABELS)) {
            length++;
        }
        return length >= 3 ? length : 0;
    }

    private static boolean starts(String line, List<String> words) {
        return words.stream().anyMatch(word -> line.startsWith(word) || line.startsWith("*" + word));
    }

    /// The first line of the quote that may be hidden, or the number of lines.
    private int hiddenFrom(List<String> earlier) {
        var words = new ArrayList<List<String>>();
        for (int i = 0; i < lines.size(); i++) {
            words.add(frame[i] ? List.of() : RepeatedWords.words(bodies.get(i)));
        }
        var known = RepeatedWords.known(words, earlier);
        int from = lines.size();
        boolean bare = false;
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (!frame[i] && !words.get(i).isEmpty()) {
                if (!known.get(i)) {
                    break;
                }
                bare = bare || !quoted[i];
            }
            // Unmarked words may only be hidden where a frame says that a quote begins; below "> " they are an answer
            // (Q3).
            if (start[i] && (!bare || (frame[i] && !quotesFollow(i)))) {
                from = i;
            }
        }
        return from < lines.size() && RepeatedWords.longEnough(words, from, earlier) ? from : lines.size();
    }

    private boolean quotesFollow(int at) {
        int next = at;
        while (next < lines.size() && (frame[next] || bodies.get(next).isEmpty())) {
            next++;
        }
        return next < lines.size() && quoted[next];
    }
}
