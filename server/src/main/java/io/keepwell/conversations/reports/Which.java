package io.keepwell.conversations.reports;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.InvalidRequest;
import java.util.Arrays;
import java.util.Locale;

/// Which facts a number is made of.
enum Which {
    ALL("true"),
    JUDGED("f.judged"),
    KEPT("f.judged and f.kept"),
    BROKEN("f.judged and not f.kept"),
    UNDECIDED("f.undecided"),
    MEASURED("f.seconds is not null");

    final String condition;

    Which(String condition) {
        this.condition = condition;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Which named(String word) {
        return Arrays.stream(values())
                .filter(it -> it.word().equals(word))
                .findFirst()
                .orElseThrow(() -> InvalidRequest.field("which", t("conversations.sla.wrong.word", "typed", word)));
    }
}
