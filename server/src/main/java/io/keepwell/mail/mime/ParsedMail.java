package io.keepwell.mail.mime;

import java.util.List;
import java.util.Optional;

/// A mail, read. All text is clean in the sense of [MailText#clean].
///
/// @param subject on one line, decoded, empty when there is none
/// @param languages what Content-Language names, lower case
/// @param attachments in the order of the mail, with those that the HTML shows
public record ParsedMail(
        MailIds ids,
        MailPeople people,
        String subject,
        MailDate date,
        MailBody body,
        List<String> languages,
        List<MailAttachment> attachments,
        MailHeaders headers) {

    public String messageId() {
        return ids.messageId();
    }

    public MailPerson from() {
        return people.from();
    }

    /// The text of a header, topmost instance.
    public Optional<String> header(String name) {
        return headers.text(name);
    }
}
