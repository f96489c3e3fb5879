package io.keepwell.problems;

import io.keepwell.customers.TraitRule;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

/// When a fix reaches whom, as somebody types it: one condition for those who have it, and some groups with a
/// day each.
///
/// @param has    who has it
/// @param groups who gets it when; as many as there are lines on the page
record ReachForm(Line has, List<Line> groups) {

    /// Lines of groups on the page.
    private static final int GROUPS = 3;

    /// How values compare, in the words of rules.
    static final List<String> OPERATORS = List.of("at-least", "is", "is-not", "at-most", "contains");

    static final ReachForm EVERYBODY = of(Map.of());

    /// One condition.
    ///
    /// @param from the day from which on they have the fix, as `yyyy-mm-dd`; empty for now
    record Line(String name, String operator, String value, String from) {

        boolean empty() {
            return name.isBlank() && value.isBlank();
        }

        private @Nullable TraitRule rule() {
            return empty()
                    ? null
                    : TraitRule.of(new TraitRule.Json(
                            List.of(new TraitRule.ConditionJson("trait", name.strip(), operator, value.strip()))));
        }
    }

    static ReachForm of(Map<String, String> typed) {
        return new ReachForm(
                line(typed, "has"),
                IntStream.range(0, GROUPS)
                        .mapToObj(i -> line(typed, "group" + i))
                        .toList());
    }

    private static Line line(Map<String, String> typed, String at) {
        return new Line(
                typed.getOrDefault(at + "-name", ""),
                typed.getOrDefault(at + "-operator", OPERATORS.getFirst()),
                typed.getOrDefault(at + "-value", ""),
                typed.getOrDefault(at + "-from", ""));
    }

    /// Whether anything was typed.
    boolean used() {
        return !has.empty() || groups.stream().anyMatch(group -> !group.empty());
    }

    /// What it means.
    ///
    /// @throws InvalidRequest where it makes no sense
    Availability availability(ZoneId zone) {
        var found = new ArrayList<Availability.Group>();
        for (var group : groups) {
            var rule = group.rule();
            if (rule != null) {
                found.add(new Availability.Group(rule, from(group, zone)));
            }
        }
        return new Availability(has.rule(), found);
    }

    private static Instant from(Line group, ZoneId zone) {
        try {
            return LocalDate.parse(group.from()).atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
            throw InvalidRequest.field("from", Texts.t("problems.refused.from"));
        }
    }

    /// A day as people read it.
    static String day(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(LocaleContextHolder.getLocale())
                .format(at.atZone(zone));
    }
}
