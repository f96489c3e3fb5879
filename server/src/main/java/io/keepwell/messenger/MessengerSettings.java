package io.keepwell.messenger;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How the messenger looks, and where it may be used.
///
/// @param enabled   whether it answers at all
/// @param mailbox   mailbox its conversations live in, null while nobody has chosen one
/// @param title     what stands above it; empty for the name of the mailbox
/// @param greetings what it says first, by language
/// @param colour    accent, `#rrggbb`
/// @param side      which lower corner it stands in: `end`, where a line ends, or `start`
/// @param origins   scheme, host and port of the pages it may be used on
record MessengerSettings(
        boolean enabled,
        @Nullable UUID mailbox,
        String title,
        Map<String, String> greetings,
        String colour,
        String side,
        List<String> origins) {

    static final String COLOUR = "#0f766e";
    static final MessengerSettings NONE = new MessengerSettings(false, null, "", Map.of(), COLOUR, "end", List.of());

    /// The origin in what somebody wrote, such as `https://app.example.org`; empty where it is none.
    static Optional<String> origin(String text) {
        try {
            var uri = URI.create(text.strip().toLowerCase(Locale.ROOT));
            var scheme = uri.getScheme();
            boolean web = "https".equals(scheme) || "http".equals(scheme);
            var path = uri.getRawPath();
            boolean plain = (path == null || path.isEmpty() || path.equals("/"))
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null;
            if (!web || !plain || uri.getHost() == null) {
                return Optional.empty();
            }
            boolean usual = uri.getPort() == -1 || uri.getPort() == ("https".equals(scheme) ? 443 : 80);
            return Optional.of(scheme + "://" + uri.getHost() + (usual ? "" : ":" + uri.getPort()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The greeting of a language; where there is none, the first there is.
    Optional<String> greeting(Locale locale) {
        return Optional.ofNullable(greetings.get(locale.getLanguage()))
                .or(() -> Optional.ofNullable(greetings.get("en")))
                .or(() -> greetings.values().stream().findFirst());
    }
}
