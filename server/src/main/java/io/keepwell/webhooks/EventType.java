package io.keepwell.webhooks;

import java.util.List;

/// The types of events there are. What publishes a new one adds it here and describes it in
/// docs/webhooks.md.
final class EventType {

    static final String TEST = "webhook.test";

    static final List<String> ALL = List.of(
            "conversation.created",
            "conversation.updated",
            "conversation.merged",
            "message.created",
            "message.delivery",
            "promise.made",
            "promise.kept",
            "promise.broken",
            "sla.breached",
            "problem.opened",
            "problem.announced",
            "problem.updated",
            "problem.fixed",
            "problem.withdrawn",
            "problem.reopened",
            "notice.answered",
            "repeat.raised",
            "repeat.withdrawn",
            "followup.opened",
            "followup.closed",
            "survey.answered");

    static final List<String> CHAT = List.of(ChatMessage.ARRIVED, ChatMessage.PROMISE, ChatMessage.BREACH);

    private EventType() {}
}
