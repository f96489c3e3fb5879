package io.keepwell.conversations.rules;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.AutomaticDeeds;
import io.keepwell.conversations.ConversationKind;
import io.keepwell.conversations.ConversationState;
import io.keepwell.conversations.Conversations;
import io.keepwell.conversations.Priority;
import io.keepwell.conversations.rules.RuleContent.Deed;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Does what a rule says, by the same doors that people use.
@Component
class RuleHands {

    private final Conversations conversations;
    private final AutomaticDeeds automatic;
    private final Members members;
    private final Clock clock;

    RuleHands(Conversations conversations, AutomaticDeeds automatic, Members members, Clock clock) {
        this.conversations = conversations;
        this.automatic = automatic;
        this.members = members;
        this.clock = clock;
    }

    void act(UUID conversation, Deed deed) {
        var value = deed.value();
        switch (deed.kind()) {
            case ASSIGN -> conversations.assignee(conversation, id(value));
            case TEAM -> conversations.team(conversation, id(value));
            case ROUTE -> route(conversation, id(value));
            case PRIORITY -> conversations.priority(conversation, word(Priority.values(), value));
            case KIND ->
                conversations.kind(conversation, id(value, "none") ? null : word(ConversationKind.values(), value));
            case TAG -> conversations.tags(conversation, with(conversation, value));
            case UNTAG -> conversations.tags(conversation, without(conversation, value));
            case STATE -> conversations.state(conversation, word(ConversationState.values(), value));
            case NOTE -> automatic.note(conversation, value);
            case MENTION -> automatic.note(conversation, t("conversations.rules.mention", "name", "@" + name(value)));
            case REPLY -> automatic.reply(conversation, UUID.fromString(value));
            case DRAFT -> automatic.draft(conversation, UUID.fromString(value));
            case SNOOZE ->
                automatic.snooze(conversation, clock.instant().plus(Duration.ofHours(Long.parseLong(value))));
            case SPAM -> automatic.spam(conversation);
        }
    }

    /// Gives it to the team and to nobody: whoever's turn it is gets it then.
    private void route(UUID conversation, @Nullable UUID team) {
        var before = conversations.get(conversation);
        if (before.team() != null && before.team().equals(team)) {
            return;
        }
        conversations.assignee(conversation, null);
        conversations.team(conversation, team);
    }

    private List<String> with(UUID conversation, String tags) {
        var all = new ArrayList<>(conversations.tags(conversation));
        all.addAll(Arrays.asList(tags.split(",")));
        return all;
    }

    private List<String> without(UUID conversation, String tags) {
        var gone = Arrays.stream(tags.split(",")).map(String::strip).toList();
        return conversations.tags(conversation).stream()
                .filter(tag -> gone.stream().noneMatch(tag::equalsIgnoreCase))
                .toList();
    }

    private String name(String member) {
        return members.find(UUID.fromString(member))
                .filter(it -> it.active())
                .orElseThrow(() -> InvalidRequest.field("mention", t("conversations.refused.no-member")))
                .name();
    }

    private static @Nullable UUID id(String value) {
        return id(value, "none") ? null : UUID.fromString(value);
    }

    private static boolean id(String value, String none) {
        return value.isEmpty() || value.equals(none);
    }

    private static <E extends Enum<E>> E word(E[] values, String word) {
        return Arrays.stream(values)
                .filter(it -> it.name().equalsIgnoreCase(word.replace('-', '_')))
                .findFirst()
                .orElseThrow(() -> InvalidRequest.field("deeds", t("conversations.rules.wrong.value", "value", word)));
    }
}
