package io.keepwell.mail;

import io.keepwell.mail.mime.MailAttachment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a delivery report says (RFC 3464), and which letters it names.
///
/// @param recipients what became of the letter, per recipient; empty where the report says nothing that machines read
/// @param returnedIds the Message-ID of the letter that is sent back within the report
/// @param mentionedIds whatever else in the report may be a Message-ID of ours
/// @param words what the report says to people, shortened
record DeliveryReport(List<Recipient> recipients, Set<String> returnedIds, Set<String> mentionedIds, String words) {

    /// What became of a letter for one recipient.
    ///
    /// @param addresses Original-Recipient and Final-Recipient, lower case
    /// @param action    `failed`, `delayed`, `delivered`, `relayed` or `expanded`
    /// @param status    enhanced status such as `5.1.1`, or null
    /// @param words     what the server said, or empty
    record Recipient(
            Set<String> addresses, String action, @Nullable String status, String words) {}

    private static final Set<String> STATUS_PARTS = Set.of("message/delivery-status", "message/global-delivery-status");
    private static final Set<String> RETURNED_PARTS =
            Set.of("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers");
    private static final Set<String> ACTIONS = Set.of("failed", "delayed", "delivered", "relayed", "expanded");
    private static final Pattern OWN_ID = Pattern.compile("[a-z]{2,10}\\.[a-z2-7]{40,200}@[A-Za-z0-9.-]{1,190}");
    private static final Pattern RETURNED_ID = Pattern.compile("(?im)^Message-ID:\\s{0,5}<([^>\\s]{1,400})>");
    private static final Pattern STATUS = Pattern.compile("\\b([245]\\.\\d{1,3}\\.\\d{1,3})\\b");
    private static final int LONGEST = 262_144;
    private static final int LONGEST_WORDS = 300;
    private static final int MOST_RECIPIENTS = 200;

    static DeliveryReport of(MailReading.Read read) {
        var mail = read.mail();
        var returned = new LinkedHashSet<String>();
        var mentioned = new LinkedHashSet<String>();
        mentioned.addAll(mail.ids().inReplyTo());
        mentioned.addAll(mail.ids().references());
        var recipients = new ArrayList<Recipient>();
        for (var part : mail.attachments()) {
            if (STATUS_PARTS.contains(part.contentType())) {
                recipients.addAll(recipients(text(part)));
            } else if (RETURNED_PARTS.contains(part.contentType())) {
                var header = text(part);
                var id = RETURNED_ID.matcher(header);
                if (id.find()) {
                    returned.add(id.group(1));
                }
                find(OWN_ID, header, mentioned);
            }
        }
        var said = mail.body().text();
        find(OWN_ID, said, mentioned);
        if (recipients.isEmpty()) {
            mail.headers()
                    .first("X-Failed-Recipients")
                    .ifPresent(failed -> recipients.add(
                            new Recipient(addresses(List.of(failed.split(","))), "failed", status(said), line(said))));
        }
        return new DeliveryReport(List.copyOf(recipients), returned, mentioned, line(said));
    }

    /// The groups of fields after the first, which is about the message as a whole.
    private static List<Recipient> recipients(String text) {
        var recipients = new ArrayList<Recipient>();
        for (String group : text.replace("\r\n", "\n").replace('\r', '\n').split("\n[ \t]*\n+")) {
            var fields = fields(group);
            var named = new ArrayList<String>();
            for (String field : List.of("original-recipient", "final-recipient")) {
                var value = fields.get(field);
                if (value != null) {
                    named.add(value.substring(value.indexOf(';') + 1));
                }
            }
            if (named.isEmpty() || recipients.size() == MOST_RECIPIENTS) {
                continue;
            }
            var diagnostic = fields.getOrDefault("diagnostic-code", "");
            var words = line(diagnostic.substring(diagnostic.indexOf(';') + 1));
            var status = status(fields.getOrDefault("status", ""));
            var action = fields.getOrDefault("action", "").strip().toLowerCase(Locale.ROOT);
            recipients.add(new Recipient(addresses(named), action(action, status), status, words));
        }
        return recipients;
    }

    private static String action(String stated, @Nullable String status) {
        if (ACTIONS.contains(stated)) {
            return stated;
        }
        if (status == null || status.startsWith("5")) {
            return "failed";
        }
        return status.startsWith("4") ? "delayed" : "delivered";
    }

    private static Map<String, String> fields(String group) {
        var fields = new HashMap<String, String>();
        for (String field : group.replaceAll("\n[ \t]+", " ").split("\n")) {
            int colon = field.indexOf(':');
            if (colon > 0) {
                fields.putIfAbsent(
                        field.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        field.substring(colon + 1).strip());
            }
        }
        return fields;
    }

    private static Set<String> addresses(List<String> written) {
        var addresses = new LinkedHashSet<String>();
        for (String address : written) {
            addresses.add(address.replaceAll("[<>\\s]", "").toLowerCase(Locale.ROOT));
        }
        return addresses;
    }

    private static @Nullable String status(String text) {
        var matcher = STATUS.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static String line(String text) {
        var line = text.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST_WORDS ? line.substring(0, LONGEST_WORDS) + "…" : line;
    }

    private static void find(Pattern pattern, String text, Set<String> found) {
        var matcher = pattern.matcher(text);
        while (matcher.find() && found.size() < MOST_RECIPIENTS) {
            found.add(matcher.group());
        }
    }

    private static String text(MailAttachment part) {
        try (var bytes = part.bytes().open()) {
            return new String(bytes.readNBytes(LONGEST), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
