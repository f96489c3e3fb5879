package io.keepwell.conversations.rules;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.AutomaticDeeds;
import io.keepwell.conversations.ConversationKind;
import io.keepwell.conversations.ConversationState;
import io.keepwell.conversations.Priority;
import io.keepwell.conversations.rules.RuleContent.Condition;
import io.keepwell.conversations.rules.RuleContent.Deed;
import io.keepwell.conversations.rules.RuleContent.When;
import io.keepwell.mail.Mailboxes;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Members;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Checks what somebody wants a rule to be: everything it names is there, and every word means something.
@Component
class RuleReading {

    static final int LONGEST_NAME = 80;

    private static final int MOST_LINES = 20;
    private static final int LONGEST_VALUE = 4000;
    private static final int MOST_HOURS = 8760;
    private static final int LONGEST_TAG = 60;

    private final ObjectProvider<Mailboxes> mailboxes;
    private final Members members;
    private final AutomaticDeeds automatic;

    RuleReading(ObjectProvider<Mailboxes> mailboxes, Members members, AutomaticDeeds automatic) {
        this.mailboxes = mailboxes;
        this.members = members;
        this.automatic = automatic;
    }

    /// @throws InvalidRequest where it cannot be its name
    static String name(@Nullable String name) {
        var clean = name == null ? "" : name.strip();
        if (clean.isEmpty() || clean.length() > LONGEST_NAME) {
            throw InvalidRequest.field("name", t("conversations.rules.wrong.name", "most", LONGEST_NAME));
        }
        return clean;
    }

    /// The same, checked.
    ///
    /// @throws InvalidRequest where something in it means nothing
    RuleContent checked(RuleContent content) {
        if (content.conditions().size() > MOST_LINES || content.deeds().size() > MOST_LINES) {
            throw InvalidRequest.field("deeds", t("conversations.rules.wrong.many", "most", MOST_LINES));
        }
        if (content.deeds().isEmpty()) {
            throw InvalidRequest.field("deeds", t("conversations.rules.wrong.nothing"));
        }
        if (!Set.of("all", "any").contains(content.match())) {
            throw wrong("match", content.match());
        }
        return new RuleContent(
                when(content.when()),
                content.match(),
                content.conditions().stream().map(this::condition).toList(),
                content.deeds().stream().map(this::deed).toList(),
                content.stop());
    }

    private When when(When when) {
        var trigger = Trigger.of(when.event()).orElseThrow(() -> wrong("when", when.event()));
        var value = when.wanted().strip();
        if (trigger == Trigger.IDLE) {
            if (when.hours() == null || when.hours() < 1 || when.hours() > MOST_HOURS) {
                throw InvalidRequest.field("hours", t("conversations.rules.wrong.hours", "most", MOST_HOURS));
            }
            require("when", states(), value);
            return new When(trigger.word(), value, when.hours());
        }
        if (!value.isEmpty()) {
            switch (trigger) {
                case STATE -> require("when", states(), value);
                case PRIORITY -> require("when", priorities(), value);
                case KIND -> require("when", kinds(), value);
                case ASSIGNEE -> require("when", withNone(memberIds()), value);
                case TEAM -> require("when", withNone(teamIds()), value);
                case TAGS -> tag("when", value);
                default -> throw wrong("when", value);
            }
        }
        return new When(trigger.word(), value, null);
    }

    private Condition condition(Condition condition) {
        var field = Field.of(condition.field()).orElseThrow(() -> wrong("conditions", condition.field()));
        if (!field.comparisons().contains(condition.op())) {
            throw wrong("conditions", condition.op());
        }
        var values = Matching.values(condition);
        if (values.isEmpty() || condition.value().length() > LONGEST_VALUE) {
            throw InvalidRequest.field(
                    "conditions",
                    t("conversations.rules.wrong.empty", "field", t("conversations.rules.field." + field.word())));
        }
        for (var value : values) {
            switch (field) {
                case MAILBOX -> require("conditions", mailboxIds(), value);
                case KIND -> require("conditions", kinds(), value);
                case PRIORITY -> require("conditions", priorities(), value);
                case STATE -> require("conditions", states(), value);
                case TEAM -> require("conditions", withNone(teamIds()), value);
                case ASSIGNEE -> require("conditions", withNone(memberIds()), value);
                case AUTOMATIC -> require("conditions", Set.of("yes", "no"), value);
                case HOURS -> require("conditions", Set.of("inside", "outside"), value);
                case WAITING -> hours("conditions", value);
                case LANGUAGE -> {
                    if (!value.matches("[A-Za-z]{2,3}")) {
                        throw wrong("conditions", value);
                    }
                }
                case TAG -> tag("conditions", value);
                case FROM -> {
                    if (value.contains(" ") || !value.contains(".")) {
                        throw InvalidRequest.field("conditions", t("conversations.rules.wrong.from", "value", value));
                    }
                }
                case TEXT, SUBJECT -> {
                    if (value.replace("*", "").isBlank()) {
                        throw wrong("conditions", value);
                    }
                }
            }
        }
        return new Condition(field.word(), condition.op(), String.join(", ", values));
    }

