package io.keepwell.notifications;

import gg.jte.Content;
import io.keepwell.shared.Fragments;
import io.keepwell.shared.TopPiece;
import io.keepwell.team.Members;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The bell in the top bar.
@Component
class Bell implements TopPiece {

    /// What the bell shows, and what its script has to know.
    ///
    /// @param member        whose it is
    /// @param unseen        how many there are that they have not seen
    /// @param newest        the newest of these, or null
    /// @param stamp         when the newest happened, in milliseconds; 0 for none
    /// @param sounds        whether the newest is to be heard
    /// @param conversations the conversations there is something new about
    record View(UUID member, int unseen, @Nullable Told newest, long stamp, boolean sounds, String conversations) {}

    private final Notifications notifications;
    private final NotificationWords words;
    private final Preferences preferences;
    private final Members members;
    private final Fragments fragments;
    private final QuietTimes quiet;

    Bell(
            Notifications notifications,
            NotificationWords words,
            Preferences preferences,
            Members members,
            Fragments fragments,
            QuietTimes quiet) {
        this.notifications = notifications;
        this.words = words;
        this.preferences = preferences;
        this.members = members;
        this.fragments = fragments;
        this.quiet = quiet;
    }

    @Override
    public Content content() {
        // asked for only when a page is drawn, not for every request that a controller answers
        return output ->
                fragments.of("notifications/bell.jte", Map.of("bell", view())).writeTo(output);
    }

    View view() {
        var me = members.require().id();
        var newest = notifications.list(true, null, 1).stream().findFirst();
        var choices = preferences.of(me);
        return new View(
                me,
                notifications.unseen(),
                newest.map(words::of).orElse(null),
                newest.map(it -> it.createdAt().toEpochMilli()).orElse(0L),
                newest.filter(it -> choices.wants(it.kind(), Way.SOUND)).isPresent() && !quiet.now(choices),
                notifications.conversations().stream().map(UUID::toString).collect(Collectors.joining(" ")));
    }
}
