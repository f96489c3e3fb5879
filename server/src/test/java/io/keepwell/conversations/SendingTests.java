package io.keepwell.conversations;

import static io.keepwell.conversations.DeskForTests.desk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.conversations.ReplyOutcome.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/// What follows a reply: the conversation is put off, and the person sees what they like to see.
class SendingTests {

    private final Snoozes snoozes = desk().part(Snoozes.class);
    private final Deliveries deliveries = desk().part(Deliveries.class);

    private UUID thread;

    @BeforeEach
    void anaWrites() {
        thread = MailForTests.to(desk().mailbox(false)).arrives().thread();
        desk().clock.passes(Duration.ofMinutes(5));
    }

    @Test
    void aSentReplyPutsTheConversationOff() {
        var until = in(Duration.ofHours(20));

        write(null, until);

        assertThat(snoozes.find(thread)).hasValueSatisfying(snooze -> {
            assertThat(snooze.until()).isEqualTo(until);
            assertThat(snooze.by()).isEqualTo("Mara Lindqvist");
        });
        assertThat(desk().conversation(thread).state()).isEqualTo(ConversationState.OPEN);
    }

    @Test
    void takingTheReplyBackTakesTheSnoozeAndTheStateBack() {
        var message = write(ConversationState.PENDING, in(Duration.ofHours(20)));
        desk().clock.passes(Duration.ofSeconds(4));

        deliveries.takeBack(message);

        assertThat(snoozes.find(thread)).isEmpty();
        assertThat(desk().conversation(thread).state()).isEqualTo(ConversationState.OPEN);
    }

    @Test
    void whatItWasPutOffUntilBeforeComesBackWithIt() {
        var before = in(Duration.ofDays(3));
        snoozes.snooze(thread, before);
        desk().clock.passes(Duration.ofMinutes(1));
        var sooner = write(null, in(Duration.ofHours(20)));
        deliveries.takeBack(sooner);
        assertThat(snoozes.find(thread).map(Snoozes.Snooze::until)).hasValue(before);

        var solved = write(ConversationState.SOLVED, null);
        assertThat(snoozes.find(thread)).isEmpty();
        deliveries.takeBack(solved);

        assertThat(desk().conversation(thread).state()).isEqualTo(ConversationState.OPEN);
        assertThat(snoozes.find(thread).map(Snoozes.Snooze::until)).hasValue(before);
    }

    @Test
    void whatSomebodyPutOffOtherwiseSinceStands() {
        var message = write(null, in(Duration.ofHours(20)));
        desk().clock.passes(Duration.ofSeconds(4));
        var later = in(Duration.ofDays(5));
        snoozes.snooze(thread, later);

        deliveries.takeBack(message);

        assertThat(snoozes.find(thread).map(Snoozes.Snooze::until)).hasValue(later);
    }

    @Test
    void whatIsSolvedWithItIsNotPutOff() {
        assertThatThrownBy(() -> write(ConversationState.SOLVED, in(Duration.ofHours(2))))
                .isInstanceOf(SnoozeRefused.class);
    }

    @Test
    void withoutAScriptTheServerLeadsOn() {
        desk().part(InboxPreferences.class).keep(TeamForTests.MARA.id(), "stay", "next", null);

        assertThat(ledTo(null, "/inbox/12?view=mine")).isEqualTo("/inbox/12?view=mine");
        assertThat(ledTo("stay", "/inbox/12?view=mine")).isEqualTo("/inbox/7");
        assertThat(ledTo("list", "/inbox/12?view=mine")).isEqualTo("/inbox?view=mine");
        // the last one of the list, and somebody who would lead elsewhere
        assertThat(ledTo("next", null)).isEqualTo("/inbox?view=mine");
        assertThat(ledTo("next", "//evil.test/")).isEqualTo("/inbox?view=mine");
        assertThat(ledTo("next", "/inbox/12@evil.test")).isEqualTo("/inbox?view=mine");
    }

    private static String ledTo(@Nullable String after, @Nullable String next) {
        var wish = new AfterSending.Wish(after, next, "/inbox?view=mine");
        return String.valueOf(desk().part(AfterSending.class)
                .show(new MockHttpServletRequest(), 7, wish)
                .getHeaders()
                .getLocation());
    }

    private UUID write(@Nullable ConversationState then, @Nullable Instant until) {
        var reply =
                new Reply("Under Settings.", List.of(), then, null, Duration.ofSeconds(10), ReplyPromises.NONE, until);
        return ((Written) desk().part(Replies.class).reply(thread, reply)).message();
    }

    private static Instant in(Duration span) {
        return desk().clock.instant().plus(span);
    }
}
