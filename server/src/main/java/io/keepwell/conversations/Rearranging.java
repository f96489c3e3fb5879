package io.keepwell.conversations;

import io.keepwell.conversations.Belongings.Participant;
import io.keepwell.conversations.MessagesMoved.Kind;
import io.keepwell.conversations.RearrangementStore.Sheets;
import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.mail.ThreadReferences;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Joins conversations, parts them and moves letters between them. No letter is ever copied or lost: it stands in one
/// conversation, and every act notes which ones it moved. The last act of a conversation can be taken back; what came
/// since stays, but for letters that were written to the one that is a conversation of its own again.
@Service
class Rearranging {

    private final ConversationStore store;
    private final MessageStore messages;
    private final RearrangementStore acts;
    private final ThreadReferences references;
    private final ConversationNews news;
    private final RearrangedLog log;
    private final Followers followers;
    private final Customers customers;
    private final Members members;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Rearranging(
            ConversationStore store,
            MessageStore messages,
            RearrangementStore acts,
            ThreadReferences references,
            ConversationNews news,
            RearrangedLog log,
            Followers followers,
            Customers customers,
            Members members,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.messages = messages;
        this.acts = acts;
        this.references = references;
        this.news = news;
        this.log = log;
        this.followers = followers;
        this.customers = customers;
        this.members = members;
        this.events = events;
        this.clock = clock;
    }

    /// Makes one conversation part of another. It stays as a reference to it for ever.
    ///
    /// @param otherCustomer whether it is meant that they are with different customers
    /// @return the conversation that is left
    @Transactional
    Conversation merge(UUID from, UUID into, boolean otherCustomer) {
        var pair = hold(from, store.survivor(into));
        var source = pair.source();
        var target = pair.target();
        refuseUnlessJoinable(source, target, otherCustomer);
        var at = now();
        var sourceBefore = acts.belongings(source);
        var targetBefore = acts.belongings(target);
        var targetAfter = targetBefore.with(sourceBefore);
        var moved = carry(ids(source.id()), source, target);
        var act = note(Kind.MERGE, source, target, new Sheets(sourceBefore, targetBefore, targetAfter), moved, at);
        followers.all(act);
        become(target, targetBefore, targetAfter, at);
        end(source, sourceBefore, target.id(), at);
        if (sourceBefore.neededBy() != null) {
            log.needed(target, targetAfter.neededBy(), at, me());
        }
        return told(act, moved);
    }

    /// Makes some letters a conversation of their own, open, with whoever wrote the first of them.
    ///
    /// @param subject what it is about, null for the same
    /// @return the new conversation
    @Transactional
    Conversation split(UUID from, Collection<UUID> letters, @Nullable String subject) {
        acts.holdMessages(List.of(from));
        var source = held(from);
        refuseUnlessChangeable(source);
        var chosen = chosen(source, letters);
        var at = now();
        var target = begin(source, chosen, subject);
        var before = acts.belongings(source);
        var empty = acts.belongings(target);
        var moved = carry(chosen.stream().map(Message::id).toList(), source, target);
        var people = authors(chosen);
        var after = with(empty, people.isEmpty() ? before.participants() : people, source);
        var act = note(Kind.SPLIT, source, target, new Sheets(before, empty, after), moved, at);
        followers.of(act, moved);
        become(target, empty, after, at);
        return told(act, moved);
    }

    /// Moves some letters into another conversation. A letter of the customer opens that one as if it had come there
    /// (ST1).
    ///
    /// @return the conversation they went into
    @Transactional
    Conversation move(UUID from, Collection<UUID> letters, UUID into, boolean otherCustomer) {
        var pair = hold(from, store.survivor(into));
        var source = pair.source();
        var target = pair.target();
        refuseUnlessJoinable(source, target, otherCustomer);
        var chosen = chosen(source, letters);
        var at = now();
        var sourceBefore = acts.belongings(source);
        var targetBefore = acts.belongings(target);
        boolean spoken = chosen.stream().anyMatch(Rearranging::byCustomer);
        var targetAfter = targetBefore.spokenTo(spoken, authors(chosen));
        var moved = carry(chosen.stream().map(Message::id).toList(), source, target);
        var act = note(Kind.MOVE, source, target, new Sheets(sourceBefore, targetBefore, targetAfter), moved, at);
        followers.of(act, moved);
        become(target, targetBefore, targetAfter, at);
        return told(act, moved);
    }

