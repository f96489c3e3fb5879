package io.keepwell.portal;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Where a link to somebody's page came from; decides how long it is good.
public enum LinkPurpose {
    /// It stands under a letter to them.
    LETTER('l', Duration.ofDays(30)),
    /// They asked for it.
    REQUEST('r', Duration.ofDays(7)),
    /// The company's own application, which vouches for them.
    APP('a', Duration.ofHours(8)),
    /// Somebody of the team or a program made it, to hand it over.
    HANDED('h', Duration.ofDays(7)),
    /// Somebody of the team looks at it: nothing can be done there.
    PREVIEW('v', Duration.ofMinutes(15));

    private final char letter;
    private final Duration life;

    LinkPurpose(char letter, Duration life) {
        this.letter = letter;
        this.life = life;
    }

    char letter() {
        return letter;
    }

    Duration life() {
        return life;
    }

    /// Whole days it is good.
    long days() {
        return life.toDays();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<LinkPurpose> of(char letter) {
        return Arrays.stream(values()).filter(it -> it.letter == letter).findFirst();
    }
}
