package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.mail.Mailboxes;
import io.keepwell.shared.Moments;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Puts the pages of the inbox together.
@Component
class InboxPages {

    private static final int EARLIER = 5;

    private final InboxLists lists;
    private final InboxQueries queries;
    private final ConversationPanels panels;
    private final Writings writings;
    private final ThreadLetters letters;
    private final JustSent sent;
    private final InboxPreferences preferences;
    private final Customers customers;
    private final Mailboxes mailboxes;
    private final Members members;
    private final Clock clock;

    InboxPages(
            InboxLists lists,
            InboxQueries queries,
            ConversationPanels panels,
            Writings writings,
            ThreadLetters letters,
            JustSent sent,
            InboxPreferences preferences,
            Customers customers,
            Mailboxes mailboxes,
            Members members,
            Clock clock) {
        this.lists = lists;
        this.queries = queries;
        this.panels = panels;
        this.writings = writings;
        this.letters = letters;
        this.sent = sent;
        this.preferences = preferences;
        this.customers = customers;
        this.mailboxes = mailboxes;
        this.members = members;
        this.clock = clock;
    }

    // A page asks some forty small questions: on one connection they cost less.

    /// The list with nothing open.
    @Transactional(readOnly = true)
    InboxPage list(InboxFilter filter) {
        return page(filter, t("conversations.inbox"), "list", lists.of(filter, 0), null, null);
    }

    /// The list with a conversation open.
    ///
    /// @param step `thread` or `person`
    /// @throws ConversationNotFound where there is none of that number
    @Transactional(readOnly = true)
    InboxPage conversation(InboxFilter filter, long number, String step) {
        return conversation(filter, lists.of(filter, number), number, step);
    }

    /// A conversation for a page that has the list and keeps it.
    ///
    /// @throws ConversationNotFound where there is none of that number
    @Transactional(readOnly = true)
    InboxPage besideTheList(InboxFilter filter, long number, String step) {
        return conversation(filter, null, number, step);
    }

    private InboxPage conversation(InboxFilter filter, @Nullable InboxListing listing, long number, String step) {
        var thread = queries.thread(number).orElseThrow(() -> new ConversationNotFound("#" + number));
        var customer = customers.get(thread.customerId());
        return page(
                filter,
                thread.subject().isBlank() ? t("conversations.subject.none") : thread.subject(),
                step,
                listing,
                view(thread, customer),
                person(customer, thread.id()));
    }

    private InboxPage page(
            InboxFilter filter,
            String title,
            String step,
            @Nullable InboxListing listing,
            @Nullable ThreadView thread,
            @Nullable PersonView person) {
        var me = members.require().id();
        return new InboxPage(
                title,
                filter,
                listing,
                step,
                thread,
                person,
                listing == null || !listing.rows().isEmpty() || !mailboxes.all().isEmpty(),
                sent.of(thread == null ? null : thread.id()),
                SnoozeTimes.of(clock.instant(), preferences.zone(me)),
                preferences.after(me));
    }

    private ThreadView view(InboxQueries.Thread thread, Customer customer) {
        var me = members.require();
        var drafts = queries.drafts(thread.id(), me.id());
        return new ThreadView(
                thread.id(),
                thread.number(),
                thread.subject().isBlank() ? t("conversations.subject.none") : thread.subject(),
                customer.label(),
                thread.replyTo(),
                thread.state(),
                thread.cause(),
                thread.kind() == null ? ThreadView.NO_KIND : thread.kind(),
                thread.kindWords(),
                colleague(thread.assigneeId(), thread.assigneeName(), me.id()),
                members.active().stream()
                        .filter(member -> member.role() != Role.VIEWER)
                        .map(member -> new Colleague(
                                member.id(), member.name(), member.id().equals(me.id())))
                        .toList(),
                queries.tags(thread.id()),
                PromiseView.of(thread.dueAt(), thread.dueSource(), clock.instant()),
                letters.of(thread, customer.label()),
                drafts.getOrDefault("message", ""),
                drafts.getOrDefault("note", ""),
                me.role() != Role.VIEWER,
                writings.of(thread.id(), me.id()),
                panels.of(thread.id()));
    }

    private PersonView person(Customer customer, UUID conversation) {
        var language = customer.locale();
        var account = customer.accountName();
        return new PersonView(
                customer.id(),
                customer.label(),
                t("conversations.person.since", "month", Moments.month(customer.firstSeenAt())),
                customer.email(),
                language == null ? null : language.getDisplayLanguage(LocaleContextHolder.getLocale()),
                customer.externalId(),
                account.equals(customer.name()) || account.equals(customer.email()) ? null : account,
                queries.earlier(customer.id(), conversation, EARLIER),
                queries.conversationsOf(customer.id()));
    }

    private static @Nullable Colleague colleague(@Nullable UUID id, @Nullable String name, UUID me) {
        return id == null || name == null ? null : new Colleague(id, name, id.equals(me));
    }
}
