package io.keepwell.status;

import io.keepwell.shared.Texts;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What surrounds a public page.
///
/// @param settings whose page it is
/// @param links    where its links lead
/// @param locale   language it is in
/// @param zone     zone its times are in
/// @param other    address of the same page in the other language
/// @param asOf     of a snapshot: when it was made; null for the page itself
record StatusSheet(
        StatusSettings settings,
        StatusLinks links,
        Locale locale,
        ZoneId zone,
        String other,
        @Nullable Instant asOf) {

    String at(Instant instant) {
        return Times.exact(instant, locale, zone);
    }

    /// The language there is beside this one.
    Locale otherLocale() {
        return other(locale);
    }

    static Locale other(Locale locale) {
        return Texts.LANGUAGES.stream()
                .filter(it -> !it.getLanguage().equals(locale.getLanguage()))
                .findFirst()
                .orElse(locale);
    }
}
