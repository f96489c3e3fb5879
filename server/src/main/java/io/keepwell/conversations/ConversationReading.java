package io.keepwell.conversations;

import io.keepwell.conversations.ConversationJson.Delivery;
import io.keepwell.conversations.ConversationJson.Details;
import io.keepwell.conversations.ConversationJson.File;
import io.keepwell.conversations.ConversationJson.Item;
import io.keepwell.conversations.ConversationJson.Said;
import io.keepwell.conversations.ConversationJson.Sla;
import io.keepwell.customers.Customers;
import io.keepwell.shared.Slice;
import io.keepwell.shared.Words;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Puts together what the API answers about conversations.
@Component
class ConversationReading {

    private final ConversationStore store;
    private final MessageStore messages;
    private final AttachmentStore attachments;
    private final AcknowledgementStore acknowledgements;
    private final Customers customers;
    private final Reaches reaches;
    private final ObjectProvider<AgreedTimes> times;
    private final ObjectProvider<ConversationProblems> problems;
    private final Clock clock;

    ConversationReading(
            ConversationStore store,
            MessageStore messages,
            AttachmentStore attachments,
            AcknowledgementStore acknowledgements,
            Customers customers,
            Reaches reaches,
            ObjectProvider<AgreedTimes> times,
            ObjectProvider<ConversationProblems> problems,
            Clock clock) {
        this.store = store;
        this.messages = messages;
        this.attachments = attachments;
        this.acknowledgements = acknowledgements;
        this.customers = customers;
        this.reaches = reaches;
        this.times = times;
        this.problems = problems;
        this.clock = clock;
    }

    Slice<Item> items(Slice<Conversation> found) {
        var people = customers.find(
                found.items().stream().map(Conversation::customer).collect(Collectors.toSet()));
        var causes = causes(found.items().stream().map(Conversation::id).toList());
        return new Slice<>(
                found.items().stream()
                        .map(it -> Item.of(it, people.get(it.customer()), causes.get(it.id())))
                        .toList(),
                found.next());
    }

    private Map<UUID, UUID> causes(List<UUID> conversations) {
        var known = problems.getIfAvailable();
        return known == null || conversations.isEmpty() ? Map.of() : known.causing(conversations);
    }

    Details details(Conversation it) {
        var files = attachments.ofConversation(it.id());
        var reach = reaches.of(it.id());
        return new Details(
                Item.of(
                        it,
                        customers.find(it.customer()).orElse(null),
                        causes(List.of(it.id())).get(it.id())),
                it.kindWords(),
                store.tags(it.id()),
                it.follows(),
                acknowledgements.withheld(it.id()).map(Words::of).orElse(null),
                messages.all(it.id()).stream()
                        .map(message -> said(message, files.getOrDefault(message.id(), List.of())))
                        .toList(),
                new Sla(
                        it.promisedAt(),
                        it.answeredInTime(clock.instant()),
                        times.getObject().of(it.id())),
                reach.channels(),
                reach.contact());
    }

    Said said(Message message, List<AttachmentStore.Row> files) {
        var state = message.deliveryState();
        return new Said(
                message.id(),
                message.direction(),
                message.type(),
                message.authorName(),
                message.verified(),
                message.automatic(),
                message.text(),
                message.html(),
                message.createdAt(),
                state == null ? null : new Delivery(state, message.deliveryAt(), message.deliveryReason()),
                files.stream()
                        .map(file -> new File(file.id(), file.name(), file.contentType(), file.size()))
                        .toList(),
                call(message));
    }

    private static ConversationJson.@Nullable PhoneCall call(Message message) {
        return message.callWay() == null
                ? null
                : new ConversationJson.PhoneCall(
                        message.callWay().equals("incoming") ? "in" : "out",
                        Boolean.TRUE.equals(message.callReached()),
                        message.callMinutes());
    }
}
