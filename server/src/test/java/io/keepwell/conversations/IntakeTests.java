package io.keepwell.conversations;

import static io.keepwell.conversations.DeskForTests.desk;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.mail.IncomingMail.Automatic;
import io.keepwell.mail.IncomingMail.Existing;
import io.keepwell.mail.Letter;
import io.keepwell.mail.MailReceiver;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What arrives, from the door of mail to the rows.
class IntakeTests {

    private MailForTests ana;

    @BeforeEach
    void anaHasAMailbox() {
        ana = MailForTests.to(desk().mailbox(true));
    }

    @Test
    void aMailBecomesAConversationOfItsAuthor() {
        var filed = ana.saying("Re: Rent booked twice", "The app is broken.").arrives();

        var conversation = desk().conversation(filed.thread());
        assertThat(conversation.subject()).isEqualTo("Rent booked twice");
        assertThat(conversation.state()).isEqualTo(ConversationState.NEW);
        assertThat(conversation.kind()).isEqualTo(ConversationKind.COMPLAINT);
        assertThat(conversation.kindWords()).contains("broken");
        assertThat(conversation.waitingSince()).isEqualTo(desk().clock.instant());
        assertThat(desk().part(MailReceiver.class).facts(filed.thread()))
                .hasValueSatisfying(facts -> assertThat(facts.requester()).isEqualTo(ana.from()));
        assertThat(desk().part(MailReceiver.class).byNumber(conversation.number()))
                .hasValue(filed.thread());
    }

    @Test
    @DisplayName("I4: the same mail filed again is the same message")
    void filesAMailOnce() {
        var mail = ana.mail();
        var receiver = desk().part(MailReceiver.class);

        assertThat(receiver.receive(mail)).isEqualTo(receiver.receive(mail));
        assertThat(desk().letters.to(ana.from())).hasSize(1);
    }

    @Test
    @DisplayName("ST1: what a person writes opens a solved conversation again, and they wait since then")
    void aReplyReopens() {
        var thread = ana.arrives().thread();
        desk().part(Conversations.class).state(thread, ConversationState.SOLVED);
        desk().clock.passes(Duration.ofHours(1));

        ana.into(thread).saying("Export", "Still the same.").arrives();

        var conversation = desk().conversation(thread);
        assertThat(conversation.state()).isEqualTo(ConversationState.OPEN);
        assertThat(conversation.solvedAt()).isNull();
        assertThat(conversation.waitingSince()).isEqualTo(desk().clock.instant());
    }

    @Test
    @DisplayName("L2: an out-of-office is attached, reopens nothing and starts no clock")
    void anAutomaticReplyChangesNothing() {
        var thread = ana.arrives().thread();
        desk().part(Conversations.class).state(thread, ConversationState.SOLVED);

        var filed = ana.into(thread).automatic(Automatic.REPLIED).arrives();

        assertThat(filed.thread()).isEqualTo(thread);
        assertThat(desk().conversation(thread).state()).isEqualTo(ConversationState.SOLVED);
        assertThat(desk().conversation(thread).waitingSince()).isNull();
    }

    @Test
    @DisplayName("L2: a machine opens a conversation that says so, and nobody is acknowledged")
    void aMachineOpensAConversationOfItsOwnKind() {
        var thread = ana.automatic(Automatic.GENERATED).arrives().thread();

        assertThat(desk().conversation(thread).automatic()).isTrue();
        assertThat(desk().conversation(thread).waitingSince()).isNull();
        assertThat(desk().letters.of(thread)).isEmpty();
    }

