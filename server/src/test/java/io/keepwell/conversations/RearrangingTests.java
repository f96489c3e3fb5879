package io.keepwell.conversations;

import static io.keepwell.conversations.DeskForTests.desk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.mail.MailReceiver;
import io.keepwell.mail.Mailbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Joining two conversations of Ana, parting them, and taking it back.
class RearrangingTests {

    private final Rearranging rearranging = desk().part(Rearranging.class);
    private final Conversations conversations = desk().part(Conversations.class);
    private final MessageStore messages = desk().part(MessageStore.class);
    private Mailbox mailbox;
    private MailForTests ana;
    private UUID first;
    private UUID second;

    @BeforeEach
    void anaWritesTwice() {
        mailbox = desk().mailbox(true);
        ana = MailForTests.to(mailbox);
        first = ana.saying("Export", "How do I export?").arrives().thread();
        desk().clock.passes(Duration.ofMinutes(1));
        second = ana.saying("Export again", "And where is it kept?").arrives().thread();
        desk().clock.passes(Duration.ofMinutes(1));
    }

    @Test
    @DisplayName("T9: what is written to a merged conversation arrives in the one that is left")
    void theRedirectLeadsOn() {
        var third = ana.saying("Third", "And this.").arrives().thread();
        rearranging.merge(first, second, false);
        rearranging.merge(second, third, false);

        var filed = ana.saying("Re: Export", "Any news?").into(first).arrives();

        assertThat(filed.thread()).isEqualTo(third);
        assertThat(conversations.get(first).id()).isEqualTo(third);
        assertThat(conversations.get("#" + number(first)).id()).isEqualTo(third);
        var facts = desk().part(MailReceiver.class).facts(first).orElseThrow();
        assertThat(facts.participants()).contains(ana.from());
        assertThat(facts.mailbox()).isEqualTo(mailbox.id());
    }

    @Test
    @DisplayName("T9: a chain that had become a circle ends")
    void aCircleEnds() {
        rearranging.merge(first, second, false);
        desk().jdbc
                .sql("update conversation set merged_into = :first where id = :second")
                .param("first", first)
                .param("second", second)
                .update();

        assertThat(desk().part(ConversationStore.class).survivor(first)).isEqualTo(first);
    }

    @Test
    void lettersStandInTheOrderOfTimeAndBothAcknowledgementsAreKept() {
        var one = messages.all(first);
        var two = messages.all(second);

        rearranging.merge(second, first, false);

        var all = messages.all(first);
        assertThat(all).hasSize(one.size() + two.size());
        assertThat(all).extracting(Message::createdAt).isSorted();
        assertThat(all)
                .filteredOn(message -> message.type().equals("acknowledgement"))
                .hasSize(2);
        assertThat(messages.all(second)).isEmpty();
    }

    @Test
    void whatWasOwedKnownAndTypedGoesAlong() {
        var needed = Instant.parse("2027-01-01T10:00:00Z");
        conversations.tags(second, List.of("bank"));
        conversations.tags(first, List.of("export"));
        conversations.priority(second, Priority.HIGH);
        conversations.neededBy(second, needed);
        conversations.assignee(second, TeamForTests.JONAS.id());
        var drafts = desk().part(Drafts.class);
        drafts.keep(second, TeamForTests.MARA.id(), "message", "Dear Ana");

        rearranging.merge(second, first, false);

        var left = conversations.get(first);
        assertThat(conversations.tags(first)).containsExactly("bank", "export");
        assertThat(left.priority()).isEqualTo(Priority.HIGH);
        assertThat(left.neededBy()).isEqualTo(needed);
        assertThat(left.assignee()).isEqualTo(TeamForTests.JONAS.id());
        assertThat(left.state()).isEqualTo(ConversationState.OPEN);
        assertThat(drafts.find(first, TeamForTests.MARA.id(), "message")).contains("Dear Ana");
    }

    @Test
    void whatSomebodyChangedAfterwardsIsNotTakenBack() {
        conversations.priority(second, Priority.HIGH);
        rearranging.merge(second, first, false);
        conversations.priority(first, Priority.URGENT);
        conversations.tags(first, List.of("since"));

        rearranging.undo(second, null);

        assertThat(conversations.get(first).priority()).isEqualTo(Priority.URGENT);
        assertThat(conversations.tags(first)).containsExactly("since");
        assertThat(conversations.get(second).priority()).isEqualTo(Priority.HIGH);
        assertThat(conversations.get(second).state()).isEqualTo(ConversationState.NEW);
    }

