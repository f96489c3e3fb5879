package io.keepwell.mail.mime;

import java.util.ArrayList;
import java.util.List;

/// The Message-IDs of a mail, without angle brackets.
///
/// @param messageId its own
/// @param derived it had none, and ours is made from its bytes: the same bytes give the same id (T14)
/// @param inReplyTo all that In-Reply-To names (T7)
/// @param references in the order written, oldest first
public record MailIds(String messageId, boolean derived, List<String> inReplyTo, List<String> references) {

    private static final int MOST = 500;
    private static final int LONGEST = 998;

    static MailIds of(MailHeaders headers, String digest) {
        var own = headers.all("Message-ID").stream()
                .flatMap(value -> ids(value).stream())
                .toList();
        return new MailIds(
                own.isEmpty() ? digest.substring(0, 40) + "@derived.keepwell.invalid" : own.getFirst(),
                own.isEmpty(),
                all(headers, "In-Reply-To"),
                all(headers, "References"));
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
