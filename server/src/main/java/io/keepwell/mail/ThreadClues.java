package io.keepwell.mail;

import io.keepwell.mail.mime.ParsedMail;
import java.util.List;

/// All in a mail that may tell which thread it belongs to.
///
/// @param recipients every address it was sent to
/// @param inReplyTo Message-IDs without angle brackets
/// @param references the same, oldest first
/// @param html the body as sent, empty when there is none; only searched for signed markers
/// @param from the author's address
record ThreadClues(
        List<String> recipients,
        List<String> inReplyTo,
        List<String> references,
        String html,
        String subject,
        String from) {

    static ThreadClues of(ParsedMail mail) {
        String html = mail.body().html();
        return new ThreadClues(
                mail.people().recipients(),
                mail.ids().inReplyTo(),
                mail.ids().references(),
                html == null ? "" : html,
                mail.subject(),
                mail.from().address());
    }
}
