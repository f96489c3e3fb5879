package io.keepwell.mail.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Takes uuencoded files out of a text, as programs of the time before MIME put them there (M4).
///
/// @param text without the files
/// @param files as parts that decode themselves when opened
record InlineFiles(String text, List<MimePart> files) {

    private static final Pattern BEGIN = Pattern.compile("begin [0-7]{3,4} ([^\\n]{1,200})");
    private static final int MOST_FILES = 50;

    static InlineFiles in(String text) {
        if (!text.startsWith("begin ") && !text.contains("\nbegin ")) {
            return new InlineFiles(text, List.of());
        }
        var rest = new StringBuilder();
        var files = new ArrayList<MimePart>();
        int at = 0;
        while (at < text.length()) {
            int lineEnd = text.indexOf('\n', at);
            String line = text.substring(at, lineEnd < 0 ? text.length() : lineEnd);
            var begin = BEGIN.matcher(line);
            int end = begin.matches() && files.size() < MOST_FILES ? end(text, lineEnd) : -1;
            if (end > 0) {
                files.add(part(begin.group(1), text.substring(at, end)));
                at = end;
            } else {
                rest.append(line).append(lineEnd < 0 ? "" : "\n");
                at = lineEnd < 0 ? text.length() : lineEnd + 1;
            }
        }
        return new InlineFiles(rest.toString(), List.copyOf(files));
    }

    /// Where the file that begins before this line end is over; -1 when a line in between is no uuencode.
    private static int end(String text, int lineEnd) {
        int at = lineEnd + 1;
        while (lineEnd >= 0 && at < text.length()) {
            int next = text.indexOf('\n', at);
            String line = text.substring(at, next < 0 ? text.length() : next).stripTrailing();
            if (line.equals("end")) {
                return next < 0 ? text.length() : next + 1;
            }
            if (next < 0 || line.length() > 90 || !line.chars().allMatch(c -> c >= ' ' && c <= '`')) {
                return -1;
            }
            at = next + 1;
        }
        return -1;
    }

    private static MimePart part(String name, String encoded) {
        var raw = encoded.getBytes(ISO_8859_1);
        var headers = new MailHeaders(List.of(
                new MailHeaders.Field("Content-Disposition", "attachment; filename=\"" + name.replace("\"", "") + "\""),
                new MailHeaders.Field("Content-Transfer-Encoding", "x-uuencode")));
        return new MimePart(MailBytes.of(raw), headers, "application/octet-stream", 0, raw.length, List.of());
    }
}
