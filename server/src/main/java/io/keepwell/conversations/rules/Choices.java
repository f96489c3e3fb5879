package io.keepwell.conversations.rules;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.AutomaticDeeds;
import io.keepwell.conversations.ConversationKind;
import io.keepwell.conversations.ConversationState;
import io.keepwell.conversations.Priority;
import io.keepwell.mail.Mailboxes;
import io.keepwell.team.Members;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What can stand in the places of a rule, by the names that people know: they are typed, and kept as ids and words.
final class Choices {

    /// What kind of thing a value is.
    enum Source {
        /// Whatever is typed.
        FREE,
        MAILBOX,
        MEMBER,
        TEAM,
        KIND,
        PRIORITY,
        STATE,
        YES_NO,
        HOURS,
        REPLY;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /// @param value how it is kept
    /// @param label how people call it
    record Choice(String value, String label) {}

    private final Map<Source, List<Choice>> known = new EnumMap<>(Source.class);

    Choices(Mailboxes mailboxes, Members members, AutomaticDeeds automatic) {
        var nobody = new Choice("none", t("conversations.rules.none"));
        known.put(
                Source.MAILBOX,
                mailboxes.all().stream()
                        .map(it -> new Choice(it.id().toString(), it.name()))
                        .toList());
        known.put(
                Source.MEMBER,
                and(members.active().stream().map(it -> new Choice(it.id().toString(), it.name())), nobody));
        known.put(
                Source.TEAM,
                and(members.teams().stream().map(it -> new Choice(it.id().toString(), it.name())), nobody));
        known.put(
                Source.KIND,
                and(
                        Arrays.stream(ConversationKind.values())
                                .map(it -> new Choice(it.word(), t("conversations.kind." + it.word()))),
                        nobody));
        known.put(
                Source.PRIORITY,
                Arrays.stream(Priority.values())
                        .map(it -> new Choice(it.word(), t("conversations.priority." + it.word())))
                        .toList());
        known.put(
                Source.STATE,
                Arrays.stream(ConversationState.values())
                        .map(it -> new Choice(it.word(), t("conversations.state." + it.word())))
                        .toList());
        known.put(
                Source.YES_NO,
                List.of(
                        new Choice("yes", t("conversations.rules.yes")),
                        new Choice("no", t("conversations.rules.no"))));
        known.put(
                Source.HOURS,
                List.of(
                        new Choice("inside", t("conversations.rules.inside")),
                        new Choice("outside", t("conversations.rules.outside"))));
        known.put(
                Source.REPLY,
                automatic.savedReplies().stream()
                        .map(it -> new Choice(it.id().toString(), it.name()))
                        .toList());
    }

    private static List<Choice> and(Stream<Choice> choices, Choice last) {
        var all = new ArrayList<>(choices.toList());
        all.add(last);
        return all;
    }

    /// All that have names.
    Map<Source, List<Choice>> all() {
        return known;
    }

    static Source of(Field field) {
        return switch (field) {
            case MAILBOX -> Source.MAILBOX;
            case KIND -> Source.KIND;
            case PRIORITY -> Source.PRIORITY;
            case STATE -> Source.STATE;
            case TEAM -> Source.TEAM;
            case ASSIGNEE -> Source.MEMBER;
            case AUTOMATIC -> Source.YES_NO;
            case HOURS -> Source.HOURS;
            case TEXT, SUBJECT, FROM, LANGUAGE, TAG, WAITING -> Source.FREE;
        };
    }

    static Source of(DeedKind deed) {
        return switch (deed) {
            case ASSIGN, MENTION -> Source.MEMBER;
            case TEAM, ROUTE -> Source.TEAM;
            case PRIORITY -> Source.PRIORITY;
            case KIND -> Source.KIND;
            case STATE -> Source.STATE;
            case REPLY, DRAFT -> Source.REPLY;
            case TAG, UNTAG, NOTE, SNOOZE, SPAM -> Source.FREE;
        };
    }

    static Source of(Trigger trigger) {
        return switch (trigger) {
            case STATE, IDLE -> Source.STATE;
            case PRIORITY -> Source.PRIORITY;
            case KIND -> Source.KIND;
            case ASSIGNEE -> Source.MEMBER;
            case TEAM -> Source.TEAM;
            default -> Source.FREE;
        };
    }

    /// What somebody typed, as it is kept; what has no such name stays as it is.
    String read(Source source, String typed) {
        return typed.contains(",") && source != Source.FREE
                ? Arrays.stream(typed.split(","))
                        .map(part -> one(source, part.strip()))
                        .collect(Collectors.joining(", "))
                : one(source, typed.strip());
    }

    private String one(Source source, String typed) {
        return known.getOrDefault(source, List.of()).stream()
                .filter(choice -> choice.label().equalsIgnoreCase(typed))
                .map(Choice::value)
                .findFirst()
                .orElse(typed);
    }

    /// What is kept, as people read it; what has gone is called so.
    String words(Source source, String value) {
        if (source == Source.FREE || value.isEmpty()) {
            return value;
        }
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .map(one -> known.getOrDefault(source, List.of()).stream()
                        .filter(choice -> choice.value().equals(one))
                        .map(Choice::label)
                        .findFirst()
                        .orElseGet(() -> one.length() == 36 ? t("conversations.rules.gone") : one))
                .collect(Collectors.joining(", "));
    }
}
