package io.keepwell.mail.mime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads the header of a mail or part, also one that no blank line ends (M4).
///
/// @param headers what was read
/// @param bodyStart where in the file the body begins
record HeaderBlock(MailHeaders headers, long bodyStart) {

    private static final int MOST_FIELDS = 2_000;
    private static final int MOST_BYTES = 1024 * 1024;

    static HeaderBlock read(MailBytes mail, long from, long to) throws IOException, UnreadableMail {
        var fields = new ArrayList<MailHeaders.Field>();
        var field = new StringBuilder();
        try (var lines = new LineScanner(mail.open(from, to), from, 256 * 1024)) {
            while (lines.next()) {
                if (lines.end() - from > MOST_BYTES) {
                    throw new UnreadableMail(UnreadableMail.Reason.HEADER_TOO_LONG);
                }
                boolean nothingYet = fields.isEmpty() && field.isEmpty();
                if (lines.blank() && !nothingYet) {
                    finish(field, fields);
                    return new HeaderBlock(new MailHeaders(fields), lines.end());
                }
                String line = lines.text();
                if (lines.blank() || (nothingYet && startsMailbox(line))) {
                    if (from > 0 && lines.blank()) {
                        return new HeaderBlock(new MailHeaders(List.of()), lines.end());
                    }
                    continue;
                }
                if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                    field.append(' ').append(line.strip());
                } else if (isField(line)) {
                    finish(field, fields);
                    field.append(nothingYet && line.startsWith("\u00ef\u00bb\u00bf") ? line.substring(3) : line);
                } else if (!startsMailbox(line)) {
                    finish(field, fields);
                    return new HeaderBlock(new MailHeaders(fields), lines.start());
                }
            }
        }
        finish(field, fields);
        return new HeaderBlock(new MailHeaders(fields), to);
    }

    private static boolean startsMailbox(String line) {
        return line.startsWith("From ") || line.startsWith(">From ");
    }

    private static boolean isField(String line) {
        int colon = line.indexOf(':');
        if (colon < 1 || colon > 100) {
            return false;
        }
        String name = line.substring(0, colon).stripTrailing();
        int start = name.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0;
        return name.length() > start && name.chars().skip(start).allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static void finish(StringBuilder field, List<MailHeaders.Field> fields) throws UnreadableMail {
        int colon = field.indexOf(":");
        if (colon > 0) {
            if (fields.size() == MOST_FIELDS) {
                throw new UnreadableMail(UnreadableMail.Reason.TOO_MANY_HEADERS);
            }
            var raw = field.substring(colon + 1).getBytes(StandardCharsets.ISO_8859_1);
            String value = MailText.line(MailCharsets.decode(raw, null));
            fields.add(new MailHeaders.Field(field.substring(0, colon).strip(), value));
        }
        field.setLength(0);
    }
}
