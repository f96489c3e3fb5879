package io.keepwell.portal;

import static io.keepwell.shared.Texts.in;
import static java.time.ZoneOffset.UTC;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.keepwell.conversations.AppConversations;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.Conversations;
import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.mail.Letter;
import io.keepwell.mail.Letters;
import io.keepwell.mail.Mailbox;
import io.keepwell.mail.Mailboxes;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.shared.Texts;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Whoever asks for a link to their page gets a letter, where their address is one we know; whoever asks sees the same
/// answer either way, after the same time.
@Component
class PortalRequests {

    private static final String TASK = "portal-request";

    private final JdbcClient jdbc;
    private final Customers customers;
    private final PortalLinks links;
    private final PortalCompany company;
    private final AppConversations app;
    private final Conversations conversations;
    private final Mailboxes mailboxes;
    private final Letters letters;
    private final ObjectProvider<Scheduler> scheduler;
    private final Clock clock;

    PortalRequests(
            JdbcClient jdbc,
            Customers customers,
            PortalLinks links,
            PortalCompany company,
            AppConversations app,
            Conversations conversations,
            Mailboxes mailboxes,
            Letters letters,
            ObjectProvider<Scheduler> scheduler,
            Clock clock) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.links = links;
        this.company = company;
        this.app = app;
        this.conversations = conversations;
        this.mailboxes = mailboxes;
        this.letters = letters;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    private record Asked(EmailAddress email, Locale locale) {}

    @Bean
    static OneTimeTask<Void> portalRequestTask(ObjectProvider<PortalRequests> requests) {
        return Tasks.oneTime(TASK)
                .execute((instance, context) -> requests.getObject().answer(UUID.fromString(instance.getId())));
    }

    /// Takes it down; nothing is looked up yet.
    @Transactional
    void ask(EmailAddress email, Locale locale) {
        var id = Ids.next();
        jdbc.sql("insert into portal_request (id, email, locale, at) values (:id, :email, :locale, :now)")
                .param("id", id)
                .param("email", email.value())
                .param("locale", locale.toLanguageTag())
                .param("now", clock.instant().atOffset(UTC))
                .update();
        scheduler.getObject().schedule(new TaskInstance<>(TASK, id.toString()), clock.instant());
    }

    /// Writes the letter where there is somebody to write to. The request is gone either way.
    @Transactional
    void answer(UUID id) {
        jdbc.sql("delete from portal_request where id = :id returning email, locale")
                .param("id", id)
                .query((row, n) -> new Asked(
                        new EmailAddress(row.getString("email")), Locale.forLanguageTag(row.getString("locale"))))
                .list()
                .forEach(asked -> customers.find(asked.email()).ifPresent(known -> write(id, asked, known)));
    }

    private void write(UUID id, Asked asked, Customer customer) {
        var latest = app.ofCustomer(customer.id(), 1).stream().findFirst().map(it -> conversations.get(it.id()));
        var mailbox =
                latest.flatMap(this::mailbox).or(() -> mailboxes.all().stream().findFirst());
        var link = links.link(customer.id(), LinkPurpose.REQUEST);
        if (mailbox.isEmpty() || link.isEmpty()) {
            return;
        }
        var locale = Texts.supported(customer.locale() == null ? asked.locale() : customer.locale());
        var called = company.name();
        letters.send(new Letter(
                Ids.next(),
                "portal-request:" + id,
                Letter.Kind.NOTICE,
                mailbox.get().id(),
                latest.map(Conversation::id).orElseGet(Ids::next),
                latest.map(Conversation::number).orElse(0L),
                asked.email(),
                customer.name(),
                called,
                in(locale, "portal.letter.subject", "company", called),
                in(
                        locale,
                        "portal.letter.text",
                        "company",
                        called,
                        "link",
                        link.get().url(),
                        "days",
                        LinkPurpose.REQUEST.life().toDays()),
                List.of(),
                List.of(),
                locale,
                clock.instant(),
                null));
    }

    private Optional<Mailbox> mailbox(Conversation conversation) {
        return Optional.ofNullable(conversation.mailbox()).flatMap(mailboxes::find);
    }
}
