package io.keepwell.webhooks;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.InvalidRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What somebody says of an endpoint, examined.
///
/// @param types which types of events; empty: all
record EndpointFields(String name, String url, List<String> types, boolean notes, boolean privateNetwork) {

    private static final int LONGEST = 2000;

    /// Refuses what cannot be, with the name of its field.
    ///
    /// @param known the types there are
    static EndpointFields of(
            String name, String url, List<String> types, boolean notes, boolean privateNetwork, List<String> known) {
        var clean = name.strip();
        if (clean.isEmpty() || clean.length() > 80) {
            throw InvalidRequest.field("name", t("webhooks.wrong.name"));
        }
        for (var type : types) {
            if (!known.contains(type)) {
                throw InvalidRequest.field(
                        "types", t("webhooks.wrong.type", "type", type, "known", String.join(", ", known)));
            }
        }
        return new EndpointFields(
                clean,
                address(url.strip(), privateNetwork),
                types.stream().distinct().toList(),
                notes,
                privateNetwork);
    }

    /// What customers write goes in the clear only where it stays among one's own.
    private static String address(String url, boolean privateNetwork) {
        try {
            var uri = new URI(url);
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (scheme.equals("http") && !privateNetwork) {
                throw InvalidRequest.field("url", t("webhooks.wrong.https"));
            }
            if (Set.of("http", "https").contains(scheme)
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null
                    && url.length() <= LONGEST) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw InvalidRequest.field("url", t("webhooks.wrong.url"));
        }
        throw InvalidRequest.field("url", t("webhooks.wrong.url"));
    }
}
