package io.keepwell.conversations;

import io.keepwell.customers.Customers;
import io.keepwell.mail.Mailboxes;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Audit;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Saved replies: writing them, finding them while one answers, and filling in the names.
@Service
class SavedReplies {

    private static final int FOUND = 8;
    private static final int WITHIN_WORDS = 100;

    private final SavedReplyStore store;
    private final Customers customers;
    private final ObjectProvider<Mailboxes> mailboxes;
    private final MailboxDesks desks;
    private final Members members;
    private final Audit audit;
    private final KeepwellSettings settings;

    SavedReplies(
            SavedReplyStore store,
            Customers customers,
            ObjectProvider<Mailboxes> mailboxes,
            MailboxDesks desks,
            Members members,
            Audit audit,
            KeepwellSettings settings) {
        this.store = store;
        this.customers = customers;
        this.mailboxes = mailboxes;
        this.desks = desks;
        this.members = members;
        this.audit = audit;
        this.settings = settings;
    }

    /// A saved reply as it would stand in a conversation.
    ///
    /// @param text its words with the names filled in
    record Filled(SavedReply reply, String text) {}

    /// Those the current member finds, by name.
    List<SavedReply> all() {
        return store.all(me().id());
    }

    /// @throws SavedReplyNotFound where there is none that the current member finds
    SavedReply get(UUID id) {
        return store.find(id, me().id()).orElseThrow(SavedReplyNotFound::new);
    }

    @Transactional
    SavedReply create(SavedReplyDraft draft) {
        var checked = mine(draft.checked());
        var id = Ids.next();
        store.put(id, me().id(), checked);
        audit.record("saved-reply.created", id, checked.givenName(), Map.of());
        return found(id);
    }

    @Transactional
    SavedReply change(UUID id, SavedReplyDraft draft) {
        var before = get(id);
        var checked = mine(draft.checked());
        store.put(id, me().id(), checked);
        audit.record("saved-reply.changed", id, before.name(), Map.of());
        return found(id);
    }

    @Transactional
    void delete(UUID id) {
        var reply = get(id);
        store.delete(id);
        audit.record("saved-reply.deleted", id, reply.name(), Map.of());
    }

    /// Undoes a deletion.
    @Transactional
    SavedReply restore(UUID id) {
        var reply = store.deleted(id, me().id()).orElseThrow(SavedReplyNotFound::new);
        store.restore(id);
        audit.record("saved-reply.restored", id, reply.name(), Map.of());
        return reply;
    }

    /// Takes what was exported elsewhere: one of the same name and reach is replaced, the others are added.
    ///
    /// @return how many there were
    @Transactional
    int take(List<SavedReplyDraft> drafts) {
        for (var draft : drafts) {
            var checked = mine(draft.checked());
            var same = all().stream()
                    .filter(known -> known.name().equalsIgnoreCase(checked.givenName())
                            && known.scope().equals(checked.givenScope())
                            && Objects.equals(known.team(), checked.team()))
                    .findFirst();
            if (same.isPresent()) {
                change(same.get().id(), checked);
            } else {
                create(checked);
            }
        }
        return drafts.size();
    }

    /// What fits best to what was typed, filled in for the conversation.
    List<Filled> search(Conversation conversation, String typed) {
        var values = values(conversation);
        record Ranked(SavedReply reply, int rank) {}
        return all().stream()
                .map(reply -> new Ranked(reply, rank(reply, typed)))
                .filter(ranked -> ranked.rank() > 0)
                .sorted(Comparator.comparingInt(Ranked::rank).reversed())
                .limit(FOUND)
                .map(ranked -> new Filled(ranked.reply(), fill(ranked.reply(), conversation, values)))
                .toList();
    }

    private static int rank(SavedReply reply, String typed) {
        int name = Likeness.of(typed, reply.name());
        int tag = reply.tags().stream()
                        .mapToInt(one -> Likeness.of(typed, one))
                        .max()
                        .orElse(0)
                / 2;
        boolean within = typed.strip().length() > 2
                && reply.texts().values().stream()
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT)
                                .contains(typed.strip().toLowerCase(Locale.ROOT)));
        int fits = Math.max(Math.max(name, tag), within ? WITHIN_WORDS : 0);
        // among equals, what is taken most
        return fits == 0 ? 0 : fits * 100 + (int) Math.min(99, reply.uses());
    }

    /// One of them, filled in for the conversation.
    Filled filled(UUID id, Conversation conversation) {
        var reply = get(id);
        return new Filled(reply, fill(reply, conversation, values(conversation)));
    }

    /// The same where nobody is signed in.
    ///
    /// @param agent who writes, null where a machine does
    String filled(SavedReply reply, Conversation conversation, @Nullable Member agent) {
        return fill(reply, conversation, values(conversation, agent));
    }

    /// Other words with the same places, filled in for the conversation.
    String filled(String text, Conversation conversation) {
        return Placeholders.fill(text, values(conversation));
    }

    private String fill(SavedReply reply, Conversation conversation, Map<String, String> values) {
        var language = conversation.locale() == null ? settings.locale() : conversation.locale();
        return Placeholders.fill(reply.text(language, settings.locale()), values);
    }

    private Map<String, String> values(Conversation conversation) {
        return values(conversation, me());
    }

    private Map<String, String> values(Conversation conversation, @Nullable Member agent) {
        var values = new HashMap<String, String>();
        customers.find(conversation.customer()).ifPresent(customer -> {
            put(values, "customer.first_name", GreetingName.of(customer.name()));
            put(values, "customer.name", Optional.ofNullable(customer.name()));
            put(values, "customer.email", Optional.ofNullable(customer.email()));
        });
        if (agent != null) {
            agent(values, agent);
        }
        values.put("conversation.number", String.valueOf(conversation.number()));
        values.put("conversation.subject", conversation.subject());
        Optional.ofNullable(conversation.mailbox())
                .flatMap(id -> mailboxes.getObject().find(id))
                .ifPresent(mailbox -> values.put("company", desks.of(mailbox).company()));
        return values;
    }

    /// The words as Ana Ribeiro would read them.
    String sample(String text) {
        var values = new HashMap<>(Map.of(
                "customer.first_name", "Ana",
                "customer.name", "Ana Ribeiro",
                "customer.email", "ana@example.org",
                "conversation.number", "1042",
                "conversation.subject", Texts.t("conversations.saved.sample.subject"),
                "company", Texts.t("conversations.saved.sample.company")));
        agent(values, me());
        return Placeholders.fill(text, values);
    }

    private static void agent(Map<String, String> values, Member me) {
        values.put("agent.name", me.name());
        values.put("agent.first_name", GreetingName.of(me.name()).orElse(me.name()));
    }

    private static void put(Map<String, String> values, String name, Optional<String> value) {
        value.ifPresent(known -> values.put(name, known));
    }

    /// Counts that somebody took it.
    @Transactional
    void used(UUID id) {
        store.used(get(id).id());
    }

    private SavedReplyDraft mine(SavedReplyDraft draft) {
        if (draft.team() != null
                && members.teams().stream().noneMatch(team -> team.id().equals(draft.team()))) {
            throw InvalidRequest.field("team", Texts.t("conversations.refused.no-team"));
        }
        return draft;
    }

    // Nobody writes what they cannot find themselves.
    private SavedReply found(UUID id) {
        return store.find(id, me().id())
                .orElseThrow(() -> InvalidRequest.field("team", Texts.t("conversations.saved.wrong.team")));
    }

    private Member me() {
        return members.require();
    }
}
