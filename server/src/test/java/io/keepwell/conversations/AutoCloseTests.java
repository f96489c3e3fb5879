package io.keepwell.conversations;

import static io.keepwell.conversations.DeskForTests.desk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/// What is solved is closed after a while.
class AutoCloseTests {

    private final Conversations conversations = desk().part(Conversations.class);
    private UUID id;

    @BeforeEach
    void anaWrites() {
        id = MailForTests.to(desk().mailbox(false)).arrives().thread();
    }

    @Test
    @DisplayName("ST3: solved is closed after four days, and not before")
    void closesAfterItsTime() {
        conversations.state(id, ConversationState.SOLVED);
        desk().clock.passes(Duration.ofDays(4).minusMinutes(1));
        after("P4D").closeDue();
        assertThat(conversations.get(id).state()).isEqualTo(ConversationState.SOLVED);

        desk().clock.passes(Duration.ofMinutes(1));
        after("P4D").closeDue();

        assertThat(conversations.get(id).state()).isEqualTo(ConversationState.CLOSED);
    }

    @Test
    @DisplayName("ST3: answered, cause open: never closed by itself")
    void whatIsAnsweredWithItsCauseOpenStays() {
        conversations.kind(id, ConversationKind.COMPLAINT);
        conversations.cause(id, CauseState.TRIAGE);
        conversations.state(id, ConversationState.SOLVED);
        desk().clock.passes(Duration.ofDays(60));

        after("P4D").closeDue();
        assertThat(conversations.get(id).state()).isEqualTo(ConversationState.SOLVED);

        conversations.cause(id, CauseState.FIXED);
        after("P4D").closeDue();
        assertThat(conversations.get(id).state()).isEqualTo(ConversationState.CLOSED);
    }

    @Test
    void zeroIsNeverAndMoreThanFourWeeksIsRefused() {
        conversations.state(id, ConversationState.SOLVED);
        desk().clock.passes(Duration.ofDays(60));

        assertThat(after("PT0S").closeDue()).isZero();
        assertThatThrownBy(() -> after("P29D")).hasMessageContaining("28 days");
    }

    private static AutoClose after(String time) {
        return new AutoClose(
                desk().jdbc,
                desk().part(ConversationStore.class),
                desk().part(ConversationNews.class),
                desk().part(TransactionTemplate.class),
                new ClosingSettings(Duration.parse(time)),
                desk().clock);
    }
}
