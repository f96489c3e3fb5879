package io.keepwell.conversations;

import gg.jte.Content;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.Fragments;
import io.keepwell.tasks.DueWords;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// In the head of a conversation: promising something by hand, and until when and how the customer can be helped.
@Component
class PromiseHead implements ConversationPanel {

    private static final int ORDER = 100;

    /// The two menus.
    ///
    /// @param id       id of the conversation
    /// @param number   its number
    /// @param name     how the customer is called
    /// @param proposed a time to propose for a promise
    /// @param needed   until when they need it in words, or null
    /// @param late     whether that has passed
    /// @param until    the same for the form, empty for none
    /// @param reach    how they can be reached
    record View(
            UUID id,
            long number,
            String name,
            String proposed,
            @Nullable String needed,
            boolean late,
            String until,
            Reach reach) {}

    private final PromiseViews views;
    private final Reaches reaches;
    private final Fragments fragments;
    private final KeepwellSettings settings;
    private final Clock clock;

    PromiseHead(PromiseViews views, Reaches reaches, Fragments fragments, KeepwellSettings settings, Clock clock) {
        this.views = views;
        this.reaches = reaches;
        this.fragments = fragments;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Slot slot() {
        return Slot.HEAD;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Optional<Content> show(Conversation conversation) {
        if (!views.writable() || conversation.closed()) {
            return Optional.empty();
        }
        var now = clock.instant();
        var until = conversation.neededBy();
        var view = new View(
                conversation.id(),
                conversation.number(),
                views.name(conversation),
                views.local(views.soon(now)),
                until == null ? null : DueWords.when(until, now, settings.zone()),
                late(until, now),
                until == null ? "" : views.local(until),
                reaches.of(conversation.id()));
        return Optional.of(fragments.of("conversations/promise-head.jte", Map.of("view", view)));
    }

    private static boolean late(@Nullable Instant until, Instant now) {
        return until != null && until.isBefore(now);
    }
}
