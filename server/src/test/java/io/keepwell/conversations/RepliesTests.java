package io.keepwell.conversations;

import static io.keepwell.conversations.DeskForTests.desk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.conversations.ReplyOutcome.Overtaken;
import io.keepwell.conversations.ReplyOutcome.Written;
import io.keepwell.mail.Letter;
import io.keepwell.platform.OutboxState;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What the team writes, from the use case to the letter.
class RepliesTests {

    private MailForTests ana;
    private UUID thread;
    private UUID first;

    @BeforeEach
    void anaWrites() {
        ana = MailForTests.to(desk().mailbox(false));
        var filed = ana.arrives();
        thread = filed.thread();
        first = filed.message();
        desk().clock.passes(Duration.ofMinutes(5));
    }

    static Reply reply(String text) {
        return new Reply(text, List.of(), null, null, Duration.ofSeconds(10));
    }

    @Test
    void aReplyLeavesInTheNameOfItsAuthorAndMayBeTakenBackForTenSeconds() {
        write(reply("Under Settings, Export."));

        var letter = desk().letter(thread, Letter.Kind.REPLY);
        assertThat(letter.fromName()).isEqualTo("Mara Lindqvist (Pennyfold support)");
        assertThat(letter.to().value()).isEqualTo(ana.from());
        assertThat(letter.due()).isEqualTo(desk().clock.instant().plusSeconds(10));
        assertThat(letter.quoted()).extracting(Letter.Quote::text).containsExactly("How do I export my data?");
        var conversation = desk().conversation(thread);
        assertThat(conversation.state()).isEqualTo(ConversationState.OPEN);
        assertThat(conversation.firstResponseAt()).isEqualTo(desk().clock.instant());
        assertThat(conversation.waitingSince()).isNull();
    }

    @Test
    void whoeverAnswersFirstHasIt() {
        assertThat(desk().conversation(thread).assignee()).isNull();

        write(reply("Under Settings, Export."));

        assertThat(desk().conversation(thread).assignee()).isEqualTo(TeamForTests.MARA.id());
    }

    @Test
    @DisplayName("T6: an answer goes where the customer wants answers")
    void answersGoToReplyTo() {
        ana.into(thread).answersTo("office@example.org").arrives();
        desk().clock.passes(Duration.ofMinutes(1));

        write(reply("Here."));

        assertThat(desk().letter(thread, Letter.Kind.REPLY).to().value()).isEqualTo("office@example.org");
    }

    @Test
    @DisplayName("T16: a note is quoted to nobody and is no answer")
    void notesStayInside() {
        desk().part(Replies.class).note(thread, "She is important.", List.of());
        assertThat(desk().conversation(thread).firstResponseAt()).isNull();

        write(reply("Under Settings."));

        assertThat(desk().letter(thread, Letter.Kind.REPLY).quoted())
                .noneMatch(quote -> quote.text().contains("important"));
    }

    @Test
    void takenBackAReplyIsADraftAndNoAnswer() {
        var written =
                write(new Reply("Under Settings.", List.of(), ConversationState.PENDING, null, Duration.ofSeconds(10)));
        desk().clock.passes(Duration.ofSeconds(3));

        desk().part(Deliveries.class).takeBack(written.message());

        assertThat(draft()).hasValue("Under Settings.");
        assertThat(desk().message(written.message()).deliveryState()).isEqualTo("cancelled");
        var conversation = desk().conversation(thread);
        assertThat(conversation.state()).isEqualTo(ConversationState.OPEN);
        assertThat(conversation.firstResponseAt()).isNull();
        assertThat(conversation.waitingSince()).isNotNull();
        assertThatThrownBy(() -> desk().part(Deliveries.class).takeBack(written.message()))
                .isInstanceOf(TooLate.class);
    }

    @Test
    void aReplyThatFailsIsNoAnswerAndOpensAgain() {
        write(new Reply("Under Settings.", List.of(), ConversationState.SOLVED, null, Duration.ZERO));

        desk().letters.comes(desk().letter(thread, Letter.Kind.REPLY), OutboxState.FAILED);

        var conversation = desk().conversation(thread);
        assertThat(conversation.state()).isEqualTo(ConversationState.OPEN);
        assertThat(conversation.firstResponseAt()).isNull();
        assertThat(conversation.waitingSince()).isNotNull();
    }

    @Test
    @DisplayName("ST6: a reply that somebody else has overtaken is stopped, and its text kept")
    void stopsAReplyThatWasOvertaken() {
        jonasReplies("I have it.");
        desk().clock.passes(Duration.ofSeconds(1));

        var outcome =
                desk().part(Replies.class).reply(thread, new Reply("Me too.", List.of(), null, first, Duration.ZERO));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Overtaken.class,
                        overtaken -> assertThat(overtaken.author()).isEqualTo("Jonas Brandt"));
        assertThat(draft()).hasValue("Me too.");
        assertThat(desk().letters.of(thread)).isEmpty();
    }

    @Test
    @DisplayName("ST6: one's own earlier reply stops nobody")
    void ownRepliesDoNotOvertake() {
        write(reply("First."));
        desk().clock.passes(Duration.ofSeconds(1));

        assertThat(desk().part(Replies.class)
                        .reply(thread, new Reply("Second.", List.of(), null, first, Duration.ZERO)))
                .isInstanceOf(Written.class);
    }

    @Test
    @DisplayName("ST3: a reply to a closed conversation begins a follow-up")
    void aClosedConversationIsFollowedUp() {
        desk().part(Conversations.class).state(thread, ConversationState.CLOSED);

        var written = write(reply("By the way."));

        assertThat(written.conversation()).isNotEqualTo(thread);
        assertThat(desk().conversation(written.conversation()).follows()).isEqualTo(thread);
        assertThat(desk().letter(written.conversation(), Letter.Kind.REPLY).to().value())
                .isEqualTo(ana.from());
        assertThatThrownBy(() -> desk().part(Replies.class).note(thread, "No.", List.of()))
                .isInstanceOf(ConversationClosed.class);
    }

    private Written write(Reply reply) {
        return (Written) desk().part(Replies.class).reply(thread, reply);
    }

    private java.util.Optional<String> draft() {
        return desk().part(Drafts.class).find(thread, TeamForTests.MARA.id(), "message");
    }

    private void jonasReplies(String text) {
        desk().part(MessageStore.class)
                .insert(Messages.reply(
                        UUID.randomUUID(),
                        thread,
                        TeamForTests.JONAS,
                        text,
                        desk().clock.instant(),
                        null));
    }
}
