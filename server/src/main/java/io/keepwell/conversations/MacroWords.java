package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// Says what actions will do, a sentence for each, in the order in which they are done.
@Component
class MacroWords {

    private final Members members;
    private final InboxPreferences preferences;
    private final Clock clock;

    MacroWords(Members members, InboxPreferences preferences, Clock clock) {
        this.members = members;
        this.preferences = preferences;
        this.clock = clock;
    }

    List<String> sentences(Actions actions) {
        var said = new ArrayList<String>();
        var zone = preferences.zone(members.require().id());
        var now = clock.instant();
        if (actions.sends()) {
            said.add(t("conversations.macros.does." + (actions.text() == null ? "send" : "send-words")));
        } else if (actions.text() != null) {
            said.add(t("conversations.macros.does.write"));
        }
        var promise = actions.promise();
        if (promise != null) {
            said.add(t(
                    "conversations.macros.does.promise",
                    "kind",
                    promise.kind(),
                    "words",
                    promise.words().isEmpty() ? "no" : "some",
                    "what",
                    promise.words(),
                    "time",
                    time(actions.promisedFor(now, zone).orElse(null))));
        }
        if (actions.note() != null) {
            said.add(t("conversations.macros.does.note"));
        }
        if (actions.kind() != null) {
            said.add(t("conversations.macros.does.kind", "kind", t("conversations.kind." + actions.kind())));
        }
        if (actions.priority() != null) {
            said.add(t(
                    "conversations.macros.does.priority",
                    "priority",
                    t("conversations.priority." + actions.priority())));
        }
        if (!actions.addTags().isEmpty()) {
            said.add(t("conversations.macros.does.tag", "tags", String.join(", ", actions.addTags())));
        }
        if (!actions.removeTags().isEmpty()) {
            said.add(t("conversations.macros.does.untag", "tags", String.join(", ", actions.removeTags())));
        }
        if (actions.team() != null) {
            said.add(t("conversations.macros.does.team", "name", team(actions.team())));
        }
        if (actions.assignee() != null) {
            said.add(t("conversations.macros.does.assignee", "name", person(actions.assignee())));
        }
        if (actions.state() != null) {
            said.add(t("conversations.macros.does.state", "state", t("conversations.state." + actions.state())));
        }
        actions.snoozedUntil(now, zone)
                .ifPresent(until -> said.add(t("conversations.macros.does.snooze", "time", time(until))));
        return said;
    }

    private String time(@Nullable Instant at) {
        return at == null
                ? "none"
                : DateTimeFormatter.ofPattern("EEE d MMM HH:mm", LocaleContextHolder.getLocale())
                        .format(at.atZone(preferences.zone(members.require().id())));
    }

    private String team(String id) {
        return id.equals("none")
                ? "none"
                : members.teams().stream()
                        .filter(team -> team.id().toString().equals(id))
                        .map(Members.TeamName::name)
                        .findFirst()
                        .orElse(t("conversations.macros.gone"));
    }

    private String person(String id) {
        return switch (id) {
            case "none" -> "none";
            case "me" -> "me";
            default ->
                Optional.of(UUID.fromString(id))
                        .flatMap(members::find)
                        .map(Member::name)
                        .orElse(t("conversations.macros.gone"));
        };
    }
}
