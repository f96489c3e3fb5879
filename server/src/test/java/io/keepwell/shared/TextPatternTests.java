package io.keepwell.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.util.HashMap;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPatternTests {

    private static final @Nullable Object[] ARGUMENTS = {
        "name", "Ana {Ribeiro}", "count", 12345, "who", "Ben's", "nothing", null, "state", "open"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Plain words.",
                "Hello {name}",
                "{name}, {who}: {name}",
                "{count} of them",
                "It's {name}",
                "Ben''s {name}",
                "Say '{name}'",
                "{nothing} and {missing}",
                "{count, plural, one {# letter} other {# letters}} of {name}",
                "{state, select, open {Open} other {Else}}",
                "100 % # | <b>&amp;</b> {name}\nnext line"
            })
    void saysWhatIcuWouldSay(String pattern) {
        var named = new HashMap<String, @Nullable Object>();
        for (int i = 0; i < ARGUMENTS.length; i += 2) {
            named.put((String) ARGUMENTS[i], ARGUMENTS[i + 1]);
        }
        var expected = new MessageFormat(pattern, ULocale.GERMAN).format(named);

        assertThat(new TextPattern(pattern, Locale.GERMAN).with(ARGUMENTS)).isEqualTo(expected);
    }

    @Test
    void severalRequestsAtOnceDoNotMixTheirWords() throws Exception {
        var pattern = new TextPattern("{n, plural, one {one letter} other {# letters}} of {name}", Locale.ENGLISH);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var said = IntStream.range(2, 900)
                    .mapToObj(n -> threads.submit(() -> pattern.with("n", n, "name", "Ana" + n)))
                    .toList();

            for (int i = 0; i < said.size(); i++) {
                assertThat(said.get(i).get()).isEqualTo("%d letters of Ana%d", i + 2, i + 2);
            }
        }
        assertThat(pattern.with("n", 1, "name", "Ben")).isEqualTo("one letter of Ben");
    }
}
