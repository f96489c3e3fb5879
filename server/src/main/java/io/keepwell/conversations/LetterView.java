package io.keepwell.conversations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something said or done in a conversation.
///
/// @param id       id of the message or event
/// @param look     `in` and `out` for letters, `note`, `call`, `held` for a stranger's letter, `event` for a line
/// between them
/// @param icon     icon of an event, or of a call
/// @param author   who
/// @param line     second line under the name; for an event, what happened
/// @param at       when
/// @param text     what was said; for an event, what can be unfolded
/// @param quoted   earlier letters quoted below, or null
/// @param original whether the mail had a form of its own that can be looked at
/// @param left     whether pictures of other hosts were left out of that form
/// @param kept     whether the mail itself can be downloaded
/// @param marks    what to know before believing it
/// @param files    attachments
/// @param delivery what became of it on its way out, or null
record LetterView(
        UUID id,
        String look,
        String icon,
        String author,
        String line,
        Instant at,
        String text,
        @Nullable String quoted,
        boolean original,
        boolean left,
        boolean kept,
        List<String> marks,
        List<File> files,
        @Nullable DeliveryView delivery) {

    /// An attachment.
    record File(UUID id, String name, String size) {}

    boolean event() {
        return look.equals("event");
    }

    boolean held() {
        return look.equals("held");
    }

    boolean call() {
        return look.equals("call");
    }

    String initials() {
        return Initials.of(author);
    }
}
