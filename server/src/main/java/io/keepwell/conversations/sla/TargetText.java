package io.keepwell.conversations.sla;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Lengths as people type them into a field: `30m`, `4h`, `1h 30m`; a number alone means minutes.
final class TargetText {

    private static final Pattern LENGTH = Pattern.compile("(?:(\\d{1,4})\\s*h)?\\s*(?:(\\d{1,6})\\s*(?:m|min)?)?");

    private TargetText() {}

    /// @return empty where it cannot be read; the text is not blank
    static OptionalInt minutes(String text) {
        var match = LENGTH.matcher(text.strip().toLowerCase(java.util.Locale.ROOT));
        if (!match.matches() || match.group(1) == null && match.group(2) == null) {
            return OptionalInt.empty();
        }
        int hours = match.group(1) == null ? 0 : Integer.parseInt(match.group(1));
        int minutes = match.group(2) == null ? 0 : Integer.parseInt(match.group(2));
        return OptionalInt.of(hours * 60 + minutes);
    }

    static String of(int minutes) {
        if (minutes < 60) {
            return minutes + "m";
        }
        return minutes % 60 == 0 ? minutes / 60 + "h" : minutes / 60 + "h " + minutes % 60 + "m";
    }
}
