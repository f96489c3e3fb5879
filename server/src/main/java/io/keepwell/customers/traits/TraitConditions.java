package io.keepwell.customers.traits;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import io.keepwell.customers.TraitRule;
import io.keepwell.customers.TraitRule.Condition;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A rule as SQL: conditions over `customer c` and `account a`. Values are bound, never written into the statement.
final class TraitConditions {

    /// Numbers with up to six parts, so that 2.31.0 and 2.4 come in the order people mean.
    private static final Pattern VERSION = Pattern.compile("\\d{1,9}(\\.\\d{1,9}){0,5}");

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d.*");

    private final JsonMapper json;
    private final Instant now;
    private final List<String> clauses = new ArrayList<>();
    private final Map<String, @Nullable Object> parameters = new HashMap<>();

    private TraitConditions(JsonMapper json, Instant now) {
        this.json = json;
        this.now = now;
    }

    static TraitConditions of(TraitRule rule, JsonMapper json, Instant now) {
        var conditions = new TraitConditions(json, now);
        rule.conditions().forEach(conditions::add);
        return conditions;
    }

    String where() {
        return String.join("\n   and ", clauses);
    }

    Map<String, @Nullable Object> parameters() {
        return parameters;
    }

    private void add(Condition condition) {
        clauses.add(
                switch (condition.about()) {
                    case TRAIT -> trait(condition);
                    case ACCOUNT -> account(condition);
                    case LANGUAGE -> language(condition);
                    case TENURE -> tenure(condition);
                    case LAST_HEARD -> lastHeard(condition);
                });
    }

    private String trait(Condition condition) {
        var name = bind(condition.name());
        return switch (condition.operator()) {
            case IS ->
                "c.id in (select t.customer_id from customer_trait t where t.name = " + name + " and " + same(condition)
                        + ")";
            case IS_NOT -> "not " + exists(name, same(condition));
            case KNOWN -> exists(name, "t.value is not null");
            case UNKNOWN -> "not " + exists(name, "t.value is not null");
            case CONTAINS -> exists(name, contains(condition));
            case AT_LEAST -> exists(name, reaches(condition, true));
            case AT_MOST -> exists(name, reaches(condition, false));
        };
    }

    private static String exists(String name, String and) {
        return "exists (select 1 from customer_trait t where t.customer_id = c.id and t.name = " + name + " and " + and
                + ")";
    }

    private String same(Condition condition) {
        return forms(requireNonNull(condition.value())).stream()
                .map(form -> bind(json.writeValueAsString(form)) + "::jsonb")
                .collect(Collectors.joining(", ", "t.value in (", ")"));
    }

    /// A value and what else means the same: sources do not agree on whether 7 is a number or a text.
    private static List<Object> forms(Object value) {
        return switch (value) {
            case BigDecimal number -> List.of(number, number.toPlainString());
            case Boolean truth -> List.of(truth, truth.toString());
            case String text -> {
                var number = number(text);
                yield number != null
                        ? List.of(text, number)
                        : text.equals("true") || text.equals("false")
                                ? List.of(text, Boolean.valueOf(text))
                                : List.of(text);
            }
            default -> List.of(value);
        };
    }

    private static @Nullable BigDecimal number(Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        }
        try {
            return value instanceof String text && text.length() <= 30 && text.matches("-?\\d+(\\.\\d+)?")
                    ? new BigDecimal(text)
                    : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private String contains(Condition condition) {
        var value = requireNonNull(condition.value());
        var text = bind(value instanceof BigDecimal number ? number.toPlainString() : value.toString());
        var items = forms(value).stream()
                .map(form -> "t.value @> " + bind(json.writeValueAsString(List.of(form))) + "::jsonb")
                .collect(Collectors.joining(" or ", "(", ")"));
        return """
                case jsonb_typeof(t.value)
                     when 'array' then %s
                     when 'string' then position(lower(%s) in lower(t.value #>> '{}')) > 0
                     else false end""".formatted(items, text);
    }

    /// Numbers by their size, versions part by part, days by the calendar; anything else reaches nothing.
    private String reaches(Condition condition, boolean atLeast) {
        var bound = requireNonNull(condition.value());
        var text = bound instanceof BigDecimal number ? number.toPlainString() : bound.toString();
        var cases = new ArrayList<String>();
        var number = number(bound);
        if (number != null) {
            cases.add("when jsonb_typeof(t.value) = 'number' then (t.value #>> '{}')::numeric %s %s::numeric"
                    .formatted(atLeast ? ">=" : "<=", bind(number)));
        }
        if (VERSION.matcher(text).matches()) {
            var parts = parts(text, atLeast);
            var array = bind(parts.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")));
            cases.add(("when t.value #>> '{}' ~ '^[0-9]{1,9}(\\.[0-9]{1,9}){0,5}$'"
                            + " then (string_to_array(t.value #>> '{}', '.')::int[])%s %s::int[]")
                    .formatted(atLeast ? " >=" : "[1\\:" + parts.size() + "] <=", "cast(" + array + " as text)"));
        }
        if (DAY.matcher(text).matches()) {
            var day = bind(text);
            cases.add("when t.value #>> '{}' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}' then "
                    + (atLeast
                            ? "t.value #>> '{}' >= " + day
                            : "left(t.value #>> '{}', length(" + day + ")) <= " + day));
        }
        return cases.isEmpty() ? "false" : cases.stream().collect(Collectors.joining(" ", "case ", " else false end"));
    }

    /// For "at least", 2.31.0 is the same as 2.31.
    private static List<Integer> parts(String version, boolean atLeast) {
        var parts = new ArrayList<>(
                Arrays.stream(version.split("\\.")).map(Integer::valueOf).toList());
        while (atLeast && parts.size() > 1 && parts.getLast() == 0) {
            parts.removeLast();
        }
        return parts;
    }

    private String account(Condition condition) {
        var name = bind(condition.value());
        return switch (condition.operator()) {
            case IS -> "lower(a.name) = lower(" + name + ")";
            case IS_NOT -> "lower(a.name) <> lower(" + name + ")";
            case CONTAINS -> "position(lower(" + name + ") in lower(a.name)) > 0";
            case AT_LEAST, AT_MOST, KNOWN, UNKNOWN -> throw new IllegalStateException(condition.toString());
        };
    }

    private String language(Condition condition) {
        var tag = condition.value() == null ? "" : bind(condition.value());
        var is = "coalesce(lower(c.locale) = lower(" + tag + ") or lower(c.locale) like lower(" + tag
                + ") || '-%', false)";
        return switch (condition.operator()) {
            case IS -> is;
            case IS_NOT -> "not " + is;
            case KNOWN -> "c.locale is not null";
            case UNKNOWN -> "c.locale is null";
            case AT_LEAST, AT_MOST, CONTAINS -> throw new IllegalStateException(condition.toString());
        };
    }

    private String tenure(Condition condition) {
        return daysSince("c.first_seen_at", condition);
    }

    private String lastHeard(Condition condition) {
        return daysSince("c.last_seen_at", condition);
    }

    private String daysSince(String column, Condition condition) {
        var days = ((BigDecimal) requireNonNull(condition.value())).longValueExact();
        var since = bind(now.minus(days, ChronoUnit.DAYS).atOffset(UTC));
        return switch (condition.operator()) {
            case AT_LEAST -> column + " <= " + since;
            case AT_MOST -> column + " >= " + since;
            case IS, IS_NOT, CONTAINS, KNOWN, UNKNOWN -> throw new IllegalStateException(condition.toString());
        };
    }

    private String bind(@Nullable Object value) {
        var name = "p" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }
}
