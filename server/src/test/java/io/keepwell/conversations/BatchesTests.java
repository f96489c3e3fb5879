package io.keepwell.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.conversations.BulkDeed.What;
import io.keepwell.customers.Customers;
import io.keepwell.shared.EmailAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/// Many conversations at once, and the way back, on a real database.
class BatchesTests {

    private final DeskForTests desk = DeskForTests.desk();
    private final Batches batches = desk.part(Batches.class);
    private final Conversations conversations = desk.part(Conversations.class);
    private final Snoozes snoozes = desk.part(Snoozes.class);

    /// A change that a person makes to one field.
    record Touch(String field, int choice) {}

    /// A conversation before the deed, and what is changed after it.
    record Case(List<Touch> before, List<Touch> since) {}

    /// The fields as they stand.
    record Fields(
            ConversationState state, @Nullable UUID assignee, Priority priority, List<String> tags, boolean snoozed) {}

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void anUndoGivesBackWhatNobodyHasChangedSinceAndNeverOverwritesAnything(
            @ForAll("cases") List<Case> cases, @ForAll("deeds") BulkDeed deed) {
        var ids = new ArrayList<UUID>();
        var before = new ArrayList<Fields>();
        for (var one : cases) {
            var id = open();
            one.before().forEach(touch -> touch(id, touch));
            ids.add(id);
            before.add(fields(id));
        }

        var batch = batches.start(deed, ids);
        var done = ids.stream().map(this::fields).toList();
        for (int i = 0; i < cases.size(); i++) {
            var id = ids.get(i);
            cases.get(i).since().forEach(touch -> touch(id, touch));
        }
        var since = ids.stream().map(this::fields).toList();
        if (!batch.undoable()) {
            assertThat(done).isEqualTo(before);
            return;
        }
        var undone = batches.undo(batch.id());

        assertThat(undone.state()).isEqualTo("undone");
        assertThat(undone.undone() + undone.kept()).isEqualTo(undone.changed());
        for (int i = 0; i < ids.size(); i++) {
            var now = fields(ids.get(i));
            var was = before.get(i);
            var then = since.get(i);
            boolean taken = was.state() == ConversationState.NEW && done.get(i).state() != ConversationState.NEW;
            var state = taken ? ConversationState.OPEN : was.state();
            // whatever somebody changed since stands as they left it; all else is as it was
            assertThat(now.state()).isIn(then.state(), state);
            if (!then.state().equals(done.get(i).state())) {
                assertThat(now.state()).isEqualTo(then.state());
            }
            assertField(was.assignee(), done.get(i).assignee(), then.assignee(), now.assignee());
            assertField(was.priority(), done.get(i).priority(), then.priority(), now.priority());
            assertField(was.tags(), done.get(i).tags(), then.tags(), now.tags());
            if (cases.get(i).since().isEmpty()) {
                assertThat(now).isEqualTo(new Fields(state, was.assignee(), was.priority(), was.tags(), was.snoozed()));
            }
        }
    }

    private static void assertField(
            @Nullable Object was, @Nullable Object done, @Nullable Object then, @Nullable Object now) {
        if (!Objects.equals(then, done)) {
            assertThat(now).isEqualTo(then);
        } else {
            assertThat(now).isIn(was, then);
        }
    }

    @Example
    void aComplaintWithoutACauseIsNamedAndTheOthersAreSolved() {
        var question = open();
        var complaint = open();
        conversations.kind(complaint, ConversationKind.COMPLAINT);

        var batch = batches.start(new BulkDeed(What.STATE, "solved"), List.of(question, complaint));

        assertThat(batch.changed()).isEqualTo(1);
        assertThat(batch.exceptions()).hasSize(1).first().satisfies(one -> {
            assertThat(one.conversation()).isEqualTo(complaint);
            assertThat(one.reason()).contains("complaint");
        });
        // nothing of it was half done: the solver is not its assignee
        assertThat(conversations.get(complaint).assignee()).isNull();
        assertThat(conversations.get(question).state()).isEqualTo(ConversationState.SOLVED);
    }

