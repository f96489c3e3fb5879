package io.keepwell.conversations;

import static io.keepwell.conversations.DeskForTests.desk;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Old ids resolve for ever: whatever the façade is asked of a conversation that has become part of another
/// one, it does to that other one, and leaves the reference as it is.
class MergedReferencesTests {

    private static final Conversations CONVERSATIONS = desk().part(Conversations.class);
    private static final Instant LATER = Instant.parse("2027-03-01T10:00:00Z");

    /// An act on an old id, and what has to be true of the conversation that is left.
    private static final Map<String, BiConsumer<UUID, UUID>> ACTS = Map.ofEntries(
            entry(
                    "find",
                    (old, left) -> assertThat(
                                    CONVERSATIONS.find(old).orElseThrow().id())
                            .isEqualTo(left)),
            entry("get", (old, left) -> {
                assertThat(CONVERSATIONS.get(old).id()).isEqualTo(left);
                assertThat(CONVERSATIONS.get(old.toString()).id()).isEqualTo(left);
                assertThat(CONVERSATIONS.get("#" + number(old)).id()).isEqualTo(left);
            }),
            entry("state", (old, left) -> {
                CONVERSATIONS.state(old, ConversationState.PENDING);
                assertThat(now(left).state()).isEqualTo(ConversationState.PENDING);
            }),
            entry("assignee", (old, left) -> {
                CONVERSATIONS.assignee(old, TeamForTests.JONAS.id());
                assertThat(now(left).assignee()).isEqualTo(TeamForTests.JONAS.id());
                CONVERSATIONS.assignee(old, null);
                assertThat(now(left).assignee()).isNull();
            }),
            entry("team", (old, left) -> {
                var team = UUID.randomUUID();
                desk().jdbc
                        .sql("insert into team (id, name, created_at) values (:id, :name, now())")
                        .param("id", team)
                        .param("name", "Team " + team)
                        .update();
                desk().jdbc
                        .sql("update conversation set team_id = :team where id = :left")
                        .param("team", team)
                        .param("left", left)
                        .update();
                CONVERSATIONS.team(old, null);
                assertThat(now(left).team()).isNull();
            }),
            entry("kind", (old, left) -> {
                CONVERSATIONS.kind(old, ConversationKind.PRAISE);
                assertThat(now(left).kind()).isEqualTo(ConversationKind.PRAISE);
            }),
            entry("cause", (old, left) -> {
                CONVERSATIONS.cause(old, CauseState.TRIAGE);
                assertThat(now(left).cause()).isEqualTo(CauseState.TRIAGE);
            }),
            entry("priority", (old, left) -> {
                CONVERSATIONS.priority(old, Priority.URGENT);
                assertThat(now(left).priority()).isEqualTo(Priority.URGENT);
            }),
            entry("neededBy", (old, left) -> {
                CONVERSATIONS.neededBy(old, LATER);
                assertThat(now(left).neededBy()).isEqualTo(LATER);
                assertThat(due(left)).contains("needed-by");
            }),
            entry("tags", (old, left) -> {
                CONVERSATIONS.tags(old, List.of("old", "number"));
                assertThat(desk().part(ConversationStore.class).tags(left)).containsExactly("number", "old");
                assertThat(CONVERSATIONS.tags(old)).containsExactly("number", "old");
            }),
            entry("happened", (old, left) -> {
                CONVERSATIONS.happened(old, "repeat", null, "red");
                assertThat(desk().jdbc
                                .sql(
                                        "select new_value from conversation_event where conversation_id = :id and kind = 'repeat'")
                                .param("id", left)
                                .query((row, n) -> row.getString(1))
                                .list())
                        .containsExactly("red");
            }),
            entry("due", (old, left) -> {
                CONVERSATIONS.due(old, "first", LATER);
                CONVERSATIONS.due("second", Map.of(old, Optional.of(LATER)));
                assertThat(due(left)).contains("first", "second");
                // that nothing is owed on the reference any more takes nothing from the other
                CONVERSATIONS.due(old, "first", null);
                CONVERSATIONS.due("second", Map.of(old, Optional.empty()));
                assertThat(due(left)).contains("first", "second");
            }));

    private UUID old;
    private UUID left;

    @BeforeEach
    void anaWritesTwiceAndTheFirstBecomesPartOfTheSecond() {
        var ana = MailForTests.to(desk().mailbox(false));
        old = ana.saying("Export", "How do I export?").arrives().thread();
        desk().clock.passes(Duration.ofMinutes(1));
        left = ana.saying("Export again", "And where is it kept?").arrives().thread();
        desk().clock.passes(Duration.ofMinutes(1));
        desk().part(Rearranging.class).merge(old, left, false);
    }

    @ParameterizedTest
    @DisplayName("T9: an old id acts on the conversation that is left")
    @MethodSource("methods")
    void actsOnTheOneThatIsLeft(String method) {
        var before = reference();

        Objects.requireNonNull(ACTS.get(method)).accept(old, left);

        assertThat(reference()).isEqualTo(before);
    }

    @Test
    @DisplayName("T9: what is put off, and what is called spam, is the conversation that is left")
    void soDoSnoozeAndSpam() {
        var before = reference();

        desk().part(Snoozes.class).snooze(old, desk().clock.instant().plus(Duration.ofDays(1)));
        desk().part(SpamMarks.class).mark(old, SpamMarks.Block.NONE);

        assertThat(now(left).spamAt()).isNotNull();
        assertThat(desk().part(Snoozes.class).find(left)).isPresent();
        assertThat(reference()).isEqualTo(before);
    }

    @Test
    void everyMethodThatTakesAnIdIsTried() {
        assertThat(ACTS.keySet()).containsExactlyInAnyOrderElementsOf(methods().toList());
    }

    static Stream<String> methods() {
        return Arrays.stream(Conversations.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> Stream.of(method.getParameterTypes())
                        .anyMatch(type -> type == UUID.class || type == String.class || type == Map.class))
                .map(Method::getName)
                .distinct();
    }

    /// All that there is of the reference.
    private String reference() {
        return desk().jdbc.sql("""
                        select to_jsonb(c) - 'changed_at' || jsonb_build_object(
                               'events', (select count(*) from conversation_event where conversation_id = c.id),
                               'tags', (select count(*) from conversation_tag where conversation_id = c.id),
                               'due', (select count(*) from conversation_due where conversation_id = c.id))
                          from conversation c
                         where id = :id
                        """).param("id", old).query(String.class).single();
    }

    private static long number(UUID id) {
        return desk().part(ConversationStore.class).find(id).orElseThrow().number();
    }

    private static Conversation now(UUID id) {
        return desk().part(ConversationStore.class).find(id).orElseThrow();
    }

    private static List<String> due(UUID id) {
        return desk().jdbc
                .sql("select source from conversation_due where conversation_id = :id order by source")
                .param("id", id)
                .query((row, n) -> row.getString(1))
                .list();
    }
}
