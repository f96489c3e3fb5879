package io.keepwell.conversations;

import static io.keepwell.conversations.DeskForTests.desk;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.shared.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/// Whatever is written, joined, parted, moved and taken back, in whatever order: no letter is lost or doubled, every
/// number ever given leads somewhere, and taking the last act back restores everything.
class RearrangingPropertyTests {

    private static final int STEPS = 18;

    private final Rearranging rearranging = desk().part(Rearranging.class);
    private final RearrangementStore acts = desk().part(RearrangementStore.class);
    private final Conversations conversations = desk().part(Conversations.class);
    private final ConversationStore store = desk().part(ConversationStore.class);
    private final MessageStore messages = desk().part(MessageStore.class);

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    @Label("T9: random sequences of letters, merges, splits, moves and undos")
    void nothingIsLostAndTheLastActIsTakenBackExactly(@ForAll long seed) {
        new Run(new Random(seed)).go();
    }

    private final class Run {

        private final Random random;
        private final MailForTests ana = MailForTests.to(desk().mailbox(true));
        private final MailForTests ben = MailForTests.to(ana.mailbox()).by(UUID.randomUUID() + "@example.org", "Ben");
        private final List<UUID> known = new ArrayList<>();
        private final Set<UUID> written = new HashSet<>();

        Run(Random random) {
            this.random = random;
        }

        void go() {
            for (int i = 0; i < 3; i++) {
                begin(random.nextBoolean() ? ana : ben);
            }
            for (int i = 0; i < STEPS; i++) {
                desk().clock.passes(Duration.ofSeconds(1 + random.nextInt(300)));
                try {
                    step();
                } catch (Refusal refused) {
                    // a no is an answer: what stood before stands
                }
                check();
            }
        }

        private void step() {
            switch (random.nextInt(10)) {
                case 0 -> begin(random.nextBoolean() ? ana : ben);
                case 1, 2 ->
                    written.add((random.nextBoolean() ? ana : ben)
                            .into(any())
                            .arrives()
                            .message());
                case 3 -> reply();
                case 4 -> change();
                case 5, 6, 7 -> act();
                default -> rearranging.undo(any(), null);
            }
        }

        private void begin(MailForTests mail) {
            var thread = mail.arrives().thread();
            known.add(thread);
            messages.all(thread).forEach(message -> written.add(message.id()));
        }

        private void reply() {
            var replies = desk().part(Replies.class);
            var id = conversations.get(any()).id();
            if (random.nextBoolean()) {
                written.add(replies.note(id, "A note", List.of()));
            } else {
                var outcome = replies.reply(id, new Reply("An answer", List.of(), null, null, Duration.ZERO));
                if (outcome instanceof ReplyOutcome.Written(var into, var number, var message)) {
                    written.add(message);
                    if (!known.contains(into)) {
                        known.add(into);
                    }
                }
            }
        }

        private void change() {
            var id = conversations.get(any()).id();
            switch (random.nextInt(6)) {
                case 0 -> conversations.tags(id, List.of("t" + random.nextInt(4), "t" + random.nextInt(4)));
                case 1 -> conversations.priority(id, Priority.values()[random.nextInt(4)]);
                case 2 -> conversations.neededBy(id, desk().clock.instant().plusSeconds(random.nextInt(9000)));
                case 3 -> conversations.state(id, ConversationState.values()[1 + random.nextInt(4)]);
                case 4 -> conversations.assignee(id, TeamForTests.JONAS.id());
                default ->
                    desk().part(Drafts.class).keep(id, TeamForTests.MARA.id(), "message", "Text " + random.nextInt());
            }
        }

        /// Every second act is taken back at once, and must leave nothing behind.
        private void act() {
            var before = everything();
            var one = any();
            var other = any();
            switch (random.nextInt(3)) {
                case 0 -> rearranging.merge(one, other, true);
                case 1 -> known.add(rearranging.split(one, some(one), null).id());
                default -> rearranging.move(one, some(one), other, true);
            }
            check();
            if (random.nextBoolean()) {
                boolean parted = acts.of(one).getFirst().kind() == MessagesMoved.Kind.SPLIT;
                rearranging.undo(one, null);
                if (parted) {
                    known.removeLast();
                }
                assertThat(everything()).isEqualTo(before);
            }
        }

        private List<UUID> some(UUID conversation) {
            return messages.all(conversation).stream()
                    .map(Message::id)
                    .filter(id -> random.nextInt(3) == 0)
                    .toList();
        }

        private UUID any() {
            return known.get(random.nextInt(known.size()));
        }

        private void check() {
            var all = desk().jdbc
                    .sql("select id from message where id = any(:ids)")
                    .param("ids", written.toArray(UUID[]::new))
                    .query((row, n) -> row.getObject(1, UUID.class))
                    .list();
            assertThat(all).containsExactlyInAnyOrderElementsOf(written);
            var standing = new ArrayList<UUID>();
            for (var id : known) {
                var itself = store.find(id).orElseThrow();
                var leads = conversations.get(id);
                assertThat(leads.mergedInto()).isNull();
                assertThat(conversations.get("#" + itself.number()).id()).isEqualTo(leads.id());
                if (itself.mergedInto() == null) {
                    messages.all(id).forEach(message -> standing.add(message.id()));
                } else {
                    assertThat(messages.all(id)).isEmpty();
                }
            }
            assertThat(standing).containsExactlyInAnyOrderElementsOf(written);
        }

        /// All that is known of the conversations, but for the log, which only grows.
        private List<String> everything() {
            return known.stream()
                    .map(id -> store.find(id).orElseThrow())
                    .map(it -> it + " " + acts.belongings(it) + " " + messages.all(it.id()))
                    .toList();
        }
    }
}
