package io.keepwell.conversations;

import static io.keepwell.conversations.DeskForTests.desk;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.conversations.Acknowledgement.Reason;
import io.keepwell.mail.IncomingMail.Automatic;
import io.keepwell.mail.IncomingMail.Existing;
import io.keepwell.mail.Letter;
import io.keepwell.mail.Mailbox;
import io.keepwell.platform.OutboxState;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/// Who is told that their mail has reached us, and what they are told.
class AcknowledgementsTests {

    private Mailbox mailbox;
    private MailForTests ana;

    @BeforeEach
    void anaHasAMailbox() {
        desk().clock.stands("2026-11-23T09:00:00Z");
        mailbox = desk().mailbox(true);
        ana = MailForTests.to(mailbox);
    }

    @Test
    @DisplayName("L3: it goes once to the envelope sender, never to Reply-To")
    void goesToTheReturnPath() {
        var thread = ana.returningTo("bounces@example.org")
                .answersTo("victim@example.org")
                .arrives()
                .thread();

        var letter = desk().letter(thread, Letter.Kind.ACKNOWLEDGEMENT);
        assertThat(letter.to().value()).isEqualTo("bounces@example.org");
        assertThat(letter.causeKey()).isEqualTo("acknowledgement:" + thread);
        assertThat(desk().letters.to("victim@example.org")).isEmpty();
    }

    @Test
    @DisplayName("capability 3 and 7: it names the customer, what it is about, who answers and when, and a person")
    void namesWhatMatters() {
        var thread = ana.arrives().thread();

        assertThat(text(thread)).isEqualTo("""
                Dear Ana,

                Your message “Export” has reached us.

                Pennyfold support will answer you by today 14:00.

                If you would like to talk to a person or to add something, just reply to this mail: a person reads it.

                Kind regards
                Pennyfold support""");
        assertThat(desk().conversation(thread).promisedAt()).isEqualTo(Instant.parse("2026-11-23T13:00:00Z"));
    }

    @Test
    @DisplayName("capability 4: it apologises for what was a trouble, not for a plain question")
    void apologisesForComplaints() {
        var apology = "We are sorry for the trouble";
        var complaint = ana.saying("Rent", "The app is broken and I am angry.")
                .arrives()
                .thread();
        var question = MailForTests.to(mailbox).arrives().thread();

        assertThat(text(complaint)).contains(apology);
        assertThat(text(question)).doesNotContain(apology);
    }

    @Test
    @DisplayName("capability 4: an edited wording is in the next mail")
    void usesTheEditedWording() {
        desk().part(Wordings.class)
                .keep(mailbox.id(), Locale.ENGLISH, AcknowledgementPart.CLOSING, "Yours, {person or team}");

        assertThat(text(ana.arrives().thread())).endsWith("Yours, Pennyfold support");
        desk().part(Wordings.class).reset(mailbox.id(), Locale.ENGLISH, AcknowledgementPart.CLOSING);
        assertThat(text(MailForTests.to(mailbox).arrives().thread())).endsWith("Kind regards\nPennyfold support");
    }

    @Test
    void speaksTheLanguageOfTheCustomer() {
        var thread = ana.in(Locale.GERMAN)
                .saying("Kontoauszug", "Wo finde ich ihn?")
                .arrives()
                .thread();

        assertThat(text(thread))
                .startsWith("Guten Tag Ana,")
                .contains("„Kontoauszug“", "antwortet Ihnen bis heute 14:00 Uhr");
    }

    @Test
    void promisesATimeAtWhichSomebodyAttends() {
        desk().clock.stands("2026-11-27T15:30:00Z"); // Friday, 16:30 in Berlin: half an hour is left
        var thread = ana.arrives().thread();

        assertThat(desk().conversation(thread).promisedAt()).isEqualTo(Instant.parse("2026-11-30T11:30:00Z"));
        assertThat(text(thread)).contains("by Monday 12:30");
    }

    @Test
    void leftItIsAcknowledged() {
        var thread = ana.arrives().thread();
        assertThat(desk().conversation(thread).acknowledgedAt()).isNull();
        desk().clock.passes(Duration.ofSeconds(38));

        desk().letters.comes(desk().letter(thread, Letter.Kind.ACKNOWLEDGEMENT), OutboxState.SENT);

        assertThat(desk().conversation(thread).acknowledgedAt())
                .isEqualTo(desk().clock.instant());
        assertThat(desk().conversation(thread).firstResponseAt())
                .as("an acknowledgement is no answer")
                .isNull();
    }

    @Test
    void keepsCountOfThePromise() {
        var thread = ana.arrives().thread();
        var conversation = desk().conversation(thread);
        assertThat(conversation.answeredInTime(desk().clock.instant())).isNull();
        assertThat(conversation.answeredInTime(Instant.parse("2026-11-23T13:00:01Z")))
                .isFalse();
        desk().clock.passes(Duration.ofHours(1));

        desk().part(Replies.class).reply(thread, RepliesTests.reply("Like this."));

        assertThat(desk().conversation(thread).answeredInTime(Instant.parse("2026-11-25T13:00:00Z")))
                .isTrue();
    }

