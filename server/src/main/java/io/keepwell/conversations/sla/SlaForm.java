package io.keepwell.conversations.sla;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.Priority;
import io.keepwell.shared.InvalidRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// What stands in the fields of an agreement, kept as it was typed whatever becomes of it.
///
/// @param fields by their names; those that may be ticked several times with each value
record SlaForm(Map<String, List<String>> fields) {

    static final List<Priority> PRIORITIES = List.of(Priority.URGENT, Priority.HIGH, Priority.NORMAL, Priority.LOW);
    static final List<String> STATES = List.of("new", "open", "pending", "on-hold");

    static SlaForm of(MultiValueMap<String, String> fields) {
        return new SlaForm(Map.copyOf(fields));
    }

    static SlaForm of(SlaPolicy policy) {
        var content = PolicyReading.content(policy);
        var fields = new LinkedHashMap<String, List<String>>();
        var calendar = policy.calendar();
        fields.put("name", List.of(policy.name()));
        fields.put("calendar", List.of(calendar == null ? "" : calendar.toString()));
        var when = content.when();
        if (when != null) {
            fields.put("mailbox", or(when.mailboxes()));
            fields.put("team", or(when.teams()));
            fields.put("kind", or(when.kinds()));
            fields.put("priority", or(when.priorities()));
            fields.put("tags", List.of(String.join(", ", or(when.tags()))));
            fields.put("account", or(when.accounts()));
        }
        policy.targets()
                .forEach((priority, targets) -> targets.forEach((metric, target) ->
                        fields.put(target(priority, metric), List.of(TargetText.of((int) target.toMinutes())))));
        policy.pauses()
                .forEach((metric, states) -> fields.put(
                        pause(metric),
                        states.stream().map(state -> state.word()).toList()));
        fields.put("resolution", List.of(policy.total() ? "total" : "first"));
        if (policy.notesCount()) {
            fields.put("notesCount", List.of("true"));
        }
        fields.put("warnBefore", List.of(TargetText.of((int) policy.warnBefore().toMinutes())));
        return new SlaForm(fields);
    }

    /// An agreement that nobody has made yet: answers within hours, pauses as usual.
    static SlaForm usual() {
        var fields = new LinkedHashMap<String, List<String>>();
        fields.put(target(Priority.URGENT, Metric.FIRST_RESPONSE), List.of("1h"));
        fields.put(target(Priority.HIGH, Metric.FIRST_RESPONSE), List.of("2h"));
        fields.put(target(Priority.NORMAL, Metric.FIRST_RESPONSE), List.of("4h"));
        fields.put(target(Priority.LOW, Metric.FIRST_RESPONSE), List.of("8h"));
        Terms.USUAL_PAUSES.forEach((metric, states) -> fields.put(
                pause(metric), states.stream().map(state -> state.word()).toList()));
        fields.put("resolution", List.of("first"));
        fields.put("warnBefore", List.of("15m"));
        return new SlaForm(fields);
    }

    private static List<String> or(@Nullable List<String> words) {
        return words == null ? List.of() : words;
    }

    static String target(Priority priority, Metric metric) {
        return "target." + priority.word() + "." + metric.word();
    }

    static String pause(Metric metric) {
        return "pause." + metric.word();
    }

    String text(String field) {
        var values = fields.getOrDefault(field, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    List<String> all(String field) {
        return fields.getOrDefault(field, List.of());
    }

    boolean ticked(String field, String value) {
        return all(field).contains(value);
    }

    @Nullable
    UUID calendar() {
        return Optional.of(text("calendar"))
                .filter(it -> it.matches("[0-9a-fA-F-]{36}"))
                .map(UUID::fromString)
                .orElse(null);
    }

    /// The same in words and numbers.
    ///
    /// @throws InvalidRequest where a length cannot be read
    PolicyContent content() {
        var targets = new LinkedHashMap<String, Map<String, Integer>>();
        for (var priority : PRIORITIES) {
            var byMetric = new LinkedHashMap<String, Integer>();
            for (var metric : Metric.values()) {
                var field = target(priority, metric);
                if (!text(field).isBlank()) {
                    byMetric.put(metric.word(), minutes(field));
                }
            }
            targets.put(priority.word(), byMetric);
        }
        var pauses =
                Arrays.stream(Metric.values()).collect(Collectors.toMap(Metric::word, metric -> all(pause(metric))));
        return new PolicyContent(
                new PolicyContent.Conditions(
                        all("mailbox"),
                        all("team"),
                        all("kind"),
                        all("priority"),
                        List.of(text("tags").split("[,;]")),
                        all("account")),
                targets,
                pauses,
                text("resolution").isEmpty() ? null : text("resolution"),
                ticked("notesCount", "true"),
                text("warnBefore").isBlank() ? 0 : minutes("warnBefore"));
    }

    private int minutes(String field) {
        return TargetText.minutes(text(field))
                .orElseThrow(
                        () -> InvalidRequest.field(field, t("conversations.sla.wrong.length", "typed", text(field))));
    }
}
