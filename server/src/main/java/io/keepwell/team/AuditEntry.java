package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that somebody did.
///
/// @param id      id
/// @param at      when
/// @param actorId the member, null for Keepwell itself
/// @param actor   their name at that time
/// @param via     `page`, `token` or `system`
/// @param action  what was done, such as `mailbox.created`
/// @param subject id of what it was done to
/// @param label   what people call that
/// @param details further facts
record AuditEntry(
        UUID id,
        Instant at,
        @Nullable UUID actorId,
        String actor,
        String via,
        String action,
        UUID subject,
        String label,
        Map<String, Object> details) {

    /// The deed as a sentence; where nobody has written one, its name.
    String sentence() {
        var arguments = new ArrayList<Object>(List.of("actor", actor, "label", label));
        details.forEach((name, value) -> {
            arguments.add(name);
            // what is counted stays a number, for the plurals of the sentence
            arguments.add(value instanceof Number ? value : word(name, String.valueOf(value)));
        });
        try {
            return t("team.audit.deed." + action, arguments.toArray());
        } catch (IllegalArgumentException noSentence) {
            return t("team.audit.other", "actor", actor, "action", action.replace('.', ' '), "label", label);
        }
    }

    /// The further facts that the sentence does not tell, one after the other.
    String facts() {
        var sentence = sentence();
        var facts = new ArrayList<String>();
        new TreeMap<>(details).forEach((name, value) -> {
            var word = word(name, String.valueOf(value));
            if (!sentence.contains(word)) {
                facts.add(name + ": " + word);
            }
        });
        return String.join(", ", facts);
    }

    /// What a noun of the log is called, such as `mailbox`; itself where it has no other name.
    static String about(String noun) {
        try {
            return t("team.audit.noun." + noun);
        } catch (IllegalArgumentException noName) {
            return noun;
        }
    }

    private static String word(String name, String value) {
        boolean role = name.equals("role") || name.equals("from") || name.equals("to");
        for (var known : Role.values()) {
            if (role && known.name().equals(value)) {
                return t("team.role." + value);
            }
        }
        for (var known : Scope.values()) {
            if (name.equals("scope") && known.name().equals(value)) {
                return t("team.scope." + value);
            }
        }
        return value;
    }
}
