package io.keepwell.conversations;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The first name to greet somebody with, only where it is plainly one.
final class GreetingName {

    // One capital and small letters, doubled by a hyphen at most. Scripts whose first names stand first.
    private static final Pattern NAME = Pattern.compile(
            "[\\p{Lu}&&[\\p{IsLatin}\\p{IsCyrillic}\\p{IsGreek}]]\\p{Ll}{1,14}(?:-\\p{Lu}\\p{Ll}{1,14})?");
    private static final Pattern FURTHER = Pattern.compile(
            "\\p{Lu}[\\p{L}'’.-]{0,30}|d['’]\\p{L}{1,30}|de|da|do|dos|del|della|di|la|le|van|von|der|den|ten|zu|bin|al");

    private static final Set<String> NO_NAMES = Set.of(
            "account",
            "accounting",
            "accounts",
            "admin",
            "administrator",
            "alert",
            "alerts",
            "billing",
            "bot",
            "box",
            "buchhaltung",
            "care",
            "client",
            "company",
            "contact",
            "customer",
            "desk",
            "dr",
            "einkauf",
            "familie",
            "family",
            "frau",
            "group",
            "hello",
            "help",
            "herr",
            "hotline",
            "info",
            "invoice",
            "kunde",
            "kunden",
            "kundenservice",
            "mail",
            "mailer",
            "marketing",
            "miss",
            "mr",
            "mrs",
            "ms",
            "news",
            "newsletter",
            "no",
            "noreply",
            "notification",
            "office",
            "order",
            "orders",
            "praxis",
            "prof",
            "reply",
            "sales",
            "service",
            "shop",
            "store",
            "support",
            "system",
            "team",
            "test",
            "the",
            "user",
            "verein",
            "vertrieb",
            "webmaster",
            "your",
            "gmbh",
            "ag",
            "kg",
            "inc",
            "ltd",
            "llc",
            "bank",
            "verwaltung",
            "büro");

    private GreetingName() {}

    /// @param name name as it came with a letter: `Ana López`, `López, Ana`, or anything else
    static Optional<String> of(@Nullable String name) {
        if (name == null) {
            return Optional.empty();
        }
        var turned = name.strip().replaceFirst("^([^,]+),\\s*([^,]+)$", "$2 $1");
        var words = List.of(turned.split("\\s+"));
        if (words.size() > 4
                || !NAME.matcher(words.getFirst()).matches()
                || words.stream().anyMatch(word -> NO_NAMES.contains(plain(word)))
                || words.stream()
                        .skip(1)
                        .anyMatch(word -> !FURTHER.matcher(word).matches())) {
            return Optional.empty();
        }
        return Optional.of(words.getFirst());
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace(".", "");
    }
}
