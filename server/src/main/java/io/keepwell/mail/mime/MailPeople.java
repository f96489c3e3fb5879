package io.keepwell.mail.mime;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everybody a mail names, by the role they are named in. Only `from` is who speaks (T6); answers go to `replyTo`
/// where it is set.
///
/// @param from the author: the first of From, else Sender, else Return-Path
/// @param fromAll everybody in all From headers; more than one is suspicious
/// @param replyTo empty when not asked for
/// @param returnPath the envelope sender, for acknowledgements; null when there is none (see `nullReturnPath`)
/// @param nullReturnPath the envelope sender is stated to be nobody, `<>`: a machine wrote
/// @param deliveredTo the addresses our own server says it delivered to: Delivered-To, Envelope-To, X-Original-To
public record MailPeople(
        MailPerson from,
        List<MailPerson> fromAll,
        @Nullable MailPerson sender,
        List<MailPerson> replyTo,
        @Nullable String returnPath,
        boolean nullReturnPath,
        List<MailPerson> to,
        List<MailPerson> cc,
        List<String> deliveredTo) {

    /// Every address the mail was sent to, the ones our own server states first.
    public List<String> recipients() {
        return Stream.concat(
                        deliveredTo.stream(),
                        Stream.concat(to.stream(), cc.stream()).map(MailPerson::address))
                .distinct()
                .toList();
    }

    static MailPeople of(MailHeaders headers) throws UnreadableMail {
        var fromAll = people(headers, "From");
        var sender = people(headers, "Sender").stream().findFirst().orElse(null);
        var returnPaths = headers.first("Return-Path");
        var returnPath = returnPaths.map(MailAddresses::parse).stream()
                .flatMap(List::stream)
                .map(MailPerson::address)
                .findFirst()
                .orElse(null);
        MailPerson from;
        if (!fromAll.isEmpty()) {
            from = fromAll.getFirst();
        } else if (sender != null) {
            from = sender;
        } else if (returnPath != null) {
            from = new MailPerson(returnPath, null);
        } else {
            throw new UnreadableMail(UnreadableMail.Reason.NO_SENDER);
        }
        boolean nobody =
                returnPaths.map(value -> value.replace(" ", "").equals("<>")).orElse(false);
        var deliveredTo = Stream.of("Delivered-To", "Envelope-To", "X-Envelope-To", "X-Original-To")
                .flatMap(name -> people(headers, name).stream())
                .map(MailPerson::address)
                .distinct()
                .toList();
        return new MailPeople(
                from,
                fromAll,
                sender,
                people(headers, "Reply-To"),
                returnPath,
                nobody,
                people(headers, "To"),
                people(headers, "Cc"),
                deliveredTo);
    }

    private static List<MailPerson> people(MailHeaders headers, String name) {
        return headers.all(name).stream()
                .flatMap(value -> MailAddresses.parse(value).stream())
                .toList();
    }
}
