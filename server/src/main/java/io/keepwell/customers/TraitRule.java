package io.keepwell.customers;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Words;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Says which customers are meant by what is known of them: everybody of whom all conditions hold.
///
/// @param conditions at least one
public record TraitRule(List<Condition> conditions) {

    private static final int MOST = 20;

    /// What a condition looks at.
    public enum About {
        /// A trait, by its name.
        TRAIT,
        /// The name of the account.
        ACCOUNT,
        /// The language they write in; `de` takes in `de-AT`.
        LANGUAGE,
        /// How many days we have known them.
        TENURE,
        /// How many days ago we last heard from them.
        LAST_HEARD;

        /// The word of the API.
        public String word() {
            return Words.of(this);
        }
    }

    /// How a condition compares.
    public enum Operator {
        /// The same value; a number and the text of that number are the same. Upper and lower case differ in traits.
        IS,
        /// Another value, or none.
        IS_NOT,
        /// A text with these words in it, in upper or lower case; a list with this item.
        CONTAINS,
        /// A number, day or version (`2.31.0`) that is this or later.
        AT_LEAST,
        /// A number, day or version that is this or earlier; `2.31` takes in `2.31.5`.
        AT_MOST,
        /// There is a value.
        KNOWN,
        /// There is none.
        UNKNOWN;

        /// The word of the API.
        public String word() {
            return Words.of(this);
        }

        /// Whether a condition with it says a value.
        public boolean compares() {
            return this != KNOWN && this != UNKNOWN;
        }
    }

    /// @throws InvalidRequest where there are none or too many
    public TraitRule {
        if (conditions.isEmpty()) {
            throw InvalidRequest.field("all", t("customers.traits.rule.empty"));
        }
        if (conditions.size() > MOST) {
            throw InvalidRequest.field("all", t("customers.traits.rule.long", "most", MOST));
        }
        conditions = List.copyOf(conditions);
    }

    /// The rule of one trait with one value.
    public static TraitRule is(String trait, Object value) {
        return new TraitRule(List.of(new Condition(About.TRAIT, trait, Operator.IS, value)));
    }

    /// One condition.
    ///
    /// @param about    what it looks at
    /// @param name     name of the trait; null for all else
    /// @param operator how it compares
    /// @param value    with what, in the form of `TraitValues`; null for `KNOWN` and `UNKNOWN`
    public record Condition(
            About about,
            @Nullable String name,
            Operator operator,
            @Nullable Object value) {

        private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");
        private static final BigDecimal MOST_DAYS = new BigDecimal(100_000);

        /// @throws InvalidRequest where it makes no sense
        public Condition {
            if (about == About.TRAIT) {
                if (name == null || name.isBlank()) {
                    throw InvalidRequest.field("name", t("customers.traits.rule.no-name"));
                }
                name = TraitValues.name(name);
            } else {
                name = null;
            }
            if (!allowed(about).contains(operator)) {
                throw InvalidRequest.field(
                        "operator",
                        t(
                                "customers.traits.rule.no-operator",
                                "about",
                                about.word(),
                                "operators",
                                allowed(about).stream().map(Operator::word).collect(Collectors.joining(", "))));
            }
            value = operator.compares() ? value(about, operator, value) : null;
        }

        private static Object value(About about, Operator operator, @Nullable Object given) {
            if (given == null) {
                throw InvalidRequest.field("value", t("customers.traits.rule.no-value", "operator", operator.word()));
            }
            var value = TraitValues.checked("value", given);
            boolean list = value instanceof Collection<?>;
            boolean fits = switch (about) {
                case TRAIT -> operator == Operator.IS || operator == Operator.IS_NOT || !list;
                case ACCOUNT -> value instanceof String text && !text.isBlank();
                case LANGUAGE ->
                    value instanceof String tag && LANGUAGE.matcher(tag).matches();
                case TENURE, LAST_HEARD ->
                    value instanceof BigDecimal days
                            && days.signum() >= 0
                            && days.scale() <= 0
                            && days.compareTo(MOST_DAYS) <= 0;
            };
            if (!fits) {
                throw InvalidRequest.field("value", t("customers.traits.rule.odd-value." + about.word()));
            }
            return value;
        }

        /// What can be asked about something.
        public static List<Operator> allowed(About about) {
            return switch (about) {
                case TRAIT -> List.of(Operator.values());
                case ACCOUNT -> List.of(Operator.IS, Operator.IS_NOT, Operator.CONTAINS);
                case LANGUAGE -> List.of(Operator.IS, Operator.IS_NOT, Operator.KNOWN, Operator.UNKNOWN);
                case TENURE, LAST_HEARD -> List.of(Operator.AT_LEAST, Operator.AT_MOST);
            };
        }

        /// The condition as a person reads it, such as "bank is Nordbank".
        public String inWords() {
            var trait = name;
            return t(
                    "customers.traits.condition." + operator.word(),
                    "what",
                    trait == null ? t("customers.traits.about." + about.word()) : trait,
                    "value",
                    value == null ? "" : TraitValues.shown(value));
        }
    }

