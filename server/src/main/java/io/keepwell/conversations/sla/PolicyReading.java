package io.keepwell.conversations.sla;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.ConversationKind;
import io.keepwell.conversations.ConversationState;
import io.keepwell.conversations.Priority;
import io.keepwell.conversations.sla.SlaPolicy.Conditions;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal.FieldError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads policies out of words and numbers and back. Everything wrong is collected and refused at once.
final class PolicyReading {

    private static final int LONGEST_NAME = 80;
    private static final int MOST_MINUTES = 60 * 24 * 365;

    private final List<FieldError> wrong = new ArrayList<>();

    private PolicyReading() {}

    /// @throws InvalidRequest where a word means nothing or a number is out of bounds
    static SlaPolicy read(UUID id, String name, int version, @Nullable UUID calendar, PolicyContent content) {
        var reading = new PolicyReading();
        var policy = reading.policy(id, name, version, calendar, content);
        if (!reading.wrong.isEmpty()) {
            throw new InvalidRequest(reading.wrong.getFirst().message(), reading.wrong);
        }
        return policy;
    }

    private SlaPolicy policy(UUID id, String name, int version, @Nullable UUID calendar, PolicyContent content) {
        var called = name.strip();
        if (called.isEmpty() || called.length() > LONGEST_NAME || called.matches(".*\\p{Cntrl}.*")) {
            wrong("name", t("conversations.sla.wrong.name", "most", LONGEST_NAME));
        }
        var resolution = content.resolution();
        if (resolution != null && !resolution.equals("first") && !resolution.equals("total")) {
            wrong("resolution", t("conversations.sla.wrong.word", "typed", resolution));
        }
        return new SlaPolicy(
                id,
                called,
                version,
                calendar,
                conditions(content.when()),
                targets(content.targets()),
                pauses(content.pauses()),
                "total".equals(resolution),
                Boolean.TRUE.equals(content.notesCount()),
                content.warnBeforeMinutes() == null
                        ? SlaPolicy.USUAL_WARNING
                        : minutes("warnBeforeMinutes", content.warnBeforeMinutes(), 0));
    }

    private Conditions conditions(PolicyContent.@Nullable Conditions when) {
        if (when == null) {
            return Conditions.ALL;
        }
        return new Conditions(
                set("when.mailboxes", when.mailboxes(), UUID::fromString),
                set("when.teams", when.teams(), UUID::fromString),
                set("when.kinds", when.kinds(), word -> word(ConversationKind.values(), ConversationKind::word, word)),
                set("when.priorities", when.priorities(), word -> word(Priority.values(), Priority::word, word)),
                set("when.tags", when.tags(), tag -> tag.strip().toLowerCase(Locale.ROOT)),
                set("when.accounts", when.accounts(), UUID::fromString));
    }

    private <T> Set<T> set(String field, @Nullable List<String> words, Function<String, T> read) {
        var read1 = new LinkedHashSet<T>();
        for (var word : words == null ? List.<String>of() : words) {
            if (word.isBlank()) {
                continue;
            }
            try {
                read1.add(read.apply(word.strip()));
            } catch (IllegalArgumentException e) {
                wrong(field, t("conversations.sla.wrong.word", "typed", word));
            }
        }
        return read1;
    }

    private Map<Priority, Map<Metric, Duration>> targets(@Nullable Map<String, Map<String, Integer>> targets) {
        var read = new EnumMap<Priority, Map<Metric, Duration>>(Priority.class);
        (targets == null ? Map.<String, Map<String, Integer>>of() : targets).forEach((name, byMetric) -> {
            var field = "targets." + name;
            for (var priority : set(field, List.of(name), word -> word(Priority.values(), Priority::word, word))) {
                var durations = new EnumMap<Metric, Duration>(Metric.class);
                byMetric.forEach((metric, minutes) -> {
                    for (var known : metric(field, metric)) {
                        if (minutes != null) {
                            durations.put(known, minutes(field + "." + metric, minutes, 1));
                        }
                    }
                });
                if (!durations.isEmpty()) {
                    read.put(priority, durations);
                }
            }
        });
        return read;
    }

    private Map<Metric, Set<ConversationState>> pauses(@Nullable Map<String, List<String>> pauses) {
        if (pauses == null) {
            return Terms.USUAL_PAUSES;
        }
        var read = new EnumMap<Metric, Set<ConversationState>>(Metric.class);
        pauses.forEach((name, states) -> {
            for (var metric : metric("pauses", name)) {
                var stops = EnumSet.noneOf(ConversationState.class);
                stops.addAll(set(
                        "pauses." + name,
                        states,
                        word -> word(ConversationState.values(), ConversationState::word, word)));
                if (!stops.isEmpty()) {
                    read.put(metric, stops);
                }
            }
        });
        return read;
    }

    private Set<Metric> metric(String field, String name) {
        return set(field, List.of(name), word -> Metric.named(word).orElseThrow(IllegalArgumentException::new));
    }

    private static <E> E word(E[] all, Function<E, String> words, String word) {
        return Arrays.stream(all)
                .filter(it -> words.apply(it).equals(word))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    private Duration minutes(String field, int minutes, int least) {
        if (minutes < least || minutes > MOST_MINUTES) {
            wrong(field, t("conversations.sla.wrong.minutes", "typed", minutes));
        }
        return Duration.ofMinutes(minutes);
    }

    private void wrong(String field, String sentence) {
        wrong.add(new FieldError(field, sentence));
    }

    /// The same in words and numbers.
    static PolicyContent content(SlaPolicy it) {
        var targets = new LinkedHashMap<String, Map<String, Integer>>();
        new EnumMap<>(withAll(it.targets())).forEach((priority, byMetric) -> {
            if (!byMetric.isEmpty()) {
                var minutes = new LinkedHashMap<String, Integer>();
                new TreeMap<>(byMetric)
                        .forEach((metric, target) -> minutes.put(metric.word(), (int) target.toMinutes()));
                targets.put(priority.word(), minutes);
            }
        });
        var pauses = new LinkedHashMap<String, List<String>>();
        new TreeMap<>(it.pauses())
                .forEach((metric, states) -> pauses.put(
                        metric.word(),
                        states.stream().sorted().map(ConversationState::word).toList()));
        var when = it.when();
        return new PolicyContent(
                new PolicyContent.Conditions(
                        ids(when.mailboxes()),
                        ids(when.teams()),
                        when.kinds().stream().map(ConversationKind::word).toList(),
                        when.priorities().stream().map(Priority::word).toList(),
                        List.copyOf(when.tags()),
                        ids(when.accounts())),
                targets,
                pauses,
                it.total() ? "total" : "first",
                it.notesCount(),
                (int) it.warnBefore().toMinutes());
    }

    private static Map<Priority, Map<Metric, Duration>> withAll(Map<Priority, Map<Metric, Duration>> targets) {
        return Arrays.stream(Priority.values())
                .collect(Collectors.toMap(priority -> priority, priority -> targets.getOrDefault(priority, Map.of())));
    }

    private static List<String> ids(Set<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }
}
