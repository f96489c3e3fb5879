package io.keepwell.shared;

import gg.jte.Content;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What surrounds a page: language, theme, the person signed in, the navigation and notices. Every template gets it as
/// the parameter `frame`.
///
/// @param locale language of the page
/// @param theme  `light`, `dark` or `system`
/// @param person the person signed in, null before sign-in
/// @param path   path of the request, for the way back
/// @param around what stands around the page
public record PageFrame(
        Locale locale, String theme, @Nullable SignedIn person, String path, Around around) {

    /// What stands around a page, asked for only where one is drawn: most requests are answered by a piece of a page,
    /// by data or by a redirect.
    public interface Around {

        /// The navigation, in order.
        List<Place> places();

        /// Strips above the page.
        List<Notice> notices();

        /// Pieces at the end of the top bar.
        List<Content> tops();
    }

    /// The navigation, in order.
    public List<Place> places() {
        return around.places();
    }

    /// Strips above the page.
    public List<Notice> notices() {
        return around.notices();
    }

    /// Pieces at the end of the top bar.
    public List<Content> tops() {
        return around.tops();
    }
}
