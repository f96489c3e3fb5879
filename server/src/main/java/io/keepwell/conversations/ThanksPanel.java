package io.keepwell.conversations;

import gg.jte.Content;
import io.keepwell.shared.Fragments;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Where somebody only said thanks after solved: one key leaves it solved; where the mailbox leaves it
/// solved by itself, one opens it again.
@Component
class ThanksPanel implements ConversationPanel {

    private final MessageStore messages;
    private final ThanksStay stay;
    private final Members members;
    private final Fragments fragments;

    ThanksPanel(MessageStore messages, ThanksStay stay, Members members, Fragments fragments) {
        this.messages = messages;
        this.stay = stay;
        this.members = members;
        this.fragments = fragments;
    }

    @Override
    public Slot slot() {
        return Slot.BELOW_LETTERS;
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Optional<Content> show(Conversation conversation) {
        boolean writable =
                members.current().filter(member -> member.role() != Role.VIEWER).isPresent();
        if (writable && conversation.state() == ConversationState.SOLVED && stay.on(conversation.mailbox())) {
            return messages.barelyThanked(conversation.id())
                    .map(name -> fragments.of(
                            "conversations/thanks-stayed.jte", Map.of("id", conversation.id(), "name", name)));
        }
        if (!writable || conversation.state() != ConversationState.OPEN) {
            return Optional.empty();
        }
        return messages.barelyThanked(conversation.id())
                .map(name -> fragments.of("conversations/thanks.jte", Map.of("id", conversation.id(), "name", name)));
    }
}
