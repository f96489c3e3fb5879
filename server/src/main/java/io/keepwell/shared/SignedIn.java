package io.keepwell.shared;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// The person of the team whose request is being answered, as far as the frame of a page needs to know.
///
/// @param id     id of the team member
/// @param name   full name
/// @param role   role in words, in the language of the person
/// @param locale language of the person
/// @param theme  `light`, `dark` or `system`
public record SignedIn(UUID id, String name, String role, Locale locale, String theme) {

    /// First letters of the first and the last name.
    public String initials() {
        var parts = name.strip().split("\\s+");
        var first = parts[0].isEmpty() ? "?" : parts[0].substring(0, parts[0].offsetByCodePoints(0, 1));
        var last = parts.length == 1
                ? ""
                : parts[parts.length - 1].substring(0, parts[parts.length - 1].offsetByCodePoints(0, 1));
        return first + last;
    }

    /// Says who is signed in; implemented by the module that knows the team.
    public interface Source {

        Optional<SignedIn> current();
    }
}
