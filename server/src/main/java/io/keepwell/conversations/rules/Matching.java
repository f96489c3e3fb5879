package io.keepwell.conversations.rules;

import io.keepwell.conversations.rules.RuleContent.Condition;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whether the conditions of a rule are met, and by what. The one function for acting and for trying out.
final class Matching {

    private static final String NONE = "none";

    private Matching() {}

    /// What became of a condition.
    ///
    /// @param met   whether it is met
    /// @param found what of its values was found, empty where none was
    record Check(Condition condition, boolean met, String found) {}

    /// @param met    whether the rule acts
    /// @param checks every condition in its order
    record Verdict(boolean met, List<Check> checks) {

        /// The conditions that were met.
        List<Check> reasons() {
            return checks.stream().filter(Check::met).toList();
        }
    }

    static Verdict of(RuleContent rule, RuleFacts facts) {
        var checks = rule.conditions().stream().map(it -> check(it, facts)).toList();
        boolean met = checks.isEmpty()
                || (rule.any()
                        ? checks.stream().anyMatch(Check::met)
                        : checks.stream().allMatch(Check::met));
        return new Verdict(met, checks);
    }

    private static Check check(Condition condition, RuleFacts facts) {
        var found = values(condition).stream()
                .filter(value -> holds(condition, value, facts))
                .findFirst();
        boolean not = condition.op().equals("is-not") || condition.op().equals("contains-not");
        return new Check(condition, found.isPresent() != not, not ? "" : found.orElse(""));
    }

    /// The values of a condition, any of which fits.
    static List<String> values(Condition condition) {
        return Arrays.stream(condition.value().split(","))
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .toList();
    }

    private static boolean holds(Condition condition, String value, RuleFacts facts) {
        boolean whole = condition.op().equals("matches");
        return switch (condition.looksAt()) {
            case TEXT -> said(facts.subject() + "\n" + facts.text(), value, whole);
            case SUBJECT -> said(facts.subject(), value, whole);
            case FROM -> from(facts.from(), value);
            case MAILBOX -> id(facts.mailbox(), value);
            case LANGUAGE ->
                Optional.ofNullable(facts.language())
                        .map(tag -> Locale.forLanguageTag(tag).getLanguage())
                        .filter(value.toLowerCase(Locale.ROOT)::equals)
                        .isPresent();
            case KIND -> value.equals(facts.kind() == null ? NONE : facts.kind());
            case PRIORITY -> value.equals(facts.priority());
            case STATE -> value.equals(facts.state());
            case TAG -> facts.tags().contains(value.toLowerCase(Locale.ROOT));
            case TEAM -> id(facts.team(), value);
            case ASSIGNEE -> id(facts.assignee(), value);
            case AUTOMATIC -> facts.automatic() == value.equals("yes");
            case WAITING ->
                facts.waiting() != null
                        && Duration.between(facts.waiting(), facts.at())
                                        .compareTo(Duration.ofHours(Long.parseLong(value)))
                                >= 0;
            case HOURS -> facts.attended() == value.equals("inside");
        };
    }

    private static boolean id(@Nullable UUID known, String value) {
        return known == null ? value.equals(NONE) : value.equals(known.toString());
    }

    /// An address, or a domain with all that is below it.
    private static boolean from(String address, String value) {
        var known = address.toLowerCase(Locale.ROOT);
        var wanted = value.toLowerCase(Locale.ROOT);
        int at = wanted.indexOf('@');
        if (at > 0) {
            return known.equals(wanted);
        }
        var domain = wanted.substring(at + 1);
        return known.endsWith("@" + domain) || known.endsWith("." + domain) && known.contains("@");
    }

    private static boolean said(String text, String value, boolean whole) {
        return (whole ? words(value) : anywhere(value)).matcher(text).find();
    }

    private static Pattern anywhere(String value) {
        return Pattern.compile(Pattern.quote(value), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /// Whole words, where a star stands for any letters. One run of a class of characters between fixed ends needs no
    /// time beyond the length of the text.
    private static Pattern words(String value) {
        var parts = Arrays.stream(value.split("\\*", -1))
                .map(part -> part.isEmpty() ? "" : Pattern.quote(part))
                .toList();
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + String.join("[\\p{L}\\p{N}]{0,40}", parts) + "(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
