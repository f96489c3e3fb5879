package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.ReplyPromises.Made;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.tasks.TaskKind;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a form says of promises: those taken under the text of a reply, and those it keeps.
final class PromiseForm {

    /// Only where the composer has asked does an empty list of kept ones mean that none is kept.
    static final String ASKED = "keeping";

    private PromiseForm() {}

    /// @param fields the fields of the form of a reply
    /// @param zone   the zone its times are meant in
    static ReplyPromises of(Map<String, String[]> fields, ZoneId zone) {
        var made = new ArrayList<Made>();
        for (var taken : values(fields, "promise")) {
            var kind = kind(first(fields, "promise-kind-" + taken));
            made.add(new Made(
                    kind,
                    first(fields, "promise-what-" + taken).strip(),
                    kind == TaskKind.FIXED ? null : time("promise", first(fields, "promise-due-" + taken), zone)));
        }
        var kept = fields.containsKey(ASKED)
                ? values(fields, "keeps").stream().map(PromiseForm::id).collect(Collectors.toSet())
                : null;
        return new ReplyPromises(List.copyOf(made), kept == null ? null : Set.copyOf(kept));
    }

    /// A kind that can be promised.
    static TaskKind kind(String word) {
        return TaskKind.of(word)
                .filter(kind -> kind != TaskKind.DEADLINE)
                .orElseThrow(() -> InvalidRequest.field("kind", "kind is one of answer, call, fixed, other."));
    }

    /// The instant of a field of a form, such as `2026-11-24T10:00`.
    static Instant time(String field, @Nullable String local, ZoneId zone) {
        try {
            return LocalDateTime.parse(String.valueOf(local)).atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            throw InvalidRequest.field(field, t("conversations.promises.wrong.time"));
        }
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.field("keeps", "keeps are ids of promises.");
        }
    }

    private static List<String> values(Map<String, String[]> fields, String name) {
        return Arrays.stream(fields.getOrDefault(name, new String[0]))
                .filter(value -> !value.isBlank())
                .distinct()
                .toList();
    }

    private static String first(Map<String, String[]> fields, String name) {
        var values = fields.getOrDefault(name, new String[0]);
        return values.length == 0 ? "" : values[0];
    }
}