    /// The rule as a person reads it: its conditions, all of which hold.
    public String inWords() {
        return conditions.stream().map(Condition::inWords).collect(Collectors.joining(" · "));
    }

    /// The rule as JSON.
    @Schema(
            name = "TraitRule",
            description = "Who is meant, by what is known of customers: all conditions have to hold")
    public record Json(List<ConditionJson> all) {}

    /// A condition as JSON.
    @Schema(name = "TraitCondition")
    public record ConditionJson(
            @Schema(
                    description = "What it looks at; a trait where absent",
                    allowableValues = {"trait", "account", "language", "tenure", "last-heard"})
            @Nullable
            String about,

            @Schema(description = "Name of the trait", example = "bank") @Nullable
            String name,

            @Schema(
                    description =
                            "at-least and at-most compare numbers, days and versions; tenure and last-heard count days",
                    allowableValues = {"is", "is-not", "contains", "at-least", "at-most", "known", "unknown"})
            String operator,

            @Schema(description = "Text, a number, true, false or a list of these; absent for known and unknown")
            @Nullable
            Object value) {}

    /// The rule of its JSON form.
    ///
    /// @throws InvalidRequest that names the condition that is wrong, such as `all[1].operator`
    public static TraitRule of(Json json) {
        var all = json.all();
        return new TraitRule(
                all == null
                        ? List.of()
                        : IntStream.range(0, all.size())
                                .mapToObj(i -> condition(i, all.get(i)))
                                .toList());
    }

    private static Condition condition(int index, @Nullable ConditionJson json) {
        try {
            if (json == null) {
                throw InvalidRequest.field("operator", t("customers.traits.rule.empty"));
            }
            return new Condition(
                    json.about() == null ? About.TRAIT : word("about", About.values(), json.about()),
                    json.name(),
                    word("operator", Operator.values(), json.operator()),
                    json.value());
        } catch (InvalidRequest wrong) {
            throw new InvalidRequest(
                    wrong.sentence(),
                    wrong.errors().stream()
                            .map(error -> new InvalidRequest.FieldError(
                                    "all[" + index + "]." + error.field(), error.message()))
                            .toList());
        }
    }

    private static <E extends Enum<E>> E word(String field, E[] all, @Nullable String word) {
        return find(all, word)
                .orElseThrow(() -> InvalidRequest.field(
                        field,
                        t(
                                "customers.traits.rule.no-word",
                                "words",
                                Arrays.stream(all).map(Words::of).collect(Collectors.joining(", ")))));
    }

    private static <E extends Enum<E>> Optional<E> find(E[] all, @Nullable String word) {
        return Arrays.stream(all).filter(it -> Words.of(it).equals(word)).findFirst();
    }

    /// The JSON form of the rule.
    public Json json() {
        return new Json(conditions.stream()
                .map(it -> new ConditionJson(
                        it.about().word(), it.name(), it.operator().word(), it.value()))
                .toList());
    }
}
