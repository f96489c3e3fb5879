package io.keepwell.conversations;

import static io.keepwell.conversations.DeskForTests.desk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.conversations.MacroOutcome.Ran;
import io.keepwell.conversations.MacroOutcome.Stopped;
import io.keepwell.conversations.MacroRuns.Typed;
import io.keepwell.mail.Letter;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.tasks.Task;
import io.keepwell.tasks.TaskKind;
import io.keepwell.tasks.Tasks;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Macros: all of one is done, or nothing, and one undo takes all of it back.
class MacrosTests {

    private MailForTests ana;
    private UUID thread;

    @BeforeEach
    void anaWrites() {
        ana = MailForTests.to(desk().mailbox(false));
        thread = ana.arrives().thread();
        desk().clock.passes(Duration.ofMinutes(5));
        desk().part(Conversations.class).tags(thread, List.of("export", "old"));
    }

    @Test
    void sendsSetsAndPromisesAsOneBatch() {
        var run = ran(everything(), new Typed("PS.", "Hi Ana, done. PS.", null, List.of()));

        assertThat(desk().letter(thread, Letter.Kind.REPLY).text()).isEqualTo("Hi Ana, done. PS.");
        var now = desk().conversation(thread);
        assertThat(now.state()).isEqualTo(ConversationState.PENDING);
        assertThat(now.kind()).isEqualTo(ConversationKind.REQUEST);
        assertThat(now.priority()).isEqualTo(Priority.HIGH);
        assertThat(now.assignee()).isEqualTo(TeamForTests.JONAS.id());
        assertThat(tags()).containsExactly("export", "refund");
        assertThat(desk().message(noteOf(run)).text()).isEqualTo("Told Ana.");
        assertThat(promises()).singleElement().satisfies(task -> {
            assertThat(task.kind()).isEqualTo(TaskKind.CALL);
            assertThat(desk().part(Tasks.class).madeIn(Objects.requireNonNull(run.message())))
                    .containsExactly(task);
            assertThat(task.dueAt())
                    .isBetween(run.at().plus(Duration.ofHours(3)), run.at().plus(Duration.ofHours(4)));
        });
        assertThat(desk().jdbc
                        .sql("select distinct kind from conversation_event where batch_id = :run order by kind")
                        .param("run", run.id())
                        .query(String.class)
                        .list())
                .containsExactly("assignee", "kind", "priority", "state", "tags");
    }

    @Test
    void oneUndoGivesEverythingBack() {
        desk().part(Conversations.class).state(thread, ConversationState.OPEN);
        var before = snapshot();
        var run = ran(everything(), new Typed("PS.", "Hi Ana, done. PS.", null, List.of()));

        desk().part(MacroRuns.class).undo(run.id());

        assertThat(snapshot()).isEqualTo(before);
        assertThat(draft()).isEqualTo("PS.");
        assertThat(promises()).isEmpty();
        assertThat(desk().part(MessageStore.class).find(noteOf(run))).isEmpty();
        assertThat(desk().message(Objects.requireNonNull(run.message())).deliveryState())
                .isEqualTo("cancelled");
        assertThatThrownBy(() -> desk().part(MacroRuns.class).undo(run.id())).isInstanceOf(MacroRunOver.class);
    }

    @Test
    void whatSomebodyHasChangedSinceIsLeftAloneAndNamed() {
        desk().part(Conversations.class).state(thread, ConversationState.OPEN);
        var run = ran(everything(), Typed.NOTHING);
        desk().part(Conversations.class).priority(thread, Priority.URGENT);

        var undone = desk().part(MacroRuns.class).undo(run.id());

        assertThat(desk().conversation(thread).priority()).isEqualTo(Priority.URGENT);
        assertThat(tags()).containsExactly("export", "old");
        assertThat(undone.leftAlone()).contains("the priority");
    }

    @Test
    void aReplyThatHasLeftKeepsItsRun() {
        var run = ran(everything(), Typed.NOTHING);
        desk().letters.leaves(Objects.requireNonNull(run.message()));

        assertThatThrownBy(() -> desk().part(MacroRuns.class).undo(run.id())).isInstanceOf(TooLate.class);

        assertThat(desk().conversation(thread).priority()).isEqualTo(Priority.HIGH);
        assertThat(desk().part(MacroRuns.class).get(run.id()).undoneAt()).isNull();
    }

