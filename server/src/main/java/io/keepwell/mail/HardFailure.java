package io.keepwell.mail;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells that an address is no address from all the other reasons for which mail comes back. A full
/// mailbox, a size limit or a suspicion of spam says nothing about the address, and must not switch a
/// customer off (L7).
public final class HardFailure {

    /// Bad mailbox, bad system, bad syntax, moved, null MX, disabled (RFC 3463, RFC 7505).
    private static final Pattern STATUS = Pattern.compile("\\b5\\.(?:1\\.(?:1|2|3|6|10)|2\\.1)\\b");

    /// Statuses that leave open what was wrong: the words decide.
    private static final Pattern VAGUE = Pattern.compile("5\\.(?:0\\.0|1\\.0)");

    private static final List<String> WORDS = List.of(
            "user unknown",
            "unknown user",
            "no such user",
            "no such recipient",
            "no such mailbox",
            "recipient not found",
            "user not found",
            "mailbox not found",
            "account does not exist",
            "address does not exist",
            "mailbox does not exist");

    private HardFailure() {}

    /// @param status enhanced status of the report, null for none
    /// @param words  what the server said
    public static boolean isSaidBy(@Nullable String status, String words) {
        if (status != null && !VAGUE.matcher(status).matches()) {
            return STATUS.matcher(status).matches();
        }
        if (STATUS.matcher(words).find()) {
            return true;
        }
        var said = words.toLowerCase(Locale.ROOT);
        return status != null && WORDS.stream().anyMatch(said::contains);
    }
}