    private Deed deed(Deed deed) {
        var kind = DeedKind.of(deed.deed()).orElseThrow(() -> wrong("deeds", deed.deed()));
        var value = deed.value().strip();
        if (value.length() > LONGEST_VALUE) {
            throw InvalidRequest.field("deeds", t("conversations.rules.wrong.long", "most", LONGEST_VALUE));
        }
        switch (kind) {
            case ASSIGN -> require("deeds", withNone(memberIds()), value);
            case MENTION -> require("deeds", memberIds(), value);
            case TEAM -> require("deeds", withNone(teamIds()), value);
            case ROUTE -> require("deeds", teamIds(), value);
            case PRIORITY -> require("deeds", priorities(), value);
            case KIND -> require("deeds", kinds(), value);
            case STATE -> require("deeds", Set.of("open", "pending", "on-hold", "solved"), value);
            case TAG, UNTAG -> Arrays.stream(value.split(",", -1)).forEach(tag -> tag("deeds", tag.strip()));
            case NOTE -> {
                if (value.isEmpty()) {
                    throw InvalidRequest.field("deeds", t("conversations.rules.wrong.note"));
                }
            }
            case REPLY, DRAFT -> {
                if (automatic.savedReplies().stream()
                        .noneMatch(it -> it.id().toString().equals(value))) {
                    throw InvalidRequest.field("deeds", t("conversations.rules.wrong.reply"));
                }
            }
            case SNOOZE -> hours("deeds", value);
            case SPAM -> {
                return new Deed(kind.word(), "");
            }
        }
        return new Deed(kind.word(), value);
    }

    private static void tag(String field, String tag) {
        if (tag.isEmpty() || tag.length() > LONGEST_TAG) {
            throw InvalidRequest.field(field, t("conversations.rules.wrong.tag", "most", LONGEST_TAG));
        }
    }

    private static void hours(String field, String value) {
        if (!value.matches("[1-9]\\d{0,3}") || Integer.parseInt(value) > MOST_HOURS) {
            throw InvalidRequest.field(field, t("conversations.rules.wrong.hours", "most", MOST_HOURS));
        }
    }

    private static void require(String field, Set<String> known, String value) {
        if (!known.contains(value)) {
            throw wrong(field, value);
        }
    }

    private static InvalidRequest wrong(String field, String value) {
        return InvalidRequest.field(field, t("conversations.rules.wrong.value", "value", value));
    }

    private Set<String> mailboxIds() {
        return ids(mailboxes.getObject().all().stream().map(it -> it.id()));
    }

    private Set<String> memberIds() {
        return ids(members.active().stream().map(it -> it.id()));
    }

    private Set<String> teamIds() {
        return ids(members.teams().stream().map(it -> it.id()));
    }

    private static Set<String> ids(Stream<UUID> ids) {
        return ids.map(UUID::toString).collect(Collectors.toSet());
    }

    private static Set<String> withNone(Set<String> ids) {
        return Stream.concat(Stream.of("none"), ids.stream()).collect(Collectors.toSet());
    }

    static Set<String> states() {
        return Arrays.stream(ConversationState.values())
                .map(ConversationState::word)
                .collect(Collectors.toSet());
    }

    static Set<String> priorities() {
        return Arrays.stream(Priority.values()).map(Priority::word).collect(Collectors.toSet());
    }

    static Set<String> kinds() {
        return Stream.concat(
                        Stream.of("none"),
                        List.of(ConversationKind.values()).stream().map(ConversationKind::word))
                .collect(Collectors.toSet());
    }
}
