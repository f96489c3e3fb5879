package io.keepwell.conversations;

import static io.keepwell.conversations.DeskForTests.desk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.mail.IncomingMail;
import io.keepwell.mail.Letter;
import io.keepwell.shared.InvalidRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Replies that leave at a time somebody chose.
class LaterRepliesTests {

    private static final IncomingMail.Attachment PRICES =
            new IncomingMail.Attachment("prices.pdf", "application/pdf", 12, "a".repeat(64), null, false);

    private MailForTests ana;
    private UUID thread;

    @BeforeEach
    void anaWrites() {
        ana = MailForTests.to(desk().mailbox(false));
        thread = ana.arrives().thread();
        desk().clock.passes(Duration.ofMinutes(5));
    }

    @Test
    void leavesAtItsTimeInTheNameOfItsAuthorAndOnce() {
        var later = tomorrow("The prices are attached.", ConversationState.PENDING);
        desk().part(LaterReplies.class).ring(later.id());
        assertThat(desk().letters.of(thread)).isEmpty();

        desk().clock.passes(Duration.ofDays(1));
        desk().part(LaterReplies.class).ring(later.id());
        desk().part(LaterReplies.class).ring(later.id());

        var letter = desk().letter(thread, Letter.Kind.REPLY);
        assertThat(letter.text()).isEqualTo("The prices are attached.");
        assertThat(letter.fromName()).startsWith("Mara Lindqvist");
        assertThat(letter.attachments())
                .extracting(IncomingMail.Attachment::name)
                .containsExactly("prices.pdf");
        assertThat(desk().conversation(thread).state()).isEqualTo(ConversationState.PENDING);
        assertThat(now(later).state()).isEqualTo("sent");
    }

    @Test
    void whatTheCustomerWritesMeanwhileStopsItAtOnce() {
        var later = tomorrow("The prices.", null);
        desk().clock.passes(Duration.ofHours(1));

        ana.into(thread).arrives();

        assertThat(now(later).state()).isEqualTo("stopped");
        assertThat(now(later).stoppedWhy()).isEqualTo("customer");
        desk().clock.passes(Duration.ofDays(1));
        desk().part(LaterReplies.class).ring(later.id());
        assertThat(desk().letters.of(thread)).isEmpty();

        desk().part(LaterReplies.class).send(later.id(), Duration.ZERO);
        assertThat(desk().letter(thread, Letter.Kind.REPLY).text()).isEqualTo("The prices.");
    }

    @Test
    void anAnswerOfAColleagueStopsItAndOnesOwnDoesNot() {
        var later = tomorrow("The prices.", null);
        desk().clock.passes(Duration.ofHours(1));
        desk().part(Replies.class).reply(thread, RepliesTests.reply("First of all: welcome."));
        assertThat(now(later).state()).isEqualTo("waiting");

        desk().part(MessageStore.class)
                .insert(Messages.reply(
                        UUID.randomUUID(),
                        thread,
                        TeamForTests.JONAS,
                        "Here.",
                        desk().clock.instant(),
                        null));

        assertThat(now(later).stoppedWhy()).isEqualTo("colleague");
        assertThat(now(later).stopper()).isEqualTo("Jonas Brandt");
    }

    @Test
    void takenBackItsWordsAndFilesAreADraft() {
        var later = tomorrow("The prices.", null);

        desk().part(LaterReplies.class).takeBack(later.id());

        assertThat(desk().part(Drafts.class).find(thread, TeamForTests.MARA.id(), "message"))
                .hasValue("The prices.");
        assertThat(desk().part(KeptFiles.class).ofDraft(thread, TeamForTests.MARA.id()))
                .extracting(KeptFiles.Kept::name)
                .containsExactly("prices.pdf");
        desk().clock.passes(Duration.ofDays(2));
        desk().part(LaterReplies.class).ring(later.id());
        assertThat(desk().letters.of(thread)).isEmpty();
        assertThatThrownBy(() -> desk().part(LaterReplies.class).send(later.id(), Duration.ZERO))
                .isInstanceOf(TooLate.class);
    }

    @Test
    void movedItLeavesAtTheNewTimeAlone() {
        var later = tomorrow("The prices.", null);
        var due = desk().clock.instant().plus(Duration.ofDays(3));

        desk().part(LaterReplies.class).move(later.id(), due);

        desk().clock.passes(Duration.ofDays(1));
        desk().part(LaterReplies.class).ring(later.id());
        assertThat(desk().letters.of(thread)).isEmpty();
        desk().clock.passes(Duration.ofDays(2));
        desk().part(LaterReplies.class).ring(later.id());
        assertThat(desk().letters.of(thread)).hasSize(1);
    }

    @Test
    void aConversationThatWasClosedMeanwhileIsNotWrittenTo() {
        var later = tomorrow("The prices.", null);
        desk().part(Conversations.class).state(thread, ConversationState.CLOSED);

        desk().clock.passes(Duration.ofDays(1));
        desk().part(LaterReplies.class).ring(later.id());

        assertThat(now(later).stoppedWhy()).isEqualTo("closed");
        assertThat(desk().letters.of(thread)).isEmpty();
    }

    @Test
    void whatCannotBeSolvedThenIsStoppedAndKeepsItsWords() {
        var later = tomorrow("Sorry.", ConversationState.SOLVED);
        desk().part(Conversations.class).kind(thread, ConversationKind.COMPLAINT);

        desk().clock.passes(Duration.ofDays(1));
        desk().part(LaterReplies.class).ring(later.id());

        assertThat(now(later).stoppedWhy()).isEqualTo("refused");
        assertThat(desk().part(MessageStore.class).all(thread)).hasSize(1);
    }

    @Test
    void aTimeThatIsOverIsRefused() {
        assertThatThrownBy(() -> put("Late.", desk().clock.instant().minusSeconds(1), null))
                .isInstanceOf(InvalidRequest.class);
    }

    @Test
    void aReplyTakenBackGivesItsFilesBackToo() {
        var written = (ReplyOutcome.Written) desk().part(Replies.class)
                .reply(
                        thread,
                        new Reply("The prices are attached.", List.of(PRICES), null, null, Duration.ofSeconds(10)));

        desk().part(Deliveries.class).takeBack(written.message());

        assertThat(desk().part(KeptFiles.class).ofDraft(thread, TeamForTests.MARA.id()))
                .extracting(KeptFiles.Kept::name)
                .containsExactly("prices.pdf");
    }

    private LaterReply tomorrow(String text, @Nullable ConversationState then) {
        return put(text, desk().clock.instant().plus(Duration.ofDays(1)), then);
    }

    private LaterReply put(String text, Instant due, @Nullable ConversationState then) {
        return desk().part(LaterReplies.class)
                .put(thread, new Reply(text, List.of(PRICES), then, null, Duration.ZERO), due);
    }

    private LaterReply now(LaterReply later) {
        return desk().part(LaterReplies.class).get(later.id());
    }
}
