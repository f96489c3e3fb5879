package io.keepwell.portal;

import io.keepwell.shared.Texts;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// Instants as customers read them, in their language and the zone of the workspace.
@Component
final class PortalWords {

    private static volatile ZoneId zone = ZoneId.of("UTC");
    private static volatile Clock clock = Clock.fixed(Instant.EPOCH, ZoneId.of("UTC"));

    PortalWords(@Value("${keepwell.zone:Europe/Berlin}") ZoneId workspace, Clock time) {
        zone = workspace;
        clock = time;
    }

    /// Day and time, with the year where it is another one: "Monday, 23 November, 10:42".
    static String moment(Instant at) {
        var locale = Texts.supported(LocaleContextHolder.getLocale());
        var then = at.atZone(zone);
        var german = locale.getLanguage().equals(Locale.GERMAN.getLanguage());
        var year = then.getYear() == clock.instant().atZone(zone).getYear() ? "" : " yyyy";
        return DateTimeFormatter.ofPattern((german ? "EEEE, d. MMMM" : "EEEE, d MMMM") + year + ", HH:mm", locale)
                .format(then);
    }
}
