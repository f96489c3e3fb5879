package io.keepwell.portal;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.AppConversations;
import io.keepwell.conversations.Channel;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.CustomerWishes;
import io.keepwell.conversations.Opening;
import io.keepwell.customers.Consents;
import io.keepwell.customers.Consents.By;
import io.keepwell.customers.Consents.Topic;
import io.keepwell.customers.Customers;
import io.keepwell.mail.IncomingMail;
import io.keepwell.mail.Mailbox;
import io.keepwell.mail.Mailboxes;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.tasks.Tasks;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What customers do on their pages, each within one transaction. Whoever acts was there, so that what
/// stood before them is not new next time.
@Service
class PortalActs {

    static final int LONGEST_TEXT = 20_000;

    private static final int LONGEST_SUBJECT = 120;
    private static final int LONGEST_PHONE = 60;

    private final AppConversations app;
    private final CustomerWishes wishes;
    private final Consents consents;
    private final Customers customers;
    private final Tasks tasks;
    private final Mailboxes mailboxes;
    private final PortalStore store;
    private final JdbcClient jdbc;
    private final MeterRegistry metrics;
    private final Clock clock;

    PortalActs(
            AppConversations app,
            CustomerWishes wishes,
            Consents consents,
            Customers customers,
            Tasks tasks,
            Mailboxes mailboxes,
            PortalStore store,
            JdbcClient jdbc,
            MeterRegistry metrics,
            Clock clock) {
        this.app = app;
        this.wishes = wishes;
        this.consents = consents;
        this.customers = customers;
        this.tasks = tasks;
        this.mailboxes = mailboxes;
        this.store = store;
        this.jdbc = jdbc;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// Something that is said.
    ///
    /// @param id     id it is to have: a form that is sent twice says it once
    /// @param person whether they ask for a person
    record Saying(
            UUID id, String subject, String text, String phone, boolean person, List<IncomingMail.Attachment> files) {}

    /// Says more in a conversation of theirs.
    ///
    /// @return the conversation it has become part of
    @Transactional
    UUID say(UUID customer, UUID conversation, Saying saying, Instant drawn) {
        var words = words(saying);
        if (said(saying.id())) {
            return conversation;
        }
        var into = app.say(conversation, customer, new AppConversations.Said(saying.id(), words, saying.files()));
        after(customer, into, saying, PortalDeed.WROTE, drawn);
        return into.id();
    }

    /// Begins a conversation.
    @Transactional
    @Nullable
    UUID begin(UUID customer, Saying saying, Locale locale, Instant drawn) {
        var words = words(saying);
        if (said(saying.id())) {
            return null;
        }
        var person = customers.get(customer);
        var subject = saying.subject().isBlank()
                ? t(saying.person() ? "portal.person.subject" : "portal.write.subject")
                : cut(saying.subject(), LONGEST_SUBJECT);
        var mailbox = mailboxes.all().stream().findFirst().map(Mailbox::id).orElse(null);
        var begun = app.begin(
                Ids.next(),
                new Opening(customer, Channel.EMAIL, mailbox, subject, words, locale),
                new AppConversations.Said(saying.id(), words, saying.files()),
                person.name());
        after(customer, begun, saying, PortalDeed.BEGAN, drawn);
        return begun.id();
    }

    private void after(UUID customer, Conversation into, Saying saying, PortalDeed deed, Instant drawn) {
        if (saying.person()) {
            wishes.person(into.id());
            did(customer, PortalDeed.ASKED_FOR_A_PERSON);
        }
        did(customer, deed);
        visited(customer, drawn);
    }

    private static String words(Saying saying) {
        var text = saying.text().strip();
        var phone = cut(saying.phone(), LONGEST_PHONE);
        if (text.isEmpty() && saying.files().isEmpty() && !saying.person()) {
            throw InvalidRequest.field("text", t("portal.wrong.empty"));
        }
        if (text.length() > LONGEST_TEXT) {
            throw InvalidRequest.field("text", t("portal.wrong.long", "most", LONGEST_TEXT));
        }
        var asks = saying.person() && text.isEmpty() ? t("portal.person.words") : text;
        return phone.isEmpty() ? asks : asks + "\n\n" + t("portal.person.phone.words", "phone", phone);
    }

    private static String cut(String text, int most) {
        var clean = text.strip().replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= most ? clean : clean.substring(0, most);
    }

    private boolean said(UUID message) {
        return jdbc.sql("select exists (select 1 from message where id = :id)")
                .param("id", message)
                .query(Boolean.class)
                .single();
    }

    /// It is no longer needed; what was promised about it is not owed any more.
    @Transactional
    void notNeeded(UUID customer, UUID conversation, Instant drawn) {
        visited(customer, drawn);
        if (wishes.notNeeded(conversation, customer)) {
            tasks.owed(conversation).forEach(task -> tasks.withdraw(task.id(), t("portal.not-needed.reason")));
            did(customer, PortalDeed.NOT_NEEDED);
        }
    }

    /// What they want to hear, and in which language.
    ///
    /// @param topics   words of what they want to hear; the others they do not
    /// @param language language, or null where it stays
    @Transactional
    void choose(UUID customer, Set<String> topics, @Nullable Locale language, Instant drawn) {
        visited(customer, drawn);
        boolean changed = false;
        for (var topic : Topic.values()) {
            changed |= consents.choose(customer, topic, topics.contains(topic.word()), By.CUSTOMER)
                    .isPresent();
        }
        if (language != null) {
            changed |= customers.speaks(customer, language);
        }
        if (changed) {
            did(customer, PortalDeed.CHOSE);
        }
    }

    /// A person is here.
    @Transactional
    void visited(UUID customer, Instant drawn) {
        var at = within(drawn);
        var last = store.visited(customer);
        store.visited(customer, at);
        if (last.isEmpty() || last.get().isBefore(at.minusSeconds(1800))) {
            did(customer, PortalDeed.VISITED);
        }
    }

    /// They have seen everything that stood on the page that was drawn then.
    @Transactional
    void seen(UUID customer, Instant drawn) {
        visited(customer, drawn);
        store.seen(customer, within(drawn));
    }

    /// A page says itself when it was drawn: not in the time to come.
    private Instant within(Instant drawn) {
        var now = clock.instant();
        return drawn.isAfter(now) ? now : drawn;
    }

    private void did(UUID customer, PortalDeed deed) {
        store.did(customer, deed);
        if (deed.selfServed()) {
            metrics.counter("keepwell.portal.self.served", "deed", deed.word()).increment();
        }
    }
}
