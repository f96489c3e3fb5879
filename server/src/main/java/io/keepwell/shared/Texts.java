package io.keepwell.shared;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// What people read, from `texts/<module>_<language>.properties`, as ICU messages with named arguments.
///
/// Static on purpose: templates, mails and refusals say the same thing in the same way, and the language is that of the
/// person whose request is being answered.
public final class Texts {

    /// The languages there are texts in.
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    /// English with every letter accented and brackets around: shows texts that bypass the message files.
    public static final Locale PSEUDO = Locale.forLanguageTag("en-XA");

    private static final Map<String, Map<String, TextPattern>> PATTERNS = new ConcurrentHashMap<>();

    private Texts() {}

    /// The text `key` in the language of the current request.
    ///
    /// @param arguments names and values in turn: `"name", "Ana", "count", 3`; an `Instant` is given as a date
    /// @throws IllegalArgumentException where there is no such text
    public static String t(String key, @Nullable Object... arguments) {
        return in(LocaleContextHolder.getLocale(), key, arguments);
    }

    /// The text `key` in the given language; English where it has none of that language.
    public static String in(Locale locale, String key, @Nullable Object... arguments) {
        var pattern = PATTERNS.computeIfAbsent(language(locale), Texts::load).get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("There is no text " + key);
        }
        var text = pattern.with(arguments);
        return PSEUDO.equals(locale) ? Pseudo.of(text) : text;
    }

    /// The nearest language there are texts in.
    public static Locale supported(Locale wanted) {
        if (PSEUDO.equals(wanted)) {
            return PSEUDO;
        }
        for (var language : LANGUAGES) {
            if (language.getLanguage().equals(wanted.getLanguage())) {
                return language;
            }
        }
        return Locale.ENGLISH;
    }

    private static String language(Locale locale) {
        return supported(locale).getLanguage();
    }

    private static Map<String, TextPattern> load(String language) {
        var locale = Locale.forLanguageTag(language);
        var texts = new HashMap<String, TextPattern>();
        try {
            for (var file : new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:texts/*_" + language + ".properties")) {
                var properties = new Properties();
                try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                    properties.load(reader);
                }
                properties.forEach(
                        (key, pattern) -> texts.put((String) key, new TextPattern((String) pattern, locale)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(texts);
    }
}
