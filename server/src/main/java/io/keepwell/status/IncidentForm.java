package io.keepwell.status;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Words;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What whoever speaks to the public has typed and chosen.
///
/// @param hits   state by id of component; what is all right is missing
/// @param starts local time in the workspace's zone, as browsers give it
record IncidentForm(
        String title,
        String text,
        String state,
        Map<String, String> hits,
        String starts,
        String ends,
        boolean tell,
        String whyNot) {

    private static final String HIT = "hit-";

    static IncidentForm of(Map<String, String> typed) {
        var hits = new LinkedHashMap<String, String>();
        typed.forEach((name, value) -> {
            if (name.startsWith(HIT) && !value.isBlank()) {
                hits.put(name.substring(HIT.length()), value);
            }
        });
        return new IncidentForm(
                typed.getOrDefault("title", ""),
                typed.getOrDefault("text", ""),
                typed.getOrDefault("state", ""),
                hits,
                typed.getOrDefault("starts", ""),
                typed.getOrDefault("ends", ""),
                "yes".equals(typed.getOrDefault("notify", "yes")),
                typed.getOrDefault("whyNot", ""));
    }

    static IncidentForm of(Incident incident, String text, IncidentState state, ZoneId zone) {
        var hits = new LinkedHashMap<String, String>();
        incident.hits()
                .forEach(hit -> hits.put(hit.component().toString(), hit.state().word()));
        return new IncidentForm(
                incident.title(),
                text,
                state.word(),
                hits,
                local(incident.startsAt(), zone),
                local(incident.endsAt(), zone),
                true,
                "");
    }

    static String local(@Nullable Instant at, ZoneId zone) {
        return at == null
                ? ""
                : LocalDateTime.ofInstant(at, zone)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString();
    }

    List<Hit> asked() {
        var asked = new ArrayList<Hit>();
        hits.forEach((component, state) -> {
            if (!state.equals(ComponentState.OPERATIONAL.word())) {
                asked.add(new Hit(id(component), Words.asked(ComponentState.class, "components", state)));
            }
        });
        return asked;
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.field("components", t("status.refused.component"));
        }
    }

    @Nullable
    IncidentState to() {
        return Words.askedOrNull(IncidentState.class, "state", state);
    }

    Instant startsAt(ZoneId zone) {
        return time("startsAt", starts, zone);
    }

    Instant endsAt(ZoneId zone) {
        return time("endsAt", ends, zone);
    }

    private static Instant time(String field, String text, ZoneId zone) {
        try {
            return LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            throw InvalidRequest.field(field, t("status.refused.times"));
        }
    }

    Telling telling() {
        return tell ? Telling.EVERYBODY : Telling.nobody(whyNot);
    }
}
