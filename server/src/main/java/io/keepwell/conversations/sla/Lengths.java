package io.keepwell.conversations.sla;

import com.ibm.icu.text.MeasureFormat;
import com.ibm.icu.util.Measure;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.ULocale;
import java.time.Duration;
import java.util.ArrayList;
import org.springframework.context.i18n.LocaleContextHolder;

/// Lengths of attended time in words, in the language of the request: "2 hr, 35 min". Hours are not made days: a day of
/// work has as many as it has.
public final class Lengths {

    private Lengths() {}

    /// @param length its sign is left out
    public static String words(Duration length) {
        var minutes = (length.abs().toSeconds() + 30) / 60;
        var parts = new ArrayList<Measure>();
        if (minutes >= 60) {
            parts.add(new Measure(minutes / 60, MeasureUnit.HOUR));
        }
        if (minutes % 60 != 0 || minutes == 0) {
            parts.add(new Measure(minutes % 60, MeasureUnit.MINUTE));
        }
        return MeasureFormat.getInstance(
                        ULocale.forLocale(LocaleContextHolder.getLocale()), MeasureFormat.FormatWidth.SHORT)
                .formatMeasures(parts.toArray(Measure[]::new));
    }
}