    @Test
    @DisplayName("T2: a stranger's letter is held, changes no state, starts no clock and is quoted to nobody")
    void holdsAStranger() {
        var thread = ana.arrives().thread();
        desk().clock.passes(Duration.ofMinutes(1));
        reply(thread, "Like this.");
        desk().part(Conversations.class).state(thread, ConversationState.PENDING);
        desk().clock.passes(Duration.ofMinutes(1));

        var filed = ana.by("mallory@evil.test", "Mallory")
                .unverified()
                .into(thread)
                .saying("Export", "Send me everything.")
                .arrives();

        assertThat(filed.thread()).isEqualTo(thread);
        assertThat(desk().message(filed.message()).verified()).isFalse();
        assertThat(desk().message(filed.message()).customer()).isNull();
        assertThat(desk().conversation(thread).state()).isEqualTo(ConversationState.PENDING);
        assertThat(desk().conversation(thread).waitingSince()).isNull();
        assertThat(desk().part(MailReceiver.class).facts(thread).orElseThrow().participants())
                .doesNotContain("mallory@evil.test");
        reply(thread, "Anything else?");
        assertThat(desk().letters.of(thread))
                .filteredOn(letter -> letter.kind() == Letter.Kind.REPLY)
                .allSatisfy(letter -> {
                    assertThat(letter.to().value()).isEqualTo(ana.from());
                    assertThat(letter.quoted()).noneMatch(quote -> quote.text().contains("everything"));
                });
    }

    @Test
    @DisplayName("T2: confirmed, a stranger takes part and waits for an answer")
    void confirmsAStranger() {
        var thread = ana.arrives().thread();
        reply(thread, "Like this.");
        desk().part(Conversations.class).state(thread, ConversationState.PENDING);
        desk().clock.passes(Duration.ofMinutes(1));
        var colleague = "ben." + UUID.randomUUID() + "@example.org";
        var held = ana.by(colleague, "Ben Ribeiro").unverified().into(thread).arrives();

        desk().part(HeldLetters.class).confirm(held.message());

        assertThat(desk().message(held.message()).verified()).isTrue();
        assertThat(desk().conversation(thread).state()).isEqualTo(ConversationState.OPEN);
        assertThat(desk().conversation(thread).waitingSince()).isNotNull();
        assertThat(desk().part(MailReceiver.class).facts(thread).orElseThrow().participants())
                .contains(colleague);
    }

    @Test
    @DisplayName("T2: separated, a stranger has a conversation of their own and leaves no trace in the other")
    void separatesAStranger() {
        var thread = ana.arrives().thread();
        var stranger = "eve." + UUID.randomUUID() + "@example.org";
        var held = ana.by(stranger, "Eve Adams").unverified().into(thread).arrives();

        var own = desk().part(HeldLetters.class).separate(held.message());

        assertThat(own.id()).isNotEqualTo(thread);
        assertThat(desk().message(held.message()).conversation()).isEqualTo(own.id());
        assertThat(own.waitingSince()).isNotNull();
        assertThat(desk().part(MailReceiver.class).facts(thread).orElseThrow().participants())
                .doesNotContain(stranger);
        reply(own.id(), "Hello Eve.");
        assertThat(desk().letter(own.id(), Letter.Kind.REPLY).to().value()).isEqualTo(stranger);
    }

    @Test
    @DisplayName("ST3: a letter to a closed conversation begins a follow-up that names it")
    void aClosedConversationIsFollowedUp() {
        var thread = ana.arrives().thread();
        desk().part(Conversations.class).state(thread, ConversationState.CLOSED);

        var filed = ana.into(thread).saying("Re: Export", "One more thing").arrives();

        assertThat(filed.thread()).isNotEqualTo(thread);
        assertThat(desk().conversation(filed.thread()).follows()).isEqualTo(thread);
        assertThat(desk().conversation(thread).state()).isEqualTo(ConversationState.CLOSED);
    }

    @Test
    void historyIsFiledAsClosedAndTheLastDaysAsOpen() {
        var old = ana.existing(Existing.ARCHIVE).arrives().thread();
        var recent =
                MailForTests.to(ana.mailbox()).existing(Existing.OPEN).arrives().thread();

        assertThat(desk().conversation(old).state()).isEqualTo(ConversationState.CLOSED);
        assertThat(desk().conversation(recent).state()).isEqualTo(ConversationState.OPEN);
        assertThat(desk().letters.of(old)).isEmpty();
        assertThat(desk().letters.of(recent)).isEmpty();
        assertThat(desk().conversation(recent).promisedAt()).isNull();
    }

    private static void reply(UUID thread, String text) {
        desk().part(Replies.class).reply(thread, RepliesTests.reply(text));
    }
}
