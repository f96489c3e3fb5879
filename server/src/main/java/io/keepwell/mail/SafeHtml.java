package io.keepwell.mail;

import io.keepwell.mail.mime.HtmlText;
import io.keepwell.mail.mime.MailParser;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.CssSchema;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/// The HTML of a mail as it may be shown (M8): an allow-list of elements, attributes and styles; nothing that
/// runs, loads, or leaves its place on the page.
///
/// @param html to be shown in a frame of its own; empty when refused
/// @param remoteImages how many pictures of other hosts were not loaded
/// @param refused there are so many links, or so much of it, that we show a notice and offer the raw mail
public record SafeHtml(String html, int remoteImages, boolean refused) {

    /// The attribute in which a picture of another host keeps its address; nothing loads it from there.
    public static final String REMOTE = "data-picture";

    private static final int LONGEST_ADDRESS = 4_000;
    private static final int MOST_LINKS = 5_000;
    private static final int LONGEST = 4_000_000;

    private static final CssSchema STYLES = CssSchema.withProperties(Set.of(
            "background-color",
            "border",
            "border-bottom",
            "border-collapse",
            "border-color",
            "border-left",
            "border-radius",
            "border-right",
            "border-spacing",
            "border-style",
            "border-top",
            "border-width",
            "color",
            "direction",
            "font",
            "font-family",
            "font-size",
            "font-style",
            "font-weight",
            "height",
            "letter-spacing",
            "line-height",
            "list-style-type",
            "max-width",
            "padding",
            "padding-bottom",
            "padding-left",
            "padding-right",
            "padding-top",
            "text-align",
            "text-decoration",
            "text-indent",
            "text-transform",
            "vertical-align",
            "white-space",
            "width",
            "word-break",
            "word-wrap",
            "margin",
            "margin-bottom",
            "margin-left",
            "margin-right",
            "margin-top"));

    private static final Pattern SIZE = Pattern.compile("[0-9]{1,4}%?");
    private static final Pattern SMALL_NUMBER = Pattern.compile("[0-9]{1,3}");
    private static final Pattern ALIGNMENT =
            Pattern.compile("(?i)left|right|center|justify|top|middle|bottom|baseline");
    private static final Pattern COLOR = Pattern.compile("(?i)#?[a-z0-9]{1,20}");
    private static final Pattern PIXEL = Pattern.compile("[012](px)?");

    /// Cleans the HTML of a mail.
    ///
    /// @param html as sent
    /// @param localUrl gives the address at which we serve the picture with that Content-ID (lower case, no
    /// brackets)
    public static SafeHtml of(String html, Function<String, Optional<String>> localUrl) {
        if (html.length() > LONGEST) {
            return new SafeHtml("", 0, true);
        }
        var cleaning = new Cleaning(localUrl);
        String clean = cleaning.policy().sanitize(html);
        boolean refused = cleaning.links > MOST_LINKS;
        return new SafeHtml(refused ? "" : clean, cleaning.remoteImages, refused);
    }

    /// The words of HTML, as they read.
    public static String words(String html) {
        return HtmlText.of(html);
    }

    /// The Content-ID that a `cid:` address means, lower case, without brackets and percent signs (M7).
    public static String contentId(String address) {
        return MailParser.contentId(address);
    }

    /// One run over one mail; counts on the way.
    private static final class Cleaning {

        private final Function<String, Optional<String>> localUrl;
        private int links;
        private int remoteImages;

        Cleaning(Function<String, Optional<String>> localUrl) {
            this.localUrl = localUrl;
        }

        PolicyFactory policy() {
            return new HtmlPolicyBuilder()
                    .allowCommonBlockElements()
                    .allowCommonInlineFormattingElements()
                    .allowElements(
                            "span",
                            "hr",
                            "pre",
                            "center",
                            "font",
                            "table",
                            "caption",
                            "colgroup",
                            "col",
                            "thead",
                            "tbody",
                            "tfoot",
                            "tr",
                            "td",
                            "th",
                            "dl",
                            "dt",
                            "dd",
                            "address",
                            "q",
                            "cite",
                            "abbr",
                            "mark",
                            "section",
                            "article",
                            "header",
                            "footer",
                            "details",
                            "summary")
                    .allowElements(this::link, "a")
                    .allowElements(this::image, "img")
                    .allowWithoutAttributes("span", "font", "a")
                    .allowUrlProtocols("http", "https", "mailto", "tel", "cid")
                    .allowAttributes("href")
                    .onElements("a")
                    .allowAttributes("src", "alt")
                    .onElements("img")
                    .allowAttributes("title", "dir", "lang")
                    .globally()
                    .allowAttributes("width", "height")
                    .matching(SIZE)
                    .globally()
                    .allowAttributes(
                            "colspan", "rowspan", "cellpadding", "cellspacing", "border", "start", "span", "size")
                    .matching(SMALL_NUMBER)
                    .globally()
                    .allowAttributes("align", "valign")
                    .matching(ALIGNMENT)
                    .globally()
                    .allowAttributes("bgcolor", "color")
                    .matching(COLOR)
                    .globally()
                    .allowStyling(STYLES)
                    .toFactory();
        }

        private String link(String element, List<String> attributes) {
            links++;
            String target = remove(attributes, "href");
            if (target != null && !target.regionMatches(true, 0, "cid:", 0, 4) && target.indexOf(':') > 0) {
                attributes.addAll(List.of("href", target, "target", "_blank", "rel", "noopener noreferrer nofollow"));
            }
            return element;
        }

        /// Pictures of the mail itself are shown, those of other hosts leave a placeholder, and counting pixels
        /// leave nothing.
        private @Nullable String image(String element, List<String> attributes) {
            String source = remove(attributes, "src");
            if (source != null && source.regionMatches(true, 0, "cid:", 0, 4)) {
                var local = localUrl.apply(MailParser.contentId(source));
                attributes.addAll(local.map(url -> List.of("src", url)).orElse(List.of("class", "mail-image-missing")));
                return element;
            }
            if (source == null || !source.contains("//")) {
                return null;
            }
            remoteImages++;
            if (pixel(attributes)) {
                return null;
            }
            attributes.addAll(List.of("class", "mail-image-blocked"));
            if (source.length() <= LONGEST_ADDRESS) {
                attributes.addAll(List.of(REMOTE, source));
            }
            return element;
        }

        private static boolean pixel(List<String> attributes) {
            for (int i = 0; i + 1 < attributes.size(); i += 2) {
                boolean size =
                        attributes.get(i).equals("width") || attributes.get(i).equals("height");
                if (size && PIXEL.matcher(attributes.get(i + 1)).matches()) {
                    return true;
                }
            }
            return false;
        }

        private static @Nullable String remove(List<String> attributes, String name) {
            for (int i = 0; i + 1 < attributes.size(); i += 2) {
                if (attributes.get(i).equals(name)) {
                    String value = attributes.get(i + 1);
                    attributes.subList(i, i + 2).clear();
                    return value;
                }
            }
            return null;
        }
    }
}
