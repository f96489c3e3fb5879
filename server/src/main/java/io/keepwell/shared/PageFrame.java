package io.keepwell.shared;

import gg.jte.Content;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What surrounds a page: language, theme, the person signed in, the navigation and notices. Every template gets it as
/// the parameter `frame`.
///
/// @param locale  language of the page
/// @param theme   `light`, `dark` or `system`
/// @param person  the person signed in, null before sign-in
/// @param places  the navigation, in order
/// @param notices strips above the page
/// @param path    path of the request, for the way back
/// @param tops    pieces at the end of the top bar
public record PageFrame(
        Locale locale,
        String theme,
        @Nullable SignedIn person,
        List<Place> places,
        List<Notice> notices,
        String path,
        List<Content> tops) {}
