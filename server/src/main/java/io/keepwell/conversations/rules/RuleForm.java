package io.keepwell.conversations.rules;

import io.keepwell.conversations.rules.RuleContent.Condition;
import io.keepwell.conversations.rules.RuleContent.Deed;
import io.keepwell.conversations.rules.RuleContent.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// A rule as it stands in the fields of the page, in the names that people know.
record RuleForm(
        String name,
        String event,
        String value,
        String hours,
        String match,
        List<Condition> conditions,
        List<Deed> deeds,
        boolean stop) {

    /// So many empty lines wait at the end, for those whose browser adds none.
    private static final int SPARE = 2;

    private static final Condition NO_CONDITION = new Condition("", "", "");
    private static final Deed NO_DEED = new Deed("", "");

    static RuleForm empty() {
        return new RuleForm("", "opened", "", "", "all", List.of(), List.of(), false);
    }

    static RuleForm of(Rule rule, Choices choices) {
        var content = rule.content();
        return new RuleForm(
                rule.name(),
                content.when().event(),
                choices.words(Choices.of(content.trigger()), content.when().wanted()),
                content.when().hours() == null ? "" : content.when().hours().toString(),
                content.match(),
                content.conditions().stream()
                        .map(it ->
                                new Condition(it.field(), it.op(), choices.words(Choices.of(it.looksAt()), it.value())))
                        .toList(),
                content.deeds().stream()
                        .map(it -> new Deed(it.deed(), choices.words(Choices.of(it.kind()), it.value())))
                        .toList(),
                content.stop());
    }

    static RuleForm of(MultiValueMap<String, String> fields) {
        var conditions = new ArrayList<Condition>();
        var names = all(fields, "field");
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).isEmpty()) {
                conditions.add(new Condition(names.get(i), at(fields, "op", i), at(fields, "found", i)));
            }
        }
        var deeds = new ArrayList<Deed>();
        var done = all(fields, "deed");
        for (int i = 0; i < done.size(); i++) {
            if (!done.get(i).isEmpty()) {
                deeds.add(new Deed(done.get(i), at(fields, "done", i)));
            }
        }
        return new RuleForm(
                first(fields, "name"),
                first(fields, "event"),
                first(fields, "value"),
                first(fields, "hours"),
                first(fields, "match").equals("any") ? "any" : "all",
                conditions,
                deeds,
                !first(fields, "stop").isEmpty());
    }

    private static List<String> all(MultiValueMap<String, String> fields, String name) {
        return Objects.requireNonNullElse(fields.get(name), List.of());
    }

    private static String at(MultiValueMap<String, String> fields, String name, int n) {
        var values = all(fields, name);
        return n < values.size() ? values.get(n).strip() : "";
    }

    private static String first(MultiValueMap<String, String> fields, String name) {
        return at(fields, name, 0);
    }

    /// What it says, in ids and words. A comparison that does not go with its field is the one that does.
    RuleContent content(Choices choices) {
        var trigger = Trigger.of(event);
        boolean idle = trigger.filter(Trigger.IDLE::equals).isPresent();
        boolean becomes = trigger.filter(it -> it.change() || idle).isPresent();
        return new RuleContent(
                new When(
                        event,
                        becomes ? choices.read(trigger.map(Choices::of).orElse(Choices.Source.FREE), value) : "",
                        idle ? number(hours) : null),
                match,
                conditions.stream().map(it -> read(it, choices)).toList(),
                deeds.stream().map(it -> read(it, choices)).toList(),
                stop);
    }

    private static Condition read(Condition it, Choices choices) {
        var field = Field.of(it.field());
        if (field.isEmpty()) {
            return it;
        }
        boolean not = it.op().endsWith("-not");
        var usual = field.get().prose() ? (not ? "contains-not" : "contains") : (not ? "is-not" : "is");
        var op = field.get().comparisons().contains(it.op()) ? it.op() : usual;
        return new Condition(it.field(), op, choices.read(Choices.of(field.get()), it.value()));
    }

    private static Deed read(Deed it, Choices choices) {
        return DeedKind.of(it.deed())
                .map(kind -> new Deed(it.deed(), choices.read(Choices.of(kind), it.value())))
                .orElse(it);
    }

    private static @Nullable Integer number(String text) {
        return text.matches("\\d{1,6}") ? Integer.valueOf(text) : null;
    }

    /// The lines of conditions, with empty ones at the end.
    List<Condition> conditionLines() {
        var lines = new ArrayList<>(conditions);
        for (int i = 0; i < SPARE; i++) {
            lines.add(NO_CONDITION);
        }
        return lines;
    }

    /// The lines of deeds, with empty ones at the end.
    List<Deed> deedLines() {
        var lines = new ArrayList<>(deeds);
        for (int i = 0; i < SPARE; i++) {
            lines.add(NO_DEED);
        }
        return lines;
    }
}
