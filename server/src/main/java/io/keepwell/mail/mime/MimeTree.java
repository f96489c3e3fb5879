package io.keepwell.mail.mime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds the parts of a mail by scanning for boundaries: missing, wrong, doubled or never closed ones included (M4).
/// Deeper than 20 levels nothing is taken apart, and 1,000 parts are the limit.
final class MimeTree {

    private static final int DEEPEST = 20;
    private static final int MOST_PARTS = 1_000;

    private record Range(long from, long to) {}

    private final MailBytes mail;
    private int parts;

    private MimeTree(MailBytes mail) {
        this.mail = mail;
    }

    static MimePart parse(MailBytes mail) throws IOException, UnreadableMail {
        return new MimeTree(mail).part(0, mail.size(), 0, "text/plain");
    }

    private MimePart part(long from, long to, int depth, String defaultType) throws IOException, UnreadableMail {
        if (++parts > MOST_PARTS) {
            throw new UnreadableMail(UnreadableMail.Reason.TOO_MANY_PARTS);
        }
        var header = HeaderBlock.read(mail, from, to);
        var contentType = MimeValue.parse(header.headers().first("Content-Type").orElse(defaultType));
        String type = isType(contentType.value()) ? contentType.value() : defaultType;
        if (!type.startsWith("multipart/")) {
            return new MimePart(mail, header.headers(), type, header.bodyStart(), to, List.of());
        }
        if (depth == DEEPEST) {
            return new MimePart(mail, header.headers(), "application/octet-stream", header.bodyStart(), to, List.of());
        }
        String childType = type.equals("multipart/digest") ? "message/rfc822" : "text/plain";
        var children = new ArrayList<MimePart>();
        for (var range : split(header.bodyStart(), to, contentType.parameter("boundary"))) {
            children.add(part(range.from, range.to, depth + 1, childType));
        }
        return new MimePart(
                mail,
                header.headers(),
                children.isEmpty() ? "text/plain" : type,
                header.bodyStart(),
                to,
                List.copyOf(children));
    }

    private static boolean isType(String type) {
        int slash = type.indexOf('/');
        return slash > 0 && slash < type.length() - 1 && type.indexOf(' ') < 0;
    }

    private List<Range> split(long from, long to, Optional<String> boundary) throws IOException {
        if (boundary.isPresent() && !boundary.get().isBlank()) {
            var ranges = splitAt(boundary.get().stripTrailing(), from, to);
            if (!ranges.isEmpty()) {
                return ranges;
            }
        }
        var guessed = guessBoundary(from, to);
        return guessed.isPresent() ? splitAt(guessed.get(), from, to) : List.of();
    }

    private List<Range> splitAt(String boundary, long from, long to) throws IOException {
        var ranges = new ArrayList<Range>();
        long start = -1;
        long previousEnd = from;
        try (var lines = new LineScanner(mail.open(from, to), from, 1024)) {
            while (lines.next()) {
                if (lines.startsWith('-', '-')) {
                    String line = lines.text().substring(2).stripTrailing();
                    boolean closes = line.equals(boundary + "--");
                    if (closes || line.equals(boundary)) {
                        if (start >= 0) {
                            ranges.add(new Range(start, Math.max(start, previousEnd)));
                        }
                        start = closes ? -1 : lines.end();
                        if (ranges.size() > MOST_PARTS) {
                            return ranges;
                        }
                    }
                }
                previousEnd = lines.contentEnd();
            }
        }
        if (start >= 0 && start < to) {
            ranges.add(new Range(start, to));
        }
        return ranges;
    }

    /// A line of dashes with a part header right below it is the boundary that was meant.
    private Optional<String> guessBoundary(long from, long to) throws IOException {
        String candidate = "";
        try (var lines = new LineScanner(mail.open(from, to), from, 1024)) {
            while (lines.next()) {
                if (!candidate.isEmpty()
                        && lines.text().toLowerCase(Locale.ROOT).startsWith("content-")) {
                    return Optional.of(candidate);
                }
                candidate =
                        lines.startsWith('-', '-') ? lines.text().substring(2).stripTrailing() : "";
            }
        }
        return Optional.empty();
    }
}
