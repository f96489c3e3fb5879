package io.keepwell.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;

class MomentsTests {

    @AfterEach
    void noLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void whatIsRememberedOfOneLanguageOrUnitIsNotSaidInAnother() {
        for (int time = 1; time <= 2; time++) {
            assertThat(span(Locale.ENGLISH, Duration.ofMinutes(12))).isEqualTo("12 min");
            assertThat(span(Locale.GERMAN, Duration.ofMinutes(12))).isEqualTo("12 Min.");
            assertThat(span(Locale.ENGLISH, Duration.ofSeconds(12))).isEqualTo("12 sec");
            assertThat(span(Locale.ENGLISH, Duration.ofHours(12))).isEqualTo("12 hr");
            assertThat(span(Locale.ENGLISH, Duration.ofHours(1200))).isEqualTo("1,200 hr");
        }
    }

    private static String span(Locale locale, Duration length) {
        LocaleContextHolder.setLocale(locale);
        return Moments.span(length);
    }
}
