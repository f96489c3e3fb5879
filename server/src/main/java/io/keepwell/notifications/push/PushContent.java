package io.keepwell.notifications.push;

import java.util.Optional;
import java.util.UUID;

/// What there is to say. Asked for right before it leaves, so that nothing is said that has been seen meanwhile and no
/// name lies about.
public interface PushContent {

    /// What a browser shows.
    ///
    /// @param title what happened, in the language of the person
    /// @param link  where it leads, a path of ours; the next with the same link takes its place
    /// @param topic what it is about, at most 32 letters and digits: of what the push service still holds for a
    ///              browser, only the newest of a topic is kept (RFC 8030, section 5.4)
    record Push(String title, String link, String topic) {}

    /// @param subject as given to `Browsers.tell`
    /// @return empty where there is nothing left to say
    Optional<Push> content(UUID subject);
}
