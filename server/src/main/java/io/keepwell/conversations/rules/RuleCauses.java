package io.keepwell.conversations.rules;

import io.keepwell.conversations.ConversationHappened;
import io.keepwell.conversations.ConversationHappened.Changed;
import io.keepwell.conversations.ConversationHappened.Opened;
import io.keepwell.conversations.ConversationHappened.Said;
import io.keepwell.conversations.Conversations;
import io.keepwell.conversations.sla.SlaBreached;
import io.keepwell.conversations.sla.SlaWarned;
import io.keepwell.tasks.PromiseDue;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Notes what rules wait for, in the transaction in which it happens.
@Component
class RuleCauses {

    // Letters older than that come from an archive: nobody waits for what they would cause.
    private static final Duration PAST = Duration.ofDays(1);

    private final RuleJobStore jobs;
    // lazily: the conversations tell us what happened
    private final ObjectProvider<Conversations> conversations;
    private final Clock clock;

    RuleCauses(RuleJobStore jobs, ObjectProvider<Conversations> conversations, Clock clock) {
        this.jobs = jobs;
        this.conversations = conversations;
        this.clock = clock;
    }

    @EventListener
    void on(ConversationHappened event) {
        if (event.at().isBefore(clock.instant().minus(PAST))) {
            return;
        }
        var conversation = event.conversation();
        switch (event.what()) {
            case Opened _ -> jobs.happened("opened:" + conversation, conversation, Trigger.OPENED, null);
            case Said(var message) -> jobs.said(message);
            case Changed(var field, var _, var after) ->
                Trigger.ofField(field)
                        .ifPresent(trigger -> jobs.changed(conversation, trigger, after, event.member(), event.at()));
            default -> {
                // how far a letter has come concerns no rule
            }
        }
    }

    @EventListener
    void on(SlaWarned event) {
        jobs.happened(
                "warned:" + event.conversation() + ":" + event.metric().word() + ":" + event.cycle(),
                event.conversation(),
                Trigger.WARNED,
                event.metric().word());
    }

    @EventListener
    void on(SlaBreached event) {
        jobs.happened(
                "breached:" + event.conversation() + ":" + event.metric().word() + ":" + event.cycle(),
                event.conversation(),
                Trigger.BREACHED,
                event.metric().word());
    }

    @EventListener
    void on(PromiseDue event) {
        var trigger = event.passed() ? Trigger.PROMISE_DUE : Trigger.PROMISE_SOON;
        if (event.subject() != null) {
            conversations
                    .getObject()
                    .find(event.subject())
                    .ifPresent(it -> jobs.happened(
                            trigger.word() + ":" + event.task() + ":" + event.dueAt(), it.id(), trigger, null));
        }
    }
}
