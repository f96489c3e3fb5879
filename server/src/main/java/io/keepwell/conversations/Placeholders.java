package io.keepwell.conversations;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words with places for names: `Hi {{customer.first_name}},`. A place whose value is not known takes the blank before
/// it along, so that `Hi ,` becomes `Hi,`; or the word after a bar stands for it: `{{customer.first_name|there}}`.
final class Placeholders {

    /// All there are.
    static final List<String> NAMES = List.of(
            "customer.first_name",
            "customer.name",
            "customer.email",
            "agent.first_name",
            "agent.name",
            "conversation.number",
            "conversation.subject",
            "company");

    private static final Pattern PLACE =
            Pattern.compile("( ?)\\{\\{\\s{0,5}([a-z_.]{1,40})\\s{0,5}(?:\\|([^{}]{0,80}))?}}");

    private Placeholders() {}

    /// The text with its places filled; what is no place of ours stays as it is.
    ///
    /// @param values what is known, by name
    static String fill(String text, Map<String, String> values) {
        return PLACE.matcher(text).replaceAll(place -> {
            var name = place.group(2);
            if (!NAMES.contains(name)) {
                return quoted(place.group());
            }
            var value = values.getOrDefault(name, "").strip();
            var fallback = place.group(3) == null ? "" : place.group(3).strip();
            var said = value.isEmpty() ? fallback : value;
            return said.isEmpty() ? "" : quoted(place.group(1) + said);
        });
    }

    /// The places of a text that nobody can fill.
    static List<String> unknown(String text) {
        return PLACE.matcher(text)
                .results()
                .map(place -> place.group(2))
                .filter(name -> !NAMES.contains(name))
                .distinct()
                .toList();
    }

    private static String quoted(String text) {
        return Matcher.quoteReplacement(text);
    }
}
