package io.keepwell.conversations;

import static io.keepwell.conversations.DeskForTests.desk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What may be done to a conversation, and what is noted of it.
class ConversationsTests {

    private final Conversations conversations = desk().part(Conversations.class);
    private UUID id;

    @BeforeEach
    void anaWrites() {
        id = MailForTests.to(desk().mailbox(false)).arrives().thread();
    }

    @Test
    @DisplayName("ST1: assigned, a new conversation is open, and never new again")
    void openOnAssignment() {
        conversations.assignee(id, TeamForTests.JONAS.id());

        assertThat(conversations.get(id).state()).isEqualTo(ConversationState.OPEN);
        assertThat(events("assignee")).containsExactly("Mara Lindqvist: null -> Jonas Brandt");
        assertThatThrownBy(() -> conversations.state(id, ConversationState.NEW)).isInstanceOf(StateRefused.class);
    }

    @Test
    @DisplayName("ST2: whoever solves what nobody looks after becomes its assignee")
    void theSolverIsTheAssignee() {
        conversations.state(id, ConversationState.SOLVED);

        assertThat(conversations.get(id).assignee()).isEqualTo(TeamForTests.MARA.id());
        assertThat(conversations.get(id).solvedAt()).isNotNull();
        assertThat(events("state")).containsExactly("Mara Lindqvist: new -> solved");
    }

    @Test
    @DisplayName("ST3: closed stays closed, but for its tags")
    void closedIsImmutable() {
        conversations.state(id, ConversationState.CLOSED);

        assertThatThrownBy(() -> conversations.state(id, ConversationState.OPEN))
                .isInstanceOf(ConversationClosed.class);
        assertThatThrownBy(() -> conversations.assignee(id, null)).isInstanceOf(ConversationClosed.class);
        assertThatThrownBy(() -> conversations.kind(id, null)).isInstanceOf(ConversationClosed.class);
        conversations.tags(id, List.of("Bank ", "bank", "export"));
        assertThat(conversations.tags(id)).containsExactly("bank", "export");
    }

    @Test
    @DisplayName("capability 10: a complaint is solved with a cause or by triage, a question without")
    void aComplaintNeedsItsCause() {
        conversations.kind(id, ConversationKind.COMPLAINT);

        assertThatThrownBy(() -> conversations.state(id, ConversationState.SOLVED))
                .isInstanceOf(CauseMissing.class)
                .hasMessageContaining("nobody has said what caused it");
        conversations.cause(id, CauseState.TRIAGE);
        conversations.state(id, ConversationState.SOLVED);

        assertThat(conversations.get(id).state()).isEqualTo(ConversationState.SOLVED);
    }

    @Test
    void aKindThatAPersonChoseForgetsTheWordsThatSuggestedOne() {
        assertThat(conversations.get(id).kindWords()).isNotEmpty();

        conversations.kind(id, ConversationKind.QUESTION);

        assertThat(conversations.get(id).kindWords()).isEmpty();
    }

    @Test
    void isFoundByNumberToo() {
        var conversation = conversations.get(id);

        assertThat(conversations.get("#" + conversation.number()).id()).isEqualTo(id);
        assertThat(conversations.get(id.toString()).id()).isEqualTo(id);
        assertThatThrownBy(() -> conversations.get("999999999")).isInstanceOf(ConversationNotFound.class);
    }

    private List<String> events(String kind) {
        return desk().jdbc
                .sql("""
                        select m.name, e.old_value, e.new_value
                          from conversation_event e
                          left join team_member m on m.id = e.member_id
                         where e.conversation_id = :id
                           and e.kind = :kind
                         order by e.at, e.id
                        """)
                .param("id", id)
                .param("kind", kind)
                .query((row, n) -> row.getString(1) + ": " + row.getString(2) + " -> " + row.getString(3))
                .list();
    }
}