    @Example
    void changingBackByHandCountsAsAChange() {
        var id = open();
        conversations.priority(id, Priority.LOW);
        var batch = batches.start(new BulkDeed(What.PRIORITY, "urgent"), List.of(id));
        conversations.priority(id, Priority.HIGH);
        conversations.priority(id, Priority.URGENT);

        var undone = batches.undo(batch.id());

        assertThat(conversations.get(id).priority()).isEqualTo(Priority.URGENT);
        assertThat(undone.exceptions())
                .hasSize(1)
                .first()
                .satisfies(one -> assertThat(one.reason()).contains("Mara Lindqvist", "the priority"));
        assertThatThrownBy(() -> batches.undo(batch.id())).isInstanceOf(BatchNotUndoable.class);
    }

    @Example
    void manyGoOnInTheBackgroundUntilTheyAreDone() {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 130; i++) {
            ids.add(open());
        }
        var batch = batches.start(new BulkDeed(What.TAG, "Export"), ids);

        assertThat(batch.running()).isTrue();
        assertThat(batch.settled()).isEqualTo(100);
        batches.finishAll();
        assertThat(batches.get(batch.id()).changed()).isEqualTo(130);
        assertThat(batches.get(batch.id()).state()).isEqualTo("done");
        assertThat(conversations.tags(ids.getLast())).containsExactly("export");
    }

    @Provide
    Arbitrary<List<Case>> cases() {
        var touch = Combinators.combine(
                        Arbitraries.of("state", "assignee", "priority", "tags", "snooze"),
                        Arbitraries.integers().between(0, 3))
                .as(Touch::new);
        return Combinators.combine(touch.list().ofMaxSize(3), touch.list().ofMaxSize(2))
                .as(Case::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<BulkDeed> deeds() {
        return Arbitraries.of(
                new BulkDeed(What.STATE, "solved"),
                new BulkDeed(What.STATE, "pending"),
                new BulkDeed(What.STATE, "open"),
                new BulkDeed(What.ASSIGNEE, TeamForTests.JONAS.id().toString()),
                new BulkDeed(What.ASSIGNEE, ""),
                new BulkDeed(What.PRIORITY, "urgent"),
                new BulkDeed(What.TAG, "two"),
                new BulkDeed(What.UNTAG, "one"),
                new BulkDeed(
                        What.SNOOZE,
                        desk.clock.instant().plus(Duration.ofDays(9)).toString()));
    }

    private void touch(UUID id, Touch touch) {
        int choice = touch.choice();
        switch (touch.field()) {
            case "state" ->
                conversations.state(
                        id,
                        List.of(
                                        ConversationState.OPEN,
                                        ConversationState.PENDING,
                                        ConversationState.ON_HOLD,
                                        ConversationState.SOLVED)
                                .get(choice));
            case "assignee" ->
                conversations.assignee(
                        id, choice == 0 ? null : choice == 1 ? TeamForTests.JONAS.id() : TeamForTests.MARA.id());
            case "priority" -> conversations.priority(id, Priority.values()[choice]);
            case "tags" -> conversations.tags(id, List.of("one", "two", "three").subList(0, choice));
            default -> {
                if (conversations.get(id).state() != ConversationState.SOLVED) {
                    snoozes.snooze(id, choice == 0 ? null : desk.clock.instant().plus(Duration.ofDays(choice)));
                }
            }
        }
    }

    private Fields fields(UUID id) {
        var now = conversations.get(id);
        return new Fields(
                now.state(),
                now.assignee(),
                now.priority(),
                conversations.tags(id),
                snoozes.find(id).isPresent());
    }

    private UUID open() {
        var ana = desk.part(Customers.class)
                .meet(
                        new EmailAddress(UUID.randomUUID() + "@example.org"),
                        "Ana Ribeiro",
                        Locale.ENGLISH,
                        desk.clock.instant());
        return conversations
                .open(new Opening(ana.id(), Channel.API, null, "Hello", "How are you?", null))
                .id();
    }
}
