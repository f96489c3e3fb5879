package io.keepwell.mail.mime;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/// HTML as text that a person can read: paragraphs, list items, the targets of links, and "> " before quoted
/// lines.
public final class HtmlText {

    private static final Set<String> PARAGRAPHS =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "table");
    private static final Set<String> LINES =
            Set.of("div", "tr", "li", "section", "article", "header", "footer", "hr", "dt", "dd", "center");
    private static final Set<String> SILENT =
            Set.of("script", "style", "head", "title", "noscript", "template", "object");
    private static final int DEEPEST_QUOTE = 8;

    private HtmlText() {}

    /// Never fails; what cannot be read as HTML is read as text.
    public static String of(String html) {
        var writer = new Writer();
        Jsoup.parse(html).traverse(writer);
        return writer.text();
    }

    private static final class Writer implements NodeVisitor {

        private final StringBuilder text = new StringBuilder();
        private int breaks;
        private int quotes;
        private int lastQuotes;
        private int silent;
        private int preformatted;
        private boolean blank;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                if (silent == 0) {
                    write(words.getWholeText());
                }
                return;
            }
            if (!(node instanceof Element element)) {
                return;
            }
            String name = element.normalName();
            if (SILENT.contains(name)) {
                silent++;
            } else if (name.equals("br")) {
                breaks = Math.min(breaks + 1, 2);
                blank = false;
            } else if (PARAGRAPHS.contains(name)) {
                breakLines(2);
            } else if (LINES.contains(name)) {
                breakLines(1);
            }
            switch (name) {
                case "blockquote" -> quotes = Math.min(quotes + 1, DEEPEST_QUOTE);
                case "pre" -> preformatted++;
                case "li" -> write("- ");
                case "td", "th" -> blank = true;
                case "img" -> write(element.attr("alt"));
                default -> {}
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (!(node instanceof Element element)) {
                return;
            }
            String name = element.normalName();
            switch (name) {
                case "blockquote" -> quotes = Math.max(quotes - 1, 0);
                case "pre" -> preformatted--;
                case "a" -> writeTarget(element);
                default -> {}
            }
            if (SILENT.contains(name)) {
                silent--;
            } else if (PARAGRAPHS.contains(name)) {
                breakLines(2);
            } else if (LINES.contains(name)) {
                breakLines(1);
            }
        }

        private void breakLines(int count) {
            breaks = Math.max(breaks, count);
            blank = false;
        }

        /// The target stands behind the words unless the words are the target.
        private void writeTarget(Element link) {
            String target = link.attr("href").strip();
            boolean web = target.startsWith("http://") || target.startsWith("https://");
            if (silent == 0 && web && target.length() <= 300) {
                String shown = link.text().strip();
                if (!shown.isEmpty() && !target.contains(shown)) {
                    write(" (" + target + ")");
                }
            }
        }

        private void write(String words) {
            for (int i = 0; i < words.length(); i++) {
                char c = words.charAt(i);
                if (c == '\n' && preformatted > 0) {
                    breaks = Math.min(breaks + 1, 2);
                } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\u00a0') {
                    blank = true;
                } else {
                    startLine();
                    text.append(c);
                }
            }
        }

        private void startLine() {
            if (breaks == 0 && !text.isEmpty()) {
                text.append(blank ? " " : "");
            } else {
                if (!text.isEmpty()) {
                    text.append('\n');
                }
                if (breaks > 1 && !text.isEmpty()) {
                    text.repeat('>', Math.min(quotes, lastQuotes)).append('\n');
                }
                text.repeat('>', quotes).append(quotes > 0 ? " " : "");
                lastQuotes = quotes;
            }
            breaks = 0;
            blank = false;
        }

        String text() {
            return MailText.clean(text.toString());
        }
    }
}
