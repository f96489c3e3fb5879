package io.keepwell.conversations;

import static io.keepwell.conversations.DeskForTests.desk;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.mail.Mailbox;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A bare thanks after solved, in a mailbox that leaves it solved and in one that does not.
class ThanksStayTests {

    private final Mailbox mailbox = desk().mailbox(false);
    private final MailForTests ana = MailForTests.to(mailbox);

    private UUID thread;

    @BeforeEach
    void isSolved() {
        thread = ana.arrives().thread();
        desk().clock.passes(Duration.ofMinutes(5));
        desk().part(Conversations.class).state(thread, ConversationState.SOLVED);
        desk().clock.passes(Duration.ofMinutes(5));
    }

    @Test
    @DisplayName("ST1: thanks opens it again, as long as nobody has said otherwise")
    void offByDefault() {
        says("Thank you so much!");

        assertThat(state()).isEqualTo(ConversationState.OPEN);
    }

    @Test
    void staysSolvedWhereTheMailboxSaysSoAndTheThreadTellsIt() {
        desk().part(ThanksStay.class).set(mailbox, true);

        says("Thank you so much!");

        assertThat(state()).isEqualTo(ConversationState.SOLVED);
        assertThat(desk().conversation(thread).waitingSince()).isNull();
        assertThat(desk().jdbc
                        .sql("select count(*) from conversation_event where conversation_id = :id and kind = 'thanks'")
                        .param("id", thread)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("ST1: one word beyond thanks opens it again in either case")
    void aWordMore() {
        desk().part(ThanksStay.class).set(mailbox, true);

        says("Thank you so much! It still leaks though.");

        assertThat(state()).isEqualTo(ConversationState.OPEN);
    }

    private void says(String text) {
        ana.into(thread).saying("Re: Export", text).arrives();
    }

    private ConversationState state() {
        return desk().conversation(thread).state();
    }
}
