package io.keepwell.conversations.reports;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tables for spreadsheets (RFC 4180), with a byte order mark so that they read accents. A word that a
/// spreadsheet would take for a formula is kept a word.
final class Csv {

    private final StringBuilder text = new StringBuilder("\uFEFF");

    Csv line(@Nullable Object... cells) {
        text.append(Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",")))
                .append("\r\n");
        return this;
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number number) {
            return number instanceof Double real ? String.format(Locale.ROOT, "%.4f", real) : number.toString();
        }
        var words = value.toString().replace('\n', ' ').replace('\r', ' ');
        var safe = words.matches("(?s)[=+\\-@\t].*") ? "'" + words : words;
        return safe.matches("(?s).*[\",].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
