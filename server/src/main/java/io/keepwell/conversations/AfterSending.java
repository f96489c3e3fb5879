package io.keepwell.conversations;

import io.keepwell.team.Members;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// What follows once somebody has sent something: until when the conversation is put off, and what they see then.
@Component
class AfterSending {

    private static final Pattern PLACE = Pattern.compile("/inbox(?:/\\d{1,18})?(?:\\?[^\\s#]*)?");

    private final InboxPreferences preferences;
    private final Members members;
    private final Clock clock;

    AfterSending(InboxPreferences preferences, Members members, Clock clock) {
        this.preferences = preferences;
        this.members = members;
        this.clock = clock;
    }

    /// What a form says of it.
    ///
    /// @param after `next`, `stay` or `list`; null for what the person likes
    /// @param next  where the next conversation of their list opens, null where there is none
    /// @param list  where their list is
    record Wish(
            @Nullable String after,
            @Nullable String next,
            @Nullable String list) {}

    /// Until when the conversation is put off.
    ///
    /// @param when  a preset of `SnoozeTimes`, or `own`; null for not at all
    /// @param typed the time of their own
    Optional<Instant> snooze(@Nullable String when, @Nullable String typed) {
        return Optional.ofNullable(when)
                .filter(it -> !it.isBlank())
                .map(it -> SnoozeTimes.asked(
                        it,
                        typed == null ? "" : typed,
                        clock.instant(),
                        preferences.zone(members.require().id())));
    }

    /// Shows what the person wants to see. Scripts go there themselves.
    ///
    /// @param number of the conversation that it was sent in
    ResponseEntity<Void> show(HttpServletRequest request, long number, Wish wish) {
        var after = wish.after() == null || wish.after().isBlank()
                ? preferences.afterSending(members.require().id())
                : wish.after();
        InboxPreferences.check("after", after);
        var same = Afterwards.show(request, number);
        if (after.equals("stay") || !same.getStatusCode().is3xxRedirection()) {
            return same;
        }
        var list = place(wish.list()).orElse("/inbox");
        var to = after.equals("next") ? place(wish.next()).orElse(list) : list;
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(to))
                .build();
    }

    // Nothing but places of the inbox, whatever a form says.
    private static Optional<String> place(@Nullable String href) {
        return Optional.ofNullable(href).filter(it -> PLACE.matcher(it).matches());
    }
}