    /// Takes the last act of a conversation back.
    ///
    /// @param kind only an act of that kind, null for any
    /// @return the conversation that the letters had gone from
    @Transactional
    Conversation undo(UUID conversation, @Nullable Kind kind) {
        var known = get(conversation);
        var act = acts.of(conversation).stream()
                .filter(it -> kind == null || it.kind() == kind)
                .findFirst()
                .orElseThrow(() -> RearrangingRefused.nothingToUndo(known.number()));
        var pair = hold(act.source(), act.target());
        for (var one : List.of(pair.source(), pair.target())) {
            var last = acts.of(one.id()).stream()
                    .findFirst()
                    .orElseThrow(() -> RearrangingRefused.nothingToUndo(known.number()));
            if (!last.id().equals(act.id())) {
                var other = get(last.source().equals(one.id()) ? last.target() : last.source());
                throw RearrangingRefused.outOfTurn(one.number(), other.number());
            }
        }
        var at = now();
        if (!acts.undone(act.id(), at, me())) {
            throw RearrangingRefused.nothingToUndo(known.number());
        }
        var moved = switch (act.kind()) {
            case MERGE -> unmerge(act, pair, at);
            case SPLIT -> unsplit(act, pair, at);
            case MOVE -> unmove(act, pair, at);
        };
        log.undone(act, pair.source(), pair.target(), at, me());
        news.changed(act.source());
        news.changed(act.target());
        events.publishEvent(new MessagesMoved(act.id(), act.kind(), act.target(), act.source(), moved, true, at, me()));
        return get(act.source());
    }

    /// Takes back that one conversation became part of another.
    ///
    /// @throws RearrangingRefused where it is not part of that one any more
    @Transactional
    void unmerge(UUID from, UUID into) {
        boolean still = acts.of(from).stream()
                .findFirst()
                .filter(act -> act.kind() == Kind.MERGE
                        && act.source().equals(from)
                        && act.target().equals(into))
                .isPresent();
        if (!still) {
            throw RearrangingRefused.nothingToUndo(get(from).number());
        }
        undo(from, Kind.MERGE);
    }

    private List<UUID> unmerge(Rearrangement act, Pair pair, Instant at) {
        var source = pair.source();
        var target = pair.target();
        refuseClosed(target);
        acts.leads(source.id(), null);
        var back = new HashSet<>(acts.messages(act.id()));
        back.addAll(acts.addressedTo(source.id(), target.id()));
        var moved = carry(back, target, source);
        acts.arrived(source.id());
        followers.back(act);
        var sheets = acts.sheets(act.id());
        var now = acts.belongings(target);
        become(target, now, now.back(sheets.targetAfter(), sheets.targetBefore(), writers(target.id())), at);
        store.set(source.id(), "state = :value", sheets.sourceBefore().state().word());
        dues(source.id(), Map.of(), sheets.sourceBefore().due());
        acts.writeDrafts(
                source.id(),
                now.draftsBack(sheets.targetAfter(), sheets.sourceBefore().drafts()),
                at);
        if (sheets.sourceBefore().neededBy() != null) {
            log.needed(source, sheets.sourceBefore().neededBy(), at, me());
        }
        return moved;
    }

    private List<UUID> unmove(Rearrangement act, Pair pair, Instant at) {
        refuseClosed(pair.source());
        refuseClosed(pair.target());
        var moved = carry(acts.messages(act.id()), pair.target(), pair.source());
        followers.back(act);
        var sheets = acts.sheets(act.id());
        var now = acts.belongings(pair.target());
        become(
                pair.target(),
                now,
                now.back(
                        sheets.targetAfter(),
                        sheets.targetBefore(),
                        writers(pair.target().id())),
                at);
        return moved;
    }

    // All that is in the part goes back, what came since as well: its number leads to where it came from for ever.
    private List<UUID> unsplit(Rearrangement act, Pair pair, Instant at) {
        var whole = pair.source();
        var part = pair.target();
        refuseClosed(whole);
        refuseClosed(part);
        var moved = carry(ids(part.id()), part, whole);
        var theirs = acts.belongings(part);
        followers.allBack(act);
        var before = acts.belongings(whole);
        var writers = writers(whole.id());
        var people = new TreeMap<>(before.participants());
        theirs.participants().forEach((email, who) -> {
            if (writers.contains(email)) {
                people.putIfAbsent(email, who);
            }
        });
        become(whole, before, before.having(people, theirs.drafts()), at);
        end(part, theirs, whole.id(), at);
        return moved;
    }

    private record Pair(Conversation source, Conversation target) {}

    // Letters first, then conversations in the order of their ids: nobody who holds some of them waits for others.
    private Pair hold(UUID from, UUID into) {
        if (from.equals(into)) {
            throw RearrangingRefused.intoItself(get(from).number());
        }
        acts.holdMessages(List.of(from, into));
        boolean sourceFirst = from.compareTo(into) < 0;
        var first = held(sourceFirst ? from : into);
        var second = held(sourceFirst ? into : from);
        return sourceFirst ? new Pair(first, second) : new Pair(second, first);
    }

    private Conversation held(UUID id) {
        return store.lockItself(id).orElseThrow(() -> new ConversationNotFound(id.toString()));
    }

    private void refuseUnlessJoinable(Conversation source, Conversation target, boolean otherCustomer) {
        refuseUnlessChangeable(source);
        refuseUnlessChangeable(target);
        if (!source.customer().equals(target.customer()) && !otherCustomer) {
            throw new OtherCustomer(label(source), label(target));
        }
    }

    private void refuseUnlessChangeable(Conversation conversation) {
        if (conversation.mergedInto() != null) {
            throw RearrangingRefused.alreadyMerged(
                    conversation.number(),
                    get(store.survivor(conversation.id())).number());
        }
        refuseClosed(conversation);
    }

