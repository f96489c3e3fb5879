package io.keepwell.customers;

import static io.keepwell.shared.Texts.t;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.keepwell.shared.InvalidRequest;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a trait may be: a text, a number (`BigDecimal`), true or false, or a list of these.
public final class TraitValues {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_$][\\p{L}\\p{N}_.$/ -]{0,59}");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d{1,9})?");
    private static final int LONGEST_TEXT = 300;
    private static final int LONGEST_LIST = 30;
    private static final int MOST_BYTES = 1200;
    private static final int MOST_DIGITS = 30;

    private TraitValues() {}

    /// The name of a trait: letters, digits and `_ . $ / -`, up to 60 characters.
    ///
    /// @throws InvalidRequest where it is none
    public static String name(String name) {
        var stripped = name.strip();
        if (!NAME.matcher(stripped).matches()) {
            throw InvalidRequest.field("traits", t("customers.traits.no-name", "name", stripped));
        }
        return stripped;
    }

    /// A value in the one form it is kept in: integers and fractions as `BigDecimal`, collections as lists.
    ///
    /// @param field what the refusal names
    /// @throws InvalidRequest where a trait cannot be that, or not that long
    public static Object checked(String field, Object value) {
        if (value instanceof Collection<?> items) {
            if (items.size() > LONGEST_LIST) {
                throw InvalidRequest.field(field, t("customers.traits.long-list", "most", LONGEST_LIST));
            }
            var list = items.stream().map(item -> scalar(field, item)).toList();
            int bytes = list.stream()
                    .mapToInt(item -> item.toString().getBytes(UTF_8).length)
                    .sum();
            if (bytes > MOST_BYTES) {
                throw InvalidRequest.field(field, t("customers.traits.long", "most", LONGEST_TEXT));
            }
            return list;
        }
        return scalar(field, value);
    }

    private static Object scalar(String field, @Nullable Object value) {
        return switch (value) {
            case String text -> text(field, text);
            case Boolean truth -> truth;
            case Number number -> number(field, number);
            case null, default -> throw InvalidRequest.field(field, t("customers.traits.no-value"));
        };
    }

    private static String text(String field, String text) {
        if (text.length() > LONGEST_TEXT) {
            throw InvalidRequest.field(field, t("customers.traits.long", "most", LONGEST_TEXT));
        }
        if (text.indexOf('\0') >= 0) {
            throw InvalidRequest.field(field, t("customers.traits.no-value"));
        }
        return text;
    }

    private static BigDecimal number(String field, Number number) {
        try {
            var exact = new BigDecimal(number.toString());
            var plain = exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
            if (plain.precision() <= MOST_DIGITS && Math.abs((long) plain.scale()) <= MOST_DIGITS) {
                return plain.scale() < 0 ? plain.setScale(0) : plain;
            }
        } catch (NumberFormatException e) {
            throw InvalidRequest.field(field, t("customers.traits.no-value"));
        }
        throw InvalidRequest.field(field, t("customers.traits.no-value"));
    }

    /// What somebody typed, as the value they meant: `12`, `true`, else text. Text in quotes stays text.
    public static Object typed(String text) {
        var stripped = text.strip();
        if (stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"")) {
            return stripped.substring(1, stripped.length() - 1);
        }
        if (NUMBER.matcher(stripped).matches()) {
            return new BigDecimal(stripped);
        }
        return switch (stripped) {
            case "true" -> true;
            case "false" -> false;
            default -> stripped;
        };
    }

    /// The value as a person reads and types it; `typed` of it is the value again, but for lists.
    public static String shown(Object value) {
        return switch (value) {
            case Collection<?> items -> items.stream().map(TraitValues::shown).collect(Collectors.joining(", "));
            case BigDecimal number -> number.toPlainString();
            case String text when !typed(text).equals(text) -> '"' + text + '"';
            default -> value.toString();
        };
    }
}
