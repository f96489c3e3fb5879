package io.keepwell.shared;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A text with places for its arguments. A page has hundreds, and most need none of what ICU can do: those that are
/// plain, or only put words into their places, are written out directly. The others are kept parsed.
final class TextPattern {

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private final String pattern;
    private final Locale locale;
    // the words before each place, the places, and the words after the last; null where only ICU understands it
    private final @Nullable List<String> words;
    private final List<String> places = new ArrayList<>();
    // a format keeps state while it formats, so each serves one request at a time
    private final Queue<MessageFormat> formats = new ConcurrentLinkedQueue<>();

    TextPattern(String pattern, Locale locale) {
        this.pattern = pattern;
        this.locale = locale;
        this.words = words(pattern, places);
    }

    private static @Nullable List<String> words(String pattern, List<String> places) {
        var words = new ArrayList<String>();
        var place = PLACE.matcher(pattern);
        int end = 0;
        while (place.find()) {
            words.add(pattern.substring(end, place.start()));
            places.add(place.group(1));
            end = place.end();
        }
        words.add(pattern.substring(end));
        return words.stream().allMatch(TextPattern::plain) ? words : null;
    }

    /// An apostrophe may quote, and a further bracket begins a plural, a date or the like.
    private static boolean plain(String words) {
        return words.indexOf('\'') < 0 && words.indexOf('{') < 0 && words.indexOf('}') < 0;
    }

    /// @param arguments names and values in turn
    String with(@Nullable Object... arguments) {
        var plain = words == null ? null : written(words, arguments);
        return plain == null ? formatted(arguments) : plain;
    }

    private @Nullable String written(List<String> words, @Nullable Object... arguments) {
        if (places.isEmpty()) {
            return pattern;
        }
        var text = new StringBuilder();
        for (int i = 0; i < places.size(); i++) {
            // numbers and dates are said in the way of the language
            if (!(argument(places.get(i), arguments) instanceof CharSequence word)) {
                return null;
            }
            text.append(words.get(i)).append(word);
        }
        return text.append(words.getLast()).toString();
    }

    private static @Nullable Object argument(String name, @Nullable Object... arguments) {
        for (int i = arguments.length - 2; i >= 0; i -= 2) {
            if (name.equals(arguments[i])) {
                return arguments[i + 1];
            }
        }
        return null;
    }

    private String formatted(@Nullable Object... arguments) {
        var named = new HashMap<String, @Nullable Object>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            var value = arguments[i + 1];
            named.put(String.valueOf(arguments[i]), value instanceof Instant instant ? Date.from(instant) : value);
        }
        var free = formats.poll();
        var format = free == null ? new MessageFormat(pattern, ULocale.forLocale(locale)) : free;
        var text = format.format(named);
        formats.add(format);
        return text;
    }
}
