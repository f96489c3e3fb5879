package io.keepwell.shared;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A strip above every page, such as "Demo. No mail leaves this machine."
///
/// @param text a sentence in the language of the request
/// @param href where it leads, or null
/// @param link words of the link, or null
public record Notice(
        String text, @Nullable String href, @Nullable String link) {

    /// A bean that may have something to say above every page of the team.
    public interface Source {

        Optional<Notice> notice();
    }
}