    private static void refuseClosed(Conversation conversation) {
        if (conversation.closed()) {
            throw new ConversationClosed(conversation.number());
        }
    }

    private String label(Conversation conversation) {
        return customers.find(conversation.customer()).map(Customer::label).orElse("");
    }

    private List<Message> chosen(Conversation source, Collection<UUID> letters) {
        var all = messages.all(source.id());
        var wanted = Set.copyOf(letters);
        var chosen =
                all.stream().filter(message -> wanted.contains(message.id())).toList();
        if (chosen.isEmpty() || chosen.size() < wanted.size()) {
            throw InvalidRequest.field("messages", Texts.t("conversations.rearranging.refused.none-chosen"));
        }
        if (chosen.size() == all.size()) {
            throw RearrangingRefused.nothingLeft(source.number());
        }
        return chosen;
    }

    private Conversation begin(Conversation source, List<Message> chosen, @Nullable String subject) {
        var customer = chosen.stream()
                .filter(Rearranging::byCustomer)
                .map(Message::customer)
                .filter(it -> it != null)
                .findFirst()
                .orElse(source.customer());
        var id = Ids.next();
        store.insert(new NewConversation(
                id,
                subject == null || subject.isBlank() ? source.subject() : subject.strip(),
                source.channel(),
                source.mailbox(),
                customer,
                ConversationState.OPEN,
                source.kind(),
                source.kindWords(),
                source.automatic(),
                source.locale(),
                null,
                chosen.getFirst().createdAt()));
        return get(id);
    }

    private static Belongings with(Belongings empty, Map<String, Participant> people, Conversation source) {
        return empty.givenTo(source.assignee(), source.team()).having(people, Map.of());
    }

    private static Map<String, Participant> authors(List<Message> letters) {
        var people = new LinkedHashMap<String, Participant>();
        letters.stream().filter(Rearranging::byCustomer).forEach(letter -> {
            var email = letter.authorEmail();
            if (email != null) {
                people.putIfAbsent(email, new Participant(letter.authorName(), letter.createdAt()));
            }
        });
        return people;
    }

    private static boolean byCustomer(Message letter) {
        return !letter.out() && letter.verified() && letter.automatic().equals("no");
    }

    private Set<String> writers(UUID conversation) {
        return authors(messages.all(conversation)).keySet();
    }

    private List<UUID> ids(UUID conversation) {
        return messages.all(conversation).stream().map(Message::id).toList();
    }

    /// Moves letters, and what finds them by their Message-IDs. Between mailboxes those stay, because a
    /// reference counts only in the mailbox it came to (T11); the redirect leads on.
    private List<UUID> carry(Collection<UUID> letters, Conversation from, Conversation to) {
        var moved = acts.move(letters, from.id(), to.id());
        if (Objects.equals(from.mailbox(), to.mailbox())) {
            var known = Set.copyOf(moved);
            var inbound = messages.all(to.id()).stream()
                    .filter(message -> known.contains(message.id()))
                    .map(Message::messageId)
                    .filter(id -> id != null)
                    .toList();
            references.follow(inbound, moved, from.id(), to.id());
        }
        return moved;
    }

    private void become(Conversation conversation, Belongings before, Belongings after, Instant at) {
        acts.write(conversation.id(), after, at);
        if (!after.tags().equals(before.tags())) {
            store.tag(conversation.id(), after.tags());
        }
        dues(conversation.id(), before.due(), after.due());
        log.changed(conversation, before, after, at, me());
    }

    private void dues(UUID conversation, Map<String, Instant> before, Map<String, Instant> after) {
        before.keySet().stream()
                .filter(source -> !after.containsKey(source))
                .forEach(source -> store.due(conversation, source, null));
        after.forEach((source, at) -> {
            if (!at.equals(before.get(source))) {
                store.due(conversation, source, at);
            }
        });
    }

    /// Leaves a conversation as nothing but a reference to another one. Nobody has solved it, so nobody is told so: its
    /// log says `merged`, not that its state changed.
    private void end(Conversation conversation, Belongings before, UUID into, Instant at) {
        dues(conversation.id(), before.due(), Map.of());
        acts.writeDrafts(conversation.id(), Map.of(), at);
        acts.leads(conversation.id(), into);
        store.set(conversation.id(), "state = :value", ConversationState.CLOSED.word());
    }

    private Rearrangement note(
            Kind kind, Conversation source, Conversation target, Sheets sheets, List<UUID> moved, Instant at) {
        var act = new Rearrangement(Ids.next(), kind, source.id(), target.id(), at, me());
        acts.insert(act, sheets, moved);
        log.done(act, source, target);
        return act;
    }

    private Conversation told(Rearrangement act, List<UUID> moved) {
        news.changed(act.source());
        news.changed(act.target());
        events.publishEvent(new MessagesMoved(
                act.id(), act.kind(), act.source(), act.target(), moved, false, act.at(), act.member()));
        return get(act.target());
    }

    private Conversation get(UUID id) {
        return store.find(id).orElseThrow(() -> new ConversationNotFound(id.toString()));
    }

    private @Nullable UUID me() {
        return members.current().map(Member::id).orElse(null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
