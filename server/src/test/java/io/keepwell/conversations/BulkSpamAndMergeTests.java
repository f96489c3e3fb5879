package io.keepwell.conversations;

import static io.keepwell.conversations.DeskForTests.desk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.conversations.BulkDeed.What;
import io.keepwell.conversations.InboxFilter.View;
import io.keepwell.shared.InvalidRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calling many conversations spam, or one, at once, and the exact way back.
class BulkSpamAndMergeTests {

    private final Batches batches = desk().part(Batches.class);
    private final Conversations conversations = desk().part(Conversations.class);
    private final MessageStore messages = desk().part(MessageStore.class);
    private final Rearranging rearranging = desk().part(Rearranging.class);
    private final InboxQueries queries = new InboxQueries(desk().jdbc);
    private MailForTests ana;
    private UUID first;
    private UUID second;
    private UUID third;

    @BeforeEach
    void anaWritesThreeTimes() {
        ana = MailForTests.to(desk().mailbox(true));
        first = writes("Export");
        second = writes("Import");
        third = writes("Report");
    }

    @Test
    void whatIsCalledSpamStandsInThatViewAloneAndComesBack() {
        var batch = batches.start(new BulkDeed(What.SPAM, "true"), List.of(first, second));

        assertThat(batch.changed()).isEqualTo(2);
        assertThat(in(View.SPAM)).contains(first, second).doesNotContain(third);
        assertThat(in(View.ALL)).contains(third).doesNotContain(first, second);

        var undone = batches.undo(batch.id());

        assertThat(undone.undone()).isEqualTo(2);
        assertThat(in(View.SPAM)).doesNotContain(first, second);
        assertThat(in(View.ALL)).contains(first, second);
    }

    @Test
    void whatWasNoSpamByMistakeIsDeletedWhenItWouldHaveBeen() {
        batches.start(new BulkDeed(What.SPAM, "true"), List.of(first));
        var since = spamAt(first);
        desk().clock.passes(Duration.ofDays(20));

        var batch = batches.start(new BulkDeed(What.SPAM, "false"), List.of(first));
        assertThat(spamAt(first)).isEmpty();
        batches.undo(batch.id());

        assertThat(spamAt(first)).isEqualTo(since);
    }

    @Test
    void whatSomebodySaidSinceStands() {
        var batch = batches.start(new BulkDeed(What.SPAM, "true"), List.of(first));
        desk().part(SpamMarks.class).unmark(first);
        desk().part(SpamMarks.class).mark(first, SpamMarks.Block.NONE);

        var undone = batches.undo(batch.id());

        assertThat(undone.kept()).isEqualTo(1);
        assertThat(undone.exceptions().getFirst().reason()).contains("Mara Lindqvist");
        assertThat(spamAt(first)).isPresent();
    }

    @Test
    void theOldestTakesTheOthersInAndAllArePartedAgain() {
        var before = List.of(letters(first), letters(second), letters(third));

        var batch = batches.start(new BulkDeed(What.MERGE, ""), List.of(third, first, second));

        assertThat(batch.total()).isEqualTo(2);
        assertThat(batch.changed()).isEqualTo(2);
        assertThat(conversations.get(second).id()).isEqualTo(first);
        assertThat(conversations.get(third).id()).isEqualTo(first);
        assertThat(letters(first))
                .containsExactlyInAnyOrderElementsOf(
                        before.stream().flatMap(List::stream).toList());

        var undone = batches.undo(batch.id());

        assertThat(undone.undone()).isEqualTo(2);
        assertThat(undone.exceptions()).isEmpty();
        assertThat(List.of(letters(first), letters(second), letters(third))).isEqualTo(before);
    }

    @Test
    void conversationsOfOthersAreNeverJoinedByTheWay() {
        var ben = MailForTests.to(desk().mailbox(true)).by(UUID.randomUUID() + "@example.org", "Ben Adler");
        var his = ben.saying("Mine", "Hello.").arrives().thread();

        var batch = batches.start(new BulkDeed(What.MERGE, ""), List.of(first, second, his));

        assertThat(batch.changed()).isEqualTo(1);
        assertThat(batch.exceptions())
                .singleElement()
                .satisfies(one -> assertThat(one.conversation()).isEqualTo(his));
        assertThat(conversations.get(his).id()).isEqualTo(his);
    }

    @Test
    void whatWasJoinedFurtherSinceIsLeftAloneAndNamed() {
        var batch = batches.start(new BulkDeed(What.MERGE, first.toString()), List.of(first, second));
        rearranging.merge(first, third, false);

        var undone = batches.undo(batch.id());

        assertThat(undone.kept()).isEqualTo(1);
        assertThat(conversations.get(second).id()).isEqualTo(third);
    }

    @Test
    void oneAloneIsNotMerged() {
        assertThatThrownBy(() -> batches.start(new BulkDeed(What.MERGE, ""), List.of(first)))
                .isInstanceOf(InvalidRequest.class);
    }

    private UUID writes(String subject) {
        var thread = ana.saying(subject, "Please help.").arrives().thread();
        desk().clock.passes(Duration.ofMinutes(1));
        return thread;
    }

    private List<UUID> in(View view) {
        return queries.matching(
                InboxWhere.of(view), TeamForTests.MARA.id(), desk().clock.instant(), 100_000);
    }

    private List<UUID> letters(UUID conversation) {
        return messages.all(conversation).stream().map(Message::id).toList();
    }

    private Optional<Instant> spamAt(UUID conversation) {
        return Optional.ofNullable(conversations.get(conversation).spamAt());
    }
}