    @Test
    void wordsThatAreNotSentStandInTheDraftAndThePromiseIsGivenByHand() {
        var actions = new Actions(
                "Hi {{customer.first_name}},",
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                "2d",
                new Actions.Promise("answer", "1d", "the prices"));
        var run = ran(actions, new Typed("", null, null, List.of()));

        assertThat(desk().letters.of(thread)).isEmpty();
        assertThat(draft()).isEqualTo("Hi Ana,");
        assertThat(promises()).extracting(Task::what).containsExactly("the prices");
        var until = desk().part(Snoozes.class).find(thread).orElseThrow().until();
        var zone = desk().part(InboxPreferences.class).zone(TeamForTests.MARA.id());
        assertThat(until.atZone(zone).toLocalTime()).isEqualTo(LocalTime.of(9, 0));

        desk().part(MacroRuns.class).undo(run.id());

        assertThat(draft()).isEmpty();
        assertThat(promises()).isEmpty();
        assertThat(desk().part(Snoozes.class).find(thread)).isEmpty();
    }

    @Test
    void nothingIsDoneWhereOnePartIsRefused() {
        desk().part(Conversations.class).kind(thread, ConversationKind.COMPLAINT);
        var solves =
                new Actions("Done.", true, null, "solved", null, "high", List.of(), List.of(), null, null, null, null);
        var macro = make(solves);

        assertThatThrownBy(() -> desk().part(MacroRuns.class).run(thread, macro, Typed.NOTHING))
                .isInstanceOf(CauseMissing.class);

        assertThat(desk().jdbc
                        .sql("select count(*) from message where conversation_id = :id and direction = 'out'")
                        .param("id", thread)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(desk().conversation(thread).priority()).isEqualTo(Priority.NORMAL);
    }

    @Test
    void whatTheCustomerHasWrittenSinceStopsItWhole() {
        var seen = desk().jdbc
                .sql("select id from message where conversation_id = :id")
                .param("id", thread)
                .query(UUID.class)
                .single();
        desk().clock.passes(Duration.ofMinutes(1));
        ana.into(thread).arrives();

        var outcome =
                desk().part(MacroRuns.class).run(thread, make(everything()), new Typed(null, "Done.", seen, List.of()));

        assertThat(outcome).isInstanceOf(Stopped.class);
        assertThat(draft()).isEqualTo("Done.");
        assertThat(desk().conversation(thread).priority()).isEqualTo(Priority.NORMAL);
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        var waits = new Actions(null, null, null, "solved", null, null, List.of(), List.of(), null, null, "2d", null);
        var soon = new Actions(null, null, null, null, null, null, List.of(), List.of(), null, null, "soon", null);
        var place = new Actions(
                "{{customer.nick}}", null, null, null, null, null, List.of(), List.of(), null, null, null, null);

        assertThatThrownBy(() -> make(Actions.NONE)).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> make(waits)).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> make(soon)).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> make(place)).hasMessageContaining("{{customer.nick}}");
    }

    private static Actions everything() {
        return new Actions(
                "Hi {{customer.first_name}}, done.",
                true,
                "Told {{customer.first_name}}.",
                "pending",
                "request",
                "high",
                List.of("Refund"),
                List.of("old"),
                TeamForTests.JONAS.id().toString(),
                null,
                null,
                new Actions.Promise("call", "3h", null));
    }

    private UUID make(Actions actions) {
        return desk().part(Macros.class)
                .create(new MacroDraft("Macro " + UUID.randomUUID(), "own", null, actions))
                .id();
    }

    private MacroRun ran(Actions actions, Typed typed) {
        return ((Ran) desk().part(MacroRuns.class).run(thread, make(actions), typed)).run();
    }

    private static UUID noteOf(MacroRun run) {
        return Objects.requireNonNull(run.note());
    }

    private List<String> tags() {
        return desk().part(Conversations.class).tags(thread);
    }

    private List<Task> promises() {
        return desk().part(Tasks.class).owed(thread);
    }

    private String draft() {
        return desk().part(Drafts.class)
                .find(thread, TeamForTests.MARA.id(), "message")
                .orElse("");
    }

    /// What a run can change of a conversation, as it stands in the database.
    private Map<String, @Nullable Object> snapshot() {
        return desk().jdbc.sql("""
                        select state, kind, array_to_string(kind_words, ',') as words, priority, assignee_id, team_id,
                               solved_at, snoozed_until, first_response_at, waiting_since, due_at, due_source,
                               (select string_agg(tag, ',' order by tag) from conversation_tag where conversation_id = c.id)
                          from conversation c
                         where id = :id
                        """).param("id", thread).query().singleRow();
    }
}
