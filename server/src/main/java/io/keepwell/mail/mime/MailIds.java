package io.keepwell.mail.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The Message-IDs of a mail, without angle brackets.
///
/// @param messageId its own
/// @param derived it had none, and ours is made from its bytes: the same bytes give the same id (T14)
/// @param inReplyTo all that In-Reply-To names (T7)
/// @param references in the order written, oldest first
public record MailIds(String messageId, boolean derived, List<String> inReplyTo, List<String> references) {

    private static final int MOST = 500;
    private static final int LONGEST = 998;

    /// @param digest of the raw bytes, for a mail without an id of its own
    static MailIds of(MailHeaders headers, String digest) {
        var own = own(headers);
        return new MailIds(
                own.orElse(digest + "@derived.keepwell.invalid"),
                own.isEmpty(),
                all(headers, "In-Reply-To"),
                all(headers, "References"));
    }

    /// The id that the mail came with.
    static Optional<String> own(MailHeaders headers) {
        return headers.all("Message-ID").stream()
                .flatMap(value -> ids(value).stream())
                .findFirst();
    }

    private static List<String> all(MailHeaders headers, String name) {
        return headers.all(name).stream()
                .flatMap(value -> ids(value).stream())
                .limit(MOST)
                .toList();
    }

    /// The ids in a header value; bare ones count too when they hold an at sign, since some senders forget the
    /// brackets.
    static List<String> ids(String value) {
        var ids = new ArrayList<String>();
        int start = value.indexOf('<');
        while (start >= 0) {
            int end = value.indexOf('>', start);
            if (end < 0) {
                break;
            }
            add(value.substring(start + 1, end).replace(" ", ""), ids);
            start = value.indexOf('<', end);
        }
        if (ids.isEmpty()) {
            for (String word : value.split("[\\s,<>]+")) {
                if (word.indexOf('@') > 0) {
                    add(word, ids);
                }
            }
        }
        return ids;
    }

    private static void add(String id, List<String> ids) {
        if (!id.isEmpty() && id.length() <= LONGEST) {
            ids.add(id);
        }
    }
}
