package io.keepwell.customers;

import static java.util.Objects.requireNonNullElse;

import io.keepwell.customers.TraitRule.About;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal.FieldError;
import io.keepwell.shared.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A rule over customers as somebody types it, a line for each condition. Drawn by [RuleFields].
///
/// @param lines those that say something, in their order
public record RuleForm(List<Line> lines) {

    static final String OF_TRAIT = "trait:";

    private static final int MOST = 20;
    private static final String NAME = "rule";

    /// One condition.
    ///
    /// @param what     word of what it looks at, or `trait:<name>`
    /// @param operator word of how it compares
    /// @param value    with what, as it was typed
    public record Line(String what, String operator, String value) {

        private static final Line EMPTY = new Line("", "", "");

        private TraitRule.ConditionJson condition() {
            boolean trait = what.startsWith(OF_TRAIT);
            var about = trait ? About.TRAIT.word() : what;
            return new TraitRule.ConditionJson(
                    about, trait ? what.substring(OF_TRAIT.length()) : null, operator, meant(about));
        }

        private @Nullable Object meant(String about) {
            if (Arrays.stream(TraitRule.Operator.values())
                    .anyMatch(it -> !it.compares() && it.word().equals(operator))) {
                return null;
            }
            // names of accounts and languages are text, whatever they look like
            boolean text = about.equals(About.ACCOUNT.word()) || about.equals(About.LANGUAGE.word());
            return value.isBlank() ? null : text ? value.strip() : TraitValues.typed(value);
        }
    }

    /// What was typed: fields `rule0-what`, `rule0-operator` and `rule0-value`, and so on.
    public static RuleForm read(Map<String, String> fields) {
        return new RuleForm(IntStream.range(0, MOST)
                .mapToObj(i -> new Line(
                        requireNonNullElse(fields.get(NAME + i + "-what"), ""),
                        requireNonNullElse(fields.get(NAME + i + "-operator"), ""),
                        requireNonNullElse(fields.get(NAME + i + "-value"), "")))
                .filter(it -> !it.what().isBlank())
                .toList());
    }

    /// A rule as it is typed; without one nothing is.
    public static RuleForm of(@Nullable TraitRule rule) {
        return new RuleForm(
                rule == null
                        ? List.of()
                        : rule.conditions().stream().map(RuleForm::line).toList());
    }

    private static Line line(TraitRule.Condition it) {
        var value = it.value();
        boolean trait = it.about() == About.TRAIT;
        return new Line(
                trait ? OF_TRAIT + it.name() : it.about().word(),
                it.operator().word(),
                value == null ? "" : trait ? TraitValues.shown(value) : String.valueOf(value));
    }

    /// The rule that was typed; empty where no line says anything.
    ///
    /// @throws InvalidRequest that names the line, such as `rule1`
    public Optional<TraitRule> rule() {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(TraitRule.of(
                    new TraitRule.Json(lines.stream().map(Line::condition).toList())));
        } catch (InvalidRequest wrong) {
            throw new InvalidRequest(
                    wrong.sentence(),
                    wrong.errors().stream()
                            .map(it -> new FieldError(
                                    it.field().replaceFirst("^all\\[(\\d+)].*", NAME + "$1"), it.message()))
                            .toList());
        }
    }

    /// The lines of the page: what there is, and two more to fill.
    List<Line> drawn() {
        var drawn = new ArrayList<>(lines);
        while (drawn.size() < MOST && drawn.size() < lines.size() + 2) {
            drawn.add(Line.EMPTY);
        }
        return drawn;
    }

    /// What a line can look at beside traits.
    static List<String> subjects() {
        return Arrays.stream(About.values())
                .filter(it -> it != About.TRAIT)
                .map(Words::of)
                .toList();
    }

    /// How a line can compare.
    static List<String> operators() {
        return Arrays.stream(TraitRule.Operator.values()).map(Words::of).toList();
    }
}
