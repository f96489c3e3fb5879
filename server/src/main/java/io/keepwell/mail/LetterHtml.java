package io.keepwell.mail;

import java.util.Locale;
import java.util.regex.Pattern;

/// The HTML of a letter, made from its text: paragraphs, links, quotes, and the signed marker of the thread.
final class LetterHtml {

    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']{1,2000}[^\\s<>\"'.,;:!?)\\]]");
    private static final String QUOTE =
            "<blockquote type=\"cite\" style=\"margin:0 0 0 4px;padding-left:10px;border-left:2px solid #ccc;color:#555\">";

    private LetterHtml() {}

    /// @param text plain text; lines with "> " become quotes
    /// @param marker of [ThreadTokens#marker]
    static String of(String text, String marker) {
        var html = new StringBuilder("<html><body><div id=\"").append(marker).append("\">\n");
        int depth = 0;
        for (String line : text.split("\n", -1)) {
            int quotes = 0;
            int at = 0;
            while (at < line.length() && line.charAt(at) == '>' && quotes < 5) {
                quotes++;
                at += line.startsWith(" ", at + 1) ? 2 : 1;
            }
            for (; depth < quotes; depth++) {
                html.append(QUOTE);
            }
            for (; depth > quotes; depth--) {
                html.append("</blockquote>");
            }
            html.append(linked(line.substring(Math.min(at, line.length())))).append("<br>\n");
        }
        return html.append("</blockquote>".repeat(depth))
                .append("</div></body></html>")
                .toString();
    }

    /// A letter whose HTML is written already; both light and dark, as its reader likes it.
    ///
    /// @param content what stands in its body
    /// @param marker  of [ThreadTokens#marker]
    static String page(String content, Locale language, String marker) {
        return "<!doctype html>\n<html lang=\"" + escape(language.toLanguageTag()) + "\"><head>"
                + "<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
                + "<meta name=\"color-scheme\" content=\"light dark\">"
                + "<meta name=\"supported-color-schemes\" content=\"light dark\"></head><body><div id=\"" + marker
                + "\">\n" + content + "</div></body></html>";
    }

    private static String linked(String line) {
        var html = new StringBuilder();
        var links = LINK.matcher(line);
        int at = 0;
        while (links.find()) {
            String target = escape(links.group());
            html.append(escape(line.substring(at, links.start())));
            html.append("<a href=\"")
                    .append(target)
                    .append("\">")
                    .append(target)
                    .append("</a>");
            at = links.end();
        }
        return html.append(escape(line.substring(at))).toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
