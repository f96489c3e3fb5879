package io.keepwell.imports;

import io.keepwell.conversations.Channel;
import io.keepwell.conversations.PastConversation;
import io.keepwell.conversations.PastConversations;
import io.keepwell.customers.Customers;
import io.keepwell.mail.PastMail;
import io.keepwell.mail.SafeHtml;
import io.keepwell.shared.EmailAddress;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Takes one conversation of a file into the desk, in one transaction with the note that it was taken.
@Component
class Keeping {

    private static final String CONVERSATION = "conversation";
    private static final String MESSAGE = "message";

    /// The run is in another state by now: whatever was begun is taken back.
    static final class Over extends RuntimeException {

        private static final long serialVersionUID = 1;

        Over() {
            super(null, null, false, false);
        }
    }

    private final ImportStore store;
    private final PastConversations conversations;
    private final Customers customers;
    private final Members members;
    private final PastMail mail;

    Keeping(ImportStore store, PastConversations conversations, Customers customers, Members members, PastMail mail) {
        this.store = store;
        this.conversations = conversations;
        this.customers = customers;
        this.members = members;
        this.mail = mail;
    }

    /// Keeps it. What was kept before is left as it is; what is new in it is added.
    ///
    /// @throws Over             where the run was stopped meanwhile
    /// @throws DeskReader.Odd   where it cannot be kept
    @Transactional
    public void keep(ImportRun run, long item, Told told) {
        var source = source(run);
        var customer = told.customer();
        var address = customer == null ? Optional.<EmailAddress>empty() : EmailAddress.parse(customer.email());
        if (customer == null || address.isEmpty()) {
            throw new DeskReader.Odd("\"" + (customer == null ? "" : customer.email()) + "\" is no e-mail address.");
        }
        var known = find(source, told);
        boolean stranger = known.isEmpty() && customers.find(address.get()).isEmpty();
        var person = customers.meet(address.get(), customer.name(), told.locale(), told.createdAt());
        var conversation = known.orElseGet(() -> open(run, told, person.id()));
        store.learn(source, CONVERSATION, told.key(), conversation);
        told.related().forEach(key -> store.learn(source, CONVERSATION, key, conversation));
        long messages = 0;
        long before = 0;
        long files = 0;
        var oldest = told.createdAt();
        var newest = told.createdAt();
        for (var message : told.messages()) {
            oldest = message.at().isBefore(oldest) ? message.at() : oldest;
            newest = message.at().isAfter(newest) ? message.at() : newest;
            if (!exists(conversation)
                    || store.known(source, MESSAGE, message.key()).isPresent()) {
                before++;
                continue;
            }
            store.learn(source, MESSAGE, message.key(), add(run, conversation, person.id(), message));
            messages++;
            files += message.files().size();
        }
        if (messages > 0) {
            conversations.takesPart(conversation, address.get().value(), customer.name(), told.createdAt());
            conversations.settle(conversation);
        }
        var gain = new ImportStore.Gain(known.isEmpty() ? 1 : 0, messages, stranger ? 1 : 0, files, before);
        if (!store.dealt(run.id(), "running", item, gain, oldest, newest)) {
            throw new Over();
        }
    }

    /// What keeping it would add.
    @Transactional(readOnly = true)
    public ImportStore.Gain look(ImportRun run, Told told) {
        var source = source(run);
        var customer = told.customer();
        var address = customer == null ? Optional.<EmailAddress>empty() : EmailAddress.parse(customer.email());
        if (address.isEmpty()) {
            throw new DeskReader.Odd("\"" + (customer == null ? "" : customer.email()) + "\" is no e-mail address.");
        }
        long before = told.messages().stream()
                .filter(message -> store.known(source, MESSAGE, message.key()).isPresent())
                .count();
        long files = told.messages().stream()
                .mapToLong(message -> message.files().size())
                .sum();
        boolean stranger = customers.find(address.get()).isEmpty();
        return new ImportStore.Gain(
                find(source, told).isEmpty() ? 1 : 0, told.messages().size() - before, stranger ? 1 : 0, files, before);
    }

    private Optional<UUID> find(String source, Told told) {
        var known = store.known(source, CONVERSATION, told.key());
        if (known.isPresent()) {
            return known;
        }
        return told.related().stream()
                .map(key -> store.known(source, CONVERSATION, key))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private boolean exists(UUID conversation) {
        return conversations.exists(conversation);
    }

    private UUID open(ImportRun run, Told told, UUID customer) {
        return conversations.open(new PastConversation(
                told.subject(),
                run.format().equals("csv") || run.mailbox() == null ? Channel.API : Channel.EMAIL,
                run.mailbox(),
                customer,
                told.state(),
                told.priority(),
                member(told.assignee()).map(Member::id).orElse(null),
                told.locale(),
                told.tags(),
                told.createdAt(),
                told.solvedAt()));
    }

    private UUID add(ImportRun run, UUID conversation, UUID customer, Told.Message message) {
        var html = message.html();
        var safe = html == null ? null : SafeHtml.of(html, id -> Optional.of("cid:" + id));
        var text =
                new StringBuilder(message.text() != null ? message.text() : html == null ? "" : SafeHtml.words(html));
        if (!message.named().isEmpty()) {
            text.append("\n\n[").append(String.join(", ", message.named())).append("]");
        }
        var author = message.author();
        var agent = message.out() && author != null ? member(author.email()) : Optional.<Member>empty();
        var id = conversations.add(
                conversation,
                new PastConversation.Said(
                        message.out(),
                        message.note(),
                        message.out() ? null : customer,
                        agent.map(Member::id).orElse(null),
                        name(run, message, author, agent.map(Member::name).orElse(null)),
                        author == null ? null : author.email().toLowerCase(Locale.ROOT),
                        message.automatic(),
                        text.toString(),
                        safe == null || safe.refused() ? null : safe.html(),
                        message.messageId(),
                        message.at(),
                        message.files()));
        if (run.mailbox() != null && message.messageId() != null && !message.note()) {
            mail.remember(run.mailbox(), conversation, message.messageId(), !message.out(), message.at());
        }
        return id;
    }

    private static String name(
            ImportRun run, Told.Message message, Told.@Nullable Person author, @Nullable String agent) {
        if (agent != null) {
            return agent;
        }
        if (author != null) {
            return author.name() == null ? author.email() : author.name();
        }
        return message.authorName() == null ? run.name() : message.authorName();
    }

    private Optional<Member> member(@Nullable String email) {
        return email == null
                ? Optional.empty()
                : members.active().stream()
                        .filter(member -> member.email().equalsIgnoreCase(email))
                        .findFirst();
    }

    /// Files of one system and one mailbox speak of the same things by the same names.
    private static String source(ImportRun run) {
        return run.format() + (run.format().equals("mbox") ? ":" + run.mailbox() : "");
    }
}
