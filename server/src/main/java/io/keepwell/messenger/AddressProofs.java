package io.keepwell.messenger;

import static io.keepwell.shared.Texts.in;
import static java.time.ZoneOffset.UTC;

import io.keepwell.conversations.AppConversations;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.Conversations;
import io.keepwell.customers.ProvenPeople;
import io.keepwell.mail.Letter;
import io.keepwell.mail.Letters;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.shared.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Asks the owner of an address that a guest has named whether it was them. Until they say so by a press of a button in
/// the page the letter leads to, nothing is sent there but that one letter, and it repeats no word of the guest's (L6).
/// Opening the link alone changes nothing.
@Component
class AddressProofs {

    static final Duration LIFE = Duration.ofDays(7);

    private static final int PER_ADDRESS = 2;
    private static final Duration ADDRESS_WINDOW = Duration.ofHours(3);
    private static final int ALTOGETHER = 300;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    /// A guest whose address is to be proven.
    record Asked(UUID guest, UUID customer, String email, Instant at) {}

    private final JdbcClient jdbc;
    private final Letters letters;
    private final AppConversations app;
    private final Conversations conversations;
    private final ProvenPeople people;
    private final Answers answers;
    private final LiveUpdates live;
    private final KeepwellSettings settings;
    private final Clock clock;

    AddressProofs(
            JdbcClient jdbc,
            Letters letters,
            AppConversations app,
            Conversations conversations,
            ProvenPeople people,
            Answers answers,
            LiveUpdates live,
            KeepwellSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.letters = letters;
        this.app = app;
        this.conversations = conversations;
        this.people = people;
        this.answers = answers;
        this.live = live;
        this.settings = settings;
        this.clock = clock;
    }

    /// Writes the letter, unless too many have gone there, or anywhere, lately.
    ///
    /// @param mailbox mailbox it is sent from
    /// @param company who asks
    @Transactional
    void ask(Visitor.Guest guest, EmailAddress email, UUID conversation, UUID mailbox, String company, Locale locale) {
        if (exhausted(email)) {
            return;
        }
        var token = Secrets.random(32);
        jdbc.sql("update messenger_guest set email = :email, asked_at = :now, proof_hash = :hash where id = :guest")
                .param("email", email.value())
                .param("now", clock.instant().atOffset(UTC))
                .param("hash", Secrets.hash(token))
                .param("guest", guest.guest())
                .update();
        var about = conversations.get(conversation);
        var language = Texts.supported(locale);
        letters.send(new Letter(
                Ids.next(),
                "messenger-proof:" + guest.guest(),
                Letter.Kind.NOTICE,
                mailbox,
                about.id(),
                about.number(),
                email,
                null,
                company,
                in(language, "messenger.proof.letter.subject", "company", company),
                in(
                        language,
                        "messenger.proof.letter.text",
                        "company",
                        company,
                        "link",
                        settings.publicUrl() + "/messenger/confirm/" + token),
                List.of(),
                List.of(),
                language,
                clock.instant(),
                null));
    }

    private boolean exhausted(EmailAddress email) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('messenger-proofs', 35))")
                .query((row, n) -> 0)
                .list();
        var now = clock.instant();
        return jdbc.sql("""
            select count(*) filter (where email = :email and asked_at > :recently) as theirs,
                   count(*) filter (where asked_at > :lately) as all_of_them
              from messenger_guest
             where asked_at > :recently
            """)
                .param("email", email.value())
                .param("recently", now.minus(ADDRESS_WINDOW).atOffset(UTC))
                .param("lately", now.minus(WINDOW).atOffset(UTC))
                .query((row, n) -> row.getLong("theirs") >= PER_ADDRESS || row.getLong("all_of_them") >= ALTOGETHER)
                .single();
    }

    /// What a link of a letter is about; empty where it was used, or is too old.
    Optional<Asked> asked(String token) {
        return jdbc.sql("""
            select id, customer_id, email, asked_at
              from messenger_guest
             where proof_hash = :hash
               and proven_at is null
               and email is not null
               and asked_at > :since
            """)
                .param("hash", Secrets.hash(token))
                .param("since", clock.instant().minus(LIFE).atOffset(UTC))
                .query((row, n) -> new Asked(
                        row.getObject("id", UUID.class),
                        row.getObject("customer_id", UUID.class),
                        row.getString("email"),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /// The owner of the address says that it was them: what this browser began is theirs from now on, and goes on by
    /// mail.
    ///
    /// @return false where the link was used, or is too old
    @Transactional
    boolean prove(String token) {
        var found = asked(token);
        if (found.isEmpty() || !claim(found.get().guest())) {
            return false;
        }
        var asked = found.get();
        var email = new EmailAddress(asked.email());
        var unnamed = conversations(asked.guest()).stream()
                .findFirst()
                .map(Conversation::locale)
                .map(Visitors::unnamed)
                .orElseGet(() -> Visitors.unnamed(settings.locale()));
        var customer = people.addressProven(asked.customer(), email, unnamed);
        for (var conversation : conversations(asked.guest())) {
            app.takesPart(conversation.id(), email, customer.name());
            answers.tryAgain(conversation.id());
        }
        live.changed(Streams.TOPIC, customer.id());
        return true;
    }

    private boolean claim(UUID guest) {
        return jdbc.sql("""
            update messenger_guest set proven_at = :now, proof_hash = null
             where id = :guest
               and proven_at is null
            """)
                        .param("now", clock.instant().atOffset(UTC))
                        .param("guest", guest)
                        .update()
                == 1;
    }

    private List<Conversation> conversations(UUID guest) {
        return jdbc
                .sql("select conversation_id from messenger_guest_conversation where guest_id = :guest")
                .param("guest", guest)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list()
                .stream()
                .flatMap(id -> conversations.find(id).filter(found -> found.id().equals(id)).stream())
                .toList();
    }
}
