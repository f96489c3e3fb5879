package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import java.util.Locale;
import java.util.Optional;

/// What a password must be: long, and not the address. Rules about kinds of characters only make people write it down
/// (NIST SP 800-63B, 3.1.1.2).
final class PasswordRules {

    static final int SHORTEST = 12;
    static final int LONGEST = 200;

    private PasswordRules() {}

    /// What is wrong with a new password, in a sentence; empty where nothing is.
    static Optional<String> problem(String password, String email) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return Optional.of(t("team.password.short", "count", SHORTEST));
        }
        if (length > LONGEST) {
            return Optional.of(t("team.password.long", "count", LONGEST));
        }
        var lower = password.toLowerCase(Locale.ROOT);
        if (lower.equals(email.toLowerCase(Locale.ROOT))) {
            return Optional.of(t("team.password.address"));
        }
        if (password.codePoints().distinct().count() < 4) {
            return Optional.of(t("team.password.same"));
        }
        return Optional.empty();
    }
}