    @Test
    void whatCameSinceStaysUnlessItWasWrittenToTheOneThatGoesBack() {
        rearranging.merge(second, first, false);
        var toFirst = ana.into(first).arrives();
        var toSecond = ana.into(second).arrives();

        rearranging.undo(second, null);

        assertThat(desk().message(toFirst.message()).conversation()).isEqualTo(first);
        assertThat(desk().message(toSecond.message()).conversation()).isEqualTo(second);
    }

    @Test
    void refusesInWords() {
        var other = MailForTests.to(mailbox).arrives().thread();

        assertThatThrownBy(() -> rearranging.merge(first, first, false))
                .isInstanceOf(RearrangingRefused.class)
                .hasMessageContaining("this very conversation");
        assertThatThrownBy(() -> rearranging.merge(first, other, false))
                .isInstanceOf(OtherCustomer.class)
                .hasMessageContaining("Nothing was changed");
        rearranging.merge(first, second, false);
        assertThatThrownBy(() -> rearranging.merge(first, other, true)).hasMessageContaining("already");
        assertThatThrownBy(() -> rearranging.merge(second, first, false)).hasMessageContaining("this very");
        rearranging.merge(second, other, true);
        assertThatThrownBy(() -> rearranging.undo(first, null)).hasMessageContaining("Take that back first");
        conversations.state(other, ConversationState.CLOSED);
        assertThatThrownBy(() -> rearranging.undo(second, null)).isInstanceOf(ConversationClosed.class);
    }

    @Test
    void someLettersBecomeAConversationOfTheirOwn() {
        var extra = ana.saying("Re: Export", "By the way: the invoice is wrong.")
                .into(first)
                .arrives()
                .message();

        var own = rearranging.split(first, List.of(extra), "The invoice");

        assertThat(own.subject()).isEqualTo("The invoice");
        assertThat(own.state()).isEqualTo(ConversationState.OPEN);
        assertThat(own.waitingSince()).isEqualTo(desk().message(extra).createdAt());
        assertThat(messages.all(own.id())).extracting(Message::id).containsExactly(extra);

        rearranging.undo(own.id(), null);

        assertThat(desk().message(extra).conversation()).isEqualTo(first);
        assertThat(conversations.get("#" + own.number()).id()).isEqualTo(first);
    }

    @Test
    void allLettersCannotBeSplitOff() {
        var all = messages.all(first).stream().map(Message::id).toList();

        assertThatThrownBy(() -> rearranging.split(first, all, null)).hasMessageContaining("Nothing would be left");
    }

    @Test
    @DisplayName(
            "ST1: a customer's letter that is moved into a solved conversation opens it; undone, it is solved again")
    void aMovedLetterOpens() {
        var extra = ana.into(first).arrives().message();
        conversations.state(second, ConversationState.SOLVED);
        var solvedAt = conversations.get(second).solvedAt();

        rearranging.move(first, List.of(extra), second, false);
        assertThat(conversations.get(second).state()).isEqualTo(ConversationState.OPEN);

        rearranging.undo(first, null);
        assertThat(conversations.get(second).state()).isEqualTo(ConversationState.SOLVED);
        assertThat(conversations.get(second).solvedAt()).isEqualTo(solvedAt);
    }

    @Test
    void anAnswerToALetterThatWasMovedFindsIt() {
        var extra = ana.into(first).arrives();
        var messageId = desk().message(extra.message()).messageId();
        desk().jdbc
                .sql("""
                        insert into mail_reference (mailbox_id, message_id, thread_id, direction, at)
                        values (:mailbox, :id, :thread, 'in', now())
                        """)
                .param("mailbox", mailbox.id())
                .param("id", messageId)
                .param("thread", first)
                .update();

        var own = rearranging.split(first, List.of(extra.message()), null);

        assertThat(desk().jdbc
                        .sql("select thread_id from mail_reference where message_id = :id")
                        .param("id", messageId)
                        .query(UUID.class)
                        .single())
                .isEqualTo(own.id());
    }

    private long number(UUID id) {
        return desk().part(ConversationStore.class).find(id).orElseThrow().number();
    }
}
