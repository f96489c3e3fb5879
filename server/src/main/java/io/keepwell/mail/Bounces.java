package io.keepwell.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads delivery reports (L7). A report counts only where it carries a Message-ID that we signed, and tells
/// about the address that letter went to: forged reports must not switch customers off.
@Component
class Bounces {

    private static final Set<String> REPORTS =
            Set.of("message/delivery-status", "message/rfc822", "text/rfc822-headers", "message/global-headers");
    private static final Pattern OWN_ID = Pattern.compile("[a-z]{2,10}\\.[a-z2-7]{40,200}@[A-Za-z0-9.-]{1,190}");
    private static final Pattern ACTION = Pattern.compile("(?im)^Action:[ \\t]*([a-z]+)");
    private static final Pattern STATUS = Pattern.compile("(?im)^Status:[ \\t]*([245]\\.\\d{1,3}\\.\\d{1,3})");
    private static final Pattern RECIPIENT =
            Pattern.compile("(?im)^(?:Final|Original)-Recipient:[^;\\r\\n]*;[ \\t]*<?([^\\s<>]+)");
    private static final Pattern DIAGNOSTIC =
            Pattern.compile("(?im)^Diagnostic-Code:[^;\\r\\n]*;[ \\t]*([^\\r\\n]{1,300})");
    private static final int LONGEST = 262_144;

    private final LetterPost letters;

    Bounces(LetterPost letters) {
        this.letters = letters;
    }

    /// Marks the letters that the report is about; one about something we never wrote changes nothing.
    void take(MailReading.Read read, ThreadTokens tokens) {
        var report = report(read);
        var ids = new LinkedHashSet<OwnMessageId>();
        read.mail().ids().inReplyTo().forEach(id -> tokens.readMessageId(id).ifPresent(ids::add));
        read.mail().ids().references().forEach(id -> tokens.readMessageId(id).ifPresent(ids::add));
        var found = OWN_ID.matcher(report);
        while (found.find()) {
            tokens.readMessageId(found.group()).ifPresent(ids::add);
        }
        var action = first(ACTION, report);
        var status = first(STATUS, report);
        boolean failed = action == null
                ? status == null || status.startsWith("5")
                : action.toLowerCase(Locale.ROOT).equals("failed");
        if (failed) {
            var recipient = first(RECIPIENT, report);
            for (var id : ids) {
                letters.bounced(id.message(), recipient, reason(status, first(DIAGNOSTIC, report)));
            }
        }
    }

    private static String reason(@Nullable String status, @Nullable String diagnostic) {
        if (diagnostic != null) {
            return diagnostic;
        }
        return status == null ? "" : status;
    }

    /// What the machine wrote, its text and the parts that are for machines.
    private static String report(MailReading.Read read) {
        var report = new StringBuilder(read.mail().body().text()).append('\n');
        for (var part : read.mail().attachments()) {
            if (REPORTS.contains(part.contentType())) {
                try (var bytes = part.bytes().open()) {
                    report.append(new String(bytes.readNBytes(LONGEST), StandardCharsets.UTF_8))
                            .append('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return report.toString();
    }

    private static @Nullable String first(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1).strip() : null;
    }
}
