package io.keepwell.conversations;

import io.keepwell.shared.Words;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes into the log of both conversations what was done with their letters, and what changed by it.
@Component
class RearrangedLog {

    private final ConversationStore store;
    private final Members members;

    RearrangedLog(ConversationStore store, Members members) {
        this.store = store;
        this.members = members;
    }

    void done(Rearrangement act, Conversation source, Conversation target) {
        switch (act.kind()) {
            case MERGE -> both(act, "merged", source, "merged-from", target);
            case SPLIT -> both(act, "split-off", source, "split-from", target);
            case MOVE -> both(act, "moved-out", source, "moved-in", target);
        }
    }

    private void both(Rearrangement act, String ofSource, Conversation source, String ofTarget, Conversation target) {
        told(ofSource, source, target, act.at(), act.member());
        told(ofTarget, target, source, act.at(), act.member());
    }

    void undone(Rearrangement act, Conversation source, Conversation target, Instant at, @Nullable UUID member) {
        var kind = "undone-" + act.kind().word();
        told(kind, source, target, at, member);
        told(kind, target, source, at, member);
    }

    private void told(String kind, Conversation of, Conversation other, Instant at, @Nullable UUID member) {
        store.happened(of.id(), at, member, kind, null, String.valueOf(other.number()), null, other.id());
    }

    /// Says anew until when the customer needs it, for whoever watches that.
    void needed(Conversation conversation, @Nullable Instant until, Instant at, @Nullable UUID member) {
        store.happened(conversation.id(), at, member, "needed-by", null, text(until));
    }

    /// Sets the state and tells of it, where it is another one.
    private void state(Conversation conversation, ConversationState to, Instant at, @Nullable UUID member) {
        if (conversation.state() != to) {
            store.set(conversation.id(), "state = :value", to.word());
            store.happened(
                    conversation.id(), at, member, "state", conversation.state().word(), to.word());
        }
    }

    /// Tells of everything that a conversation has otherwise now, and sets the state.
    void changed(Conversation conversation, Belongings before, Belongings after, Instant at, @Nullable UUID member) {
        state(conversation, after.state(), at, member);
        var id = conversation.id();
        changed(id, "kind", word(before.kind()), word(after.kind()), at, member);
        changed(id, "cause", word(before.cause()), word(after.cause()), at, member);
        changed(id, "priority", word(before.priority()), word(after.priority()), at, member);
        changed(id, "needed-by", text(before.neededBy()), text(after.neededBy()), at, member);
        changed(id, "tags", String.join(", ", before.tags()), String.join(", ", after.tags()), at, member);
        if (!Objects.equals(before.assignee(), after.assignee())) {
            store.happened(
                    id,
                    at,
                    member,
                    "assignee",
                    name(before.assignee()),
                    name(after.assignee()),
                    before.assignee(),
                    after.assignee());
        }
        if (!Objects.equals(before.team(), after.team())) {
            store.happened(
                    id, at, member, "team", team(before.team()), team(after.team()), before.team(), after.team());
        }
    }

    private void changed(
            UUID id, String kind, @Nullable String before, @Nullable String after, Instant at, @Nullable UUID member) {
        if (!Objects.equals(before, after)) {
            store.happened(id, at, member, kind, before, after);
        }
    }

    private @Nullable String name(@Nullable UUID member) {
        return member == null ? null : members.find(member).map(Member::name).orElse(null);
    }

    private @Nullable String team(@Nullable UUID team) {
        return members.teams().stream()
                .filter(known -> known.id().equals(team))
                .map(Members.TeamName::name)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String word(@Nullable Enum<?> value) {
        return value == null ? null : Words.of(value);
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
