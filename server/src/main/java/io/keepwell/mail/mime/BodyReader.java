package io.keepwell.mail.mime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Chooses what is the body of a mail and what is a file (M5).
final class BodyReader {

    private static final int MOST_BYTES = 4 * 1024 * 1024;

    /// What a part says, as text, as HTML, both or neither.
    private record Words(@Nullable String text, @Nullable String html) {

        private static final Words NONE = new Words(null, null);

        boolean none() {
            return text == null && html == null;
        }
    }

    private final List<MimePart> files = new ArrayList<>();
    private int left = MOST_BYTES;
    private boolean cut;

    /// The body; afterwards `files` names the parts that are not part of it.
    MailBody read(MimePart root) throws IOException {
        var words = words(root);
        return body(words.text, words.html, cut);
    }

    /// A body of what was said as text, as HTML, as both or as neither.
    static MailBody body(@Nullable String said, @Nullable String markup, boolean cut) {
        String html = markup == null ? null : MailText.clean(markup);
        String text = said != null ? said : html != null ? HtmlText.of(html) : "";
        return new MailBody(MailText.clean(text), html, cut);
    }

    List<MimePart> files() {
        return List.copyOf(files);
    }

    private Words words(MimePart part) throws IOException {
        if (!part.multipart()) {
            return leaf(part);
        }
        return switch (part.type()) {
            case "multipart/alternative" -> alternative(part);
            case "multipart/related" -> related(part);
            default -> mixed(part.children());
        };
    }

    private Words leaf(MimePart part) throws IOException {
        boolean file = part.disposition().value().equals("attachment")
                || part.disposition().parameter("filename").isPresent();
        if (!file && part.type().equals("text/plain")) {
            return new Words(plain(part), null);
        }
        if (!file && part.type().equals("text/html")) {
            return new Words(null, html(part));
        }
        files.add(part);
        return Words.NONE;
    }

    /// The last rendering of each kind; other renderings of the same words (AMP, enriched) are not files.
    private Words alternative(MimePart part) throws IOException {
        @Nullable String text = null;
        @Nullable String html = null;
        for (var child : part.children()) {
            boolean otherRendering = child.type().startsWith("text/")
                    && !List.of("text/plain", "text/html", "text/calendar").contains(child.type());
            if (otherRendering) {
                continue;
            }
            var words = words(child);
            text = words.text != null && (!words.text.isBlank() || text == null) ? words.text : text;
            html = words.html != null ? words.html : html;
        }
        return new Words(text, html);
    }

    private Words related(MimePart part) throws IOException {
        var start = part.contentType().parameter("start");
        var root = part.children().stream()
                .filter(child ->
                        start.isPresent() && start.equals(child.headers().first("Content-ID")))
                .findFirst()
                .orElse(part.children().getFirst());
        var words = words(root);
        for (var child : part.children()) {
            if (child != root && child.multipart()) {
                words(child);
            } else if (child != root) {
                files.add(child);
            }
        }
        return words;
    }

    private Words mixed(List<MimePart> children) throws IOException {
        var said = new ArrayList<Words>();
        for (var child : children) {
            var words = words(child);
            if (!words.none()) {
                said.add(words);
            }
        }
        if (said.isEmpty()) {
            return Words.NONE;
        }
        boolean anyText = said.stream().anyMatch(words -> words.text != null);
        boolean anyHtml = said.stream().anyMatch(words -> words.html != null);
        return new Words(
                anyText
                        ? String.join(
                                "\n\n",
                                said.stream()
                                        .map(BodyReader::asText)
                                        .filter(text -> !text.isBlank())
                                        .toList())
                        : null,
                anyHtml
                        ? String.join(
                                "\n", said.stream().map(BodyReader::asHtml).toList())
                        : null);
    }

    private static String asText(Words words) {
        if (words.text != null) {
            return words.text;
        }
        return words.html == null ? "" : HtmlText.of(words.html);
    }

    private static String asHtml(Words words) {
        if (words.html != null) {
            return words.html;
        }
        String text = words.text == null ? "" : words.text;
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<div>" + escaped.replace("\n", "<br>\n") + "</div>";
    }

    private String plain(MimePart part) throws IOException {
        var type = part.contentType();
        String text = MailText.clean(
                MailCharsets.decode(bytes(part), type.parameter("charset").orElse(null)));
        boolean flowed =
                type.parameter("format").filter("flowed"::equalsIgnoreCase).isPresent();
        boolean deleteSpace =
                type.parameter("delsp").filter("yes"::equalsIgnoreCase).isPresent();
        var inline = InlineFiles.in(text);
        files.addAll(inline.files());
        return flowed ? FlowedText.join(inline.text(), deleteSpace) : inline.text();
    }

    private String html(MimePart part) throws IOException {
        var bytes = bytes(part);
        // What the page says about itself loses to the header (M2): gateways recode and leave the page alone.
        var charset = part.contentType().parameter("charset").or(() -> metaCharset(bytes));
        return MailText.clean(MailCharsets.decode(bytes, charset.orElse(null)));
    }

    private static Optional<String> metaCharset(byte[] html) {
        String head =
                new String(html, 0, Math.min(html.length, 4_096), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int start = head.indexOf("charset=");
        if (start < 0) {
            return Optional.empty();
        }
        var name = new StringBuilder();
        for (int i = start + 8; i < head.length() && name.length() < 40; i++) {
            char c = head.charAt(i);
            if (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == ':') {
                name.append(c);
            } else if (c != '"' && c != '\'') {
                break;
            }
        }
        return Optional.of(name.toString());
    }

    private byte[] bytes(MimePart part) throws IOException {
        try (var in = part.open()) {
            var bytes = in.readNBytes(left);
            left -= bytes.length;
            cut = cut || in.read() >= 0;
            return bytes;
        }
    }
}
