package io.keepwell.conversations.reports;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// Tables for spreadsheets (RFC 4180), with a byte order mark so that they read accents. A word that a
/// spreadsheet would take for a formula is kept a word.
public final class Csv {

    private static final MediaType TYPE = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final StringBuilder text = new StringBuilder("\uFEFF");

    /// Adds a line; numbers with a decimal point, whatever the language.
    public Csv line(@Nullable Object... cells) {
        text.append(Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",")))
                .append("\r\n");
        return this;
    }

    /// The answer that hands it out.
    ///
    /// @param name of the file
    public ResponseEntity<String> answer(String name) {
        return ResponseEntity.ok()
                .contentType(TYPE)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(toString());
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
