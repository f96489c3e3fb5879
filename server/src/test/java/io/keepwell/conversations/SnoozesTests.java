package io.keepwell.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.customers.Customers;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.InvalidRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is put off comes back: at its time, when the customer writes, or by hand.
class SnoozesTests {

    private final DeskForTests desk = DeskForTests.desk();
    private final Snoozes snoozes = desk.part(Snoozes.class);
    private final Conversations conversations = desk.part(Conversations.class);

    private UUID id;

    @BeforeEach
    void anaWrites() {
        var ana = desk.part(Customers.class)
                .meet(
                        new EmailAddress(UUID.randomUUID() + "@example.org"),
                        "Ana",
                        Locale.ENGLISH,
                        desk.clock.instant());
        id = conversations
                .open(new Opening(ana.id(), Channel.API, null, "Hello", "How are you?", null))
                .id();
    }

    @Test
    void comesBackAtItsTimeAndIsOpenThen() {
        conversations.state(id, ConversationState.PENDING);
        snoozes.snooze(id, desk.clock.instant().plus(Duration.ofHours(2)));
        desk.clock.passes(Duration.ofHours(1));
        snoozes.wakeAll();
        assertThat(snoozes.find(id)).isPresent();

        desk.clock.passes(Duration.ofHours(1));
        snoozes.wakeAll();

        assertThat(snoozes.find(id)).isEmpty();
        assertThat(conversations.get(id).state()).isEqualTo(ConversationState.OPEN);
    }

    @Test
    void comesBackWhenTheCustomerWritesAndNotForANoteOrAMachine() {
        snoozes.snooze(id, desk.clock.instant().plus(Duration.ofDays(2)));
        desk.part(Replies.class).note(id, "Waiting for the bank.", java.util.List.of());
        assertThat(snoozes.find(id)).isPresent();

        desk.part(MessageStore.class)
                .insert(Messages.fromCustomer(
                        UUID.randomUUID(),
                        id,
                        conversations.get(id).customer(),
                        "Ana",
                        "ana@example.org",
                        "Any news?",
                        desk.clock.instant()));

        assertThat(snoozes.find(id)).isEmpty();
    }

    @Test
    void whatIsSolvedWaitsForNothing() {
        snoozes.snooze(id, desk.clock.instant().plus(Duration.ofDays(2)));
        conversations.state(id, ConversationState.SOLVED);

        assertThat(snoozes.find(id)).isEmpty();
        assertThatThrownBy(() -> snoozes.snooze(id, desk.clock.instant().plusSeconds(60)))
                .isInstanceOf(SnoozeRefused.class);
    }

    @Test
    void timesThatHavePassedAreRefused() {
        assertThatThrownBy(() -> snoozes.snooze(id, desk.clock.instant())).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void tomorrowMorningIsThatOfThePersonsZone() {
        var lisbon = ZoneId.of("Europe/Lisbon");
        var now = Instant.parse("2026-11-20T23:30:00Z");

        var presets = SnoozeTimes.of(now, lisbon);

        assertThat(presets.get(1).at()).isEqualTo(Instant.parse("2026-11-21T09:00:00Z"));
        assertThat(presets.get(2).at()).isEqualTo(Instant.parse("2026-11-23T09:00:00Z"));
        assertThat(SnoozeTimes.of(now, ZoneId.of("Asia/Tokyo")).get(1).at())
                .isEqualTo(Instant.parse("2026-11-22T00:00:00Z"));
        assertThat(SnoozeTimes.asked("own", "2026-11-24T08:15", now, ZoneId.of("America/New_York")))
                .isEqualTo(Instant.parse("2026-11-24T13:15:00Z"));
    }

    @Test
    void theAfternoonIsOfferedUntilItHasBegun() {
        var berlin = ZoneId.of("Europe/Berlin");
        var morning =
                SnoozeTimes.of(Instant.parse("2026-11-23T08:00:00Z"), berlin).getFirst();
        var evening =
                SnoozeTimes.of(Instant.parse("2026-11-23T16:20:00Z"), berlin).getFirst();

        assertThat(morning.key()).isEqualTo("afternoon");
        assertThat(morning.at()).isEqualTo(Instant.parse("2026-11-23T13:00:00Z"));
        assertThat(evening.key()).isEqualTo("later");
        assertThat(evening.at()).isEqualTo(Instant.parse("2026-11-23T19:00:00Z"));
    }
}
