package io.keepwell.conversations;

import static io.keepwell.conversations.DeskForTests.desk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.conversations.Calls.Call;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.tasks.NewTask;
import io.keepwell.tasks.Task;
import io.keepwell.tasks.TaskKind;
import io.keepwell.tasks.TaskState;
import io.keepwell.tasks.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Phone calls that are written down.
class CallsTests {

    private final Calls calls = desk().part(Calls.class);
    private final Tasks tasks = desk().part(Tasks.class);

    private MailForTests ana;
    private UUID thread;

    @BeforeEach
    void anaWrites() {
        ana = MailForTests.to(desk().mailbox(false));
        thread = ana.arrives().thread();
        desk().clock.passes(Duration.ofMinutes(30));
    }

    @Test
    @DisplayName("S1, S2: whoever was reached by phone has got a human answer, at the time of the call")
    void aCallIsAnAnswer() {
        var tenAgo = desk().clock.instant().minus(Duration.ofMinutes(10));

        var id = calls.note(thread, call(true, tenAgo, null));

        var now = desk().conversation(thread);
        assertThat(now.firstResponseAt()).isEqualTo(tenAgo);
        assertThat(now.waitingSince()).isNull();
        assertThat(now.state()).isEqualTo(ConversationState.OPEN);
        assertThat(now.assignee()).isEqualTo(TeamForTests.MARA.id());
        assertThat(desk().message(id)).satisfies(message -> {
            assertThat(message.type()).isEqualTo("call");
            assertThat(message.callWay()).isEqualTo("outgoing");
            assertThat(message.callMinutes()).isEqualTo(4);
        });
    }

    @Test
    @DisplayName("S1: a call that reached nobody is no answer, and the conversation stays new")
    void notReached() {
        var since = desk().conversation(thread).waitingSince();

        calls.note(thread, call(false, null, null));

        var now = desk().conversation(thread);
        assertThat(now.firstResponseAt()).isNull();
        assertThat(now.waitingSince()).isEqualTo(since).isNotNull();
        assertThat(now.state()).isEqualTo(ConversationState.NEW);
        assertThat(now.assignee()).isNull();
    }

    @Test
    void aPromisedCallIsKeptByACallThatReachedThemAndByNoOther() {
        var promised = promise(TaskKind.CALL);
        var word = promise(TaskKind.OTHER);

        calls.note(thread, call(false, null, null));
        assertThat(tasks.owed(thread)).hasSize(2);

        var at = desk().clock.instant().minus(Duration.ofMinutes(3));
        calls.note(thread, call(true, at, null));
        assertThat(tasks.owed(thread)).extracting(Task::id).containsExactly(word);
        assertThat(state(promised)).isEqualTo(TaskState.KEPT);
    }

    @Test
    void whatAFormSaysIsKeptAndNothingElse() {
        var promised = promise(TaskKind.CALL);
        var word = promise(TaskKind.OTHER);

        calls.note(thread, new Call(true, true, null, null, "", null, new ReplyPromises(List.of(), Set.of(word))));

        assertThat(tasks.owed(thread)).extracting(Task::id).containsExactly(promised);
    }

    @Test
    void takenBackItHasAnsweredNothing() {
        var promised = promise(TaskKind.CALL);
        var again =
                new ReplyPromises.Made(TaskKind.CALL, "", desk().clock.instant().plus(Duration.ofDays(1)));
        var id = calls.note(
                thread,
                new Call(
                        false,
                        true,
                        desk().clock.instant().minus(Duration.ofMinutes(5)),
                        4,
                        "She will send the invoice.",
                        ConversationState.SOLVED,
                        new ReplyPromises(List.of(again), null)));
        assertThat(desk().conversation(thread).state()).isEqualTo(ConversationState.SOLVED);
        desk().clock.passes(Duration.ofMinutes(2));

        calls.takeBack(id);

        var now = desk().conversation(thread);
        assertThat(now.state()).isEqualTo(ConversationState.OPEN);
        assertThat(now.firstResponseAt()).isNull();
        assertThat(now.waitingSince()).isNotNull();
        assertThat(tasks.owed(thread)).extracting(Task::id).containsExactly(promised);
        assertThatThrownBy(() -> calls.takeBack(id)).isInstanceOf(CallNotFound.class);
    }

    @Test
    @DisplayName("ST6: a reply is stopped when a colleague has called since")
    void aColleagueHasCalled() {
        var seen = ana.into(thread).arrives().message();
        desk().clock.passes(Duration.ofMinutes(1));
        var now = desk().clock.instant();
        desk().part(MessageStore.class)
                .insert(Messages.call(UUID.randomUUID(), thread, TeamForTests.JONAS, call(true, null, null), now, now));

        var outcome =
                desk().part(Replies.class).reply(thread, new Reply("Hello.", List.of(), null, seen, Duration.ZERO));

        assertThat(outcome).isInstanceOf(ReplyOutcome.Overtaken.class);
    }

    @Test
    void aCallIsNeitherAheadNorBeforeTheConversation() {
        var begun = desk().conversation(thread).createdAt();

        assertThatThrownBy(() ->
                        calls.note(thread, call(true, desk().clock.instant().plus(Duration.ofHours(1)), null)))
                .isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> calls.note(thread, call(true, begun.minus(Duration.ofHours(1)), null)))
                .isInstanceOf(InvalidRequest.class);
        // forms know minutes only
        var id = calls.note(thread, call(true, begun.truncatedTo(ChronoUnit.MINUTES), null));
        assertThat(desk().message(id).createdAt()).isAfter(begun);
    }

    @Test
    @DisplayName("T16: what was written down of a call is quoted to nobody")
    void callsStayInside() {
        calls.note(thread, call(true, null, null));

        assertThat(desk().part(MessageStore.class).quotable(thread, 10))
                .noneMatch(message -> message.text().contains("cracked"));
    }

    private static Call call(boolean reached, @Nullable Instant at, @Nullable ConversationState then) {
        return new Call(false, reached, at, 4, "Her cup was cracked.", then, ReplyPromises.NONE);
    }

    private UUID promise(TaskKind kind) {
        var id = tasks.make(new NewTask(
                "test:" + UUID.randomUUID(),
                kind,
                true,
                "",
                desk().conversation(thread).customer(),
                thread,
                TeamForTests.MARA.id(),
                null,
                TeamForTests.MARA.id(),
                desk().clock.instant(),
                null,
                desk().clock.instant().plus(Duration.ofHours(5))));
        return Objects.requireNonNull(id.orElse(null));
    }

    private TaskState state(UUID task) {
        return tasks.ofSubject(thread).stream()
                .filter(it -> it.id().equals(task))
                .findFirst()
                .orElseThrow()
                .state();
    }
}
