package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Words;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a view is narrowed by: names and values as they stand in an address, `kind=complaint&assignee=me`. Values that
/// mean nothing are not in it.
///
/// @param values values by name, in the order of `NAMES`
record Criteria(Map<String, String> values) {

    static final Criteria NONE = new Criteria(Map.of());

    private static final List<String> STATES =
            Arrays.stream(ConversationState.values()).map(Words::of).toList();
    private static final List<String> KINDS = List.of("question", "complaint", "request", "praise", "none");
    private static final List<String> PRIORITIES =
            Arrays.stream(Priority.values()).map(Words::of).toList();
    private static final Predicate<String> ID = value -> value.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Predicate<String> HOURS = value -> value.matches("\\d{1,4}");
    private static final Predicate<String> SHORT = value -> value.length() <= 200;

    /// What there is to narrow by, and what may stand there.
    private static final Map<String, Predicate<String>> NAMES = names();

    private static Map<String, Predicate<String>> names() {
        var names = new LinkedHashMap<String, Predicate<String>>();
        names.put("state", value -> value.equals("any") || among(STATES, value));
        names.put("kind", value -> among(KINDS, value));
        names.put("priority", value -> among(PRIORITIES, value));
        names.put("assignee", ID.or(value -> value.equals("me") || value.equals("none")));
        names.put("team", ID.or(value -> value.equals("mine") || value.equals("none")));
        names.put("mailbox", ID);
        names.put("tag", SHORT);
        names.put("customer", SHORT);
        names.put("language", value -> value.matches("[a-z]{2,3}"));
        names.put("waiting", HOURS);
        names.put("due", HOURS);
        names.put("text", SHORT);
        names.put(
                "order",
                value -> Arrays.stream(ListOrder.values())
                        .anyMatch(order -> order.word().equals(value)));
        return names;
    }

    /// The names a request may use.
    static List<String> known() {
        return List.copyOf(NAMES.keySet());
    }

    /// Out of an address: what cannot be read is left out, so that an old link still shows something.
    static Criteria lenient(Map<String, String> parameters) {
        var values = new LinkedHashMap<String, String>();
        NAMES.forEach((name, valid) -> {
            var value = parameters.getOrDefault(name, "").strip();
            if (!value.isEmpty() && valid.test(value)) {
                values.put(name, value);
            }
        });
        return values.isEmpty() ? NONE : new Criteria(values);
    }

    /// Out of the request of a program: what cannot be read is refused.
    static Criteria strict(Map<String, String> parameters) {
        parameters.forEach((name, value) -> {
            var valid = NAMES.get(name);
            if (valid == null) {
                throw InvalidRequest.field(name, t("shared.api.field", "field", name));
            }
            if (!valid.test(value)) {
                throw InvalidRequest.field(name, t("shared.api.value", "field", name));
            }
        });
        return lenient(parameters);
    }

    /// Out of the text that `toString` makes.
    static Criteria read(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        return lenient(Arrays.stream(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(
                        pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8), (a, b) -> a)));
    }

    String of(String name) {
        return values.getOrDefault(name, "");
    }

    boolean has(String name, String value) {
        return List.of(of(name).split(",")).contains(value);
    }

    List<String> list(String name) {
        return of(name).isEmpty() ? List.of() : List.of(of(name).split(","));
    }

    boolean none() {
        return values.isEmpty();
    }

    ListOrder order() {
        return ListOrder.of(of("order"));
    }

    /// As it stands in an address.
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static boolean among(List<String> words, String value) {
        return Arrays.stream(value.split(",")).allMatch(words::contains);
    }
}