    @Test
    @DisplayName("L6: nothing that an unverified stranger wrote is repeated")
    void echoesNothingOfStrangers() {
        var thread = ana.unauthenticated()
                .by("victim." + UUID.randomUUID() + "@example.org", "Buy cheap pills at evil.test")
                .unauthenticated()
                .saying("Cheap pills", "Broken? Click evil.test")
                .arrives()
                .thread();

        var letter = desk().letter(thread, Letter.Kind.ACKNOWLEDGEMENT);
        assertThat(letter.subject() + letter.text())
                .doesNotContainIgnoringCase("pills")
                .doesNotContain("evil.test", "Buy");
        assertThat(letter.subject()).isEqualTo("We have received your message");
    }

    @Test
    void saysWhatWithheldIt() {
        assertThat(withheld(ana.automatic(Automatic.GENERATED))).isEqualTo(Reason.AUTOMATIC);
        assertThat(withheld(MailForTests.to(mailbox).notAddressed())).isEqualTo(Reason.NOT_ADDRESSED);
        assertThat(withheld(MailForTests.to(mailbox).returningTo(null))).isEqualTo(Reason.NO_RETURN_PATH);
        assertThat(withheld(MailForTests.to(mailbox).existing(Existing.OPEN))).isEqualTo(Reason.EXISTING);
        assertThat(withheld(MailForTests.to(mailbox).returningTo(mailbox.address())))
                .isEqualTo(Reason.OURSELVES);
        assertThat(withheld(MailForTests.to(desk().mailbox(false)))).isEqualTo(Reason.SWITCHED_OFF);
    }

    @Test
    @DisplayName("L5: two for the same subject and ten in all within three hours, to one address")
    void keepsTheBudgetsOfASender() {
        for (int i = 0; i < 3; i++) {
            ana.saying("Re: Rent", "Hello").arrives();
        }
        assertThat(desk().letters.to(ana.from())).hasSize(2);
        for (int i = 0; i < 12; i++) {
            ana.saying("Subject " + i, "Hello").arrives();
        }
        assertThat(desk().letters.to(ana.from())).hasSize(10);

        desk().clock.passes(Duration.ofHours(3).plusSeconds(1));
        ana.saying("Rent", "Hello").arrives();
        assertThat(desk().letters.to(ana.from())).hasSize(11);
    }

    @Test
    @DisplayName("L5: those nobody has proven share 300 in ten minutes; newcomers who are proven do not count")
    void keepsTheBudgetOfStrangers() {
        desk().clock.stands("2026-12-01T09:00:00Z");
        int before = AcknowledgementStore.STRANGERS;
        desk().jdbc.sql("""
                        insert into conversation (id, subject, channel, customer_id, state, created_at, last_message_at, changed_at)
                        select gen_random_uuid(), 'flood', 'email', (select id from customer limit 1), 'new', now(), now(), now()
                          from generate_series(1, :n)
                        """).param("n", before).update();
        desk().jdbc
                .sql("""
                        insert into acknowledgement (conversation_id, decided_at, recipient, subject, stranger)
                        select id, :now, id::text, 'flood', true from conversation where subject = 'flood'
                        """)
                .param("now", desk().clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .update();

        assertThat(withheld(ana.unauthenticated())).isEqualTo(Reason.STRANGERS_BUDGET);
        MailForTests.to(mailbox)
                .by(ana.from(), "Ana Ribeiro")
                .saying("Known", "?")
                .arrives();
        assertThat(desk().letters.to(ana.from())).hasSize(1);
        var newcomer = MailForTests.to(mailbox);
        newcomer.saying("New", "?").arrives();
        assertThat(desk().letters.to(newcomer.from())).hasSize(1);
        assertThat(withheld(MailForTests.to(mailbox).returningTo("victim@example.org")))
                .isEqualTo(Reason.STRANGERS_BUDGET);
        desk().jdbc.sql("delete from conversation where subject = 'flood'").update();
    }

    @Test
    @DisplayName("I4: asked for by many at once, it is written once")
    void onceHoweverManyAskAtOnce() throws Exception {
        var quiet = desk().mailbox(false);
        var thread = MailForTests.to(quiet).arrives().thread();
        desk().jdbc
                .sql("delete from acknowledgement where conversation_id = :id")
                .param("id", thread)
                .update();
        desk().mailboxes.acknowledge(quiet.id(), true);
        var conversation = desk().conversation(thread);
        var contact = FirstContact.of(MailForTests.to(quiet).mail(), true);
        Callable<Boolean> ask = () -> desk().part(TransactionTemplate.class)
                .execute(status -> desk().part(Acknowledgements.class)
                        .decide(conversation, contact)
                        .isPresent());

        try (var threads = Executors.newFixedThreadPool(6)) {
            var answers = threads.invokeAll(Stream.generate(() -> ask).limit(6).toList());
            int yes = 0;
            for (var answer : answers) {
                yes += answer.get() ? 1 : 0;
            }
            assertThat(yes).isEqualTo(1);
        }
        assertThat(desk().letters.of(thread)).hasSize(1);
    }

    private static Reason withheld(MailForTests mail) {
        var thread = mail.arrives().thread();
        assertThat(desk().letters.of(thread)).isEmpty();
        return desk().part(AcknowledgementStore.class).withheld(thread).orElseThrow();
    }

    private static String text(UUID thread) {
        return desk().letter(thread, Letter.Kind.ACKNOWLEDGEMENT).text();
    }
}
