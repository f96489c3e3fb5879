package io.keepwell.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Makes sentences out of choices and facts. Every choice goes through all its alternatives before one comes again, so
/// that two neighbours in a list rarely sound alike.
final class Phrases {

    private static final Pattern CHOICE = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern FACT = Pattern.compile("\\[([a-z0-9]+)]");

    private final Random random;
    private final Map<String, Deque<Integer>> bags = new HashMap<>();

    Phrases(Random random) {
        this.random = random;
    }

    /// One of the items, each once before any comes again.
    ///
    /// @param place which choice this is
    <T> T next(String place, List<T> items) {
        var bag = bags.computeIfAbsent(place, p -> new ArrayDeque<>());
        if (bag.isEmpty()) {
            var order = new ArrayList<>(IntStream.range(0, items.size()).boxed().toList());
            Collections.shuffle(order, random);
            bag.addAll(order);
        }
        return items.get(bag.pop());
    }

    /// The words of a template.
    ///
    /// @param place    which template this is
    /// @param template text with `{choices|of words}` and `[facts]`
    /// @param facts    values of the facts
    String say(String place, String template, Map<String, String> facts) {
        var count = new int[1];
        var chosen = CHOICE.matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(next(
                        place + "#" + count[0]++, Arrays.asList(match.group(1).split("\\|", -1)))));
        return Arrays.stream(fill(place, chosen, facts).split("\n\\s*\n"))
                .map(paragraph -> paragraph.replaceAll(" {2,}", " ").strip())
                .filter(paragraph -> !paragraph.isEmpty())
                .map(Phrases::capitalised)
                .collect(Collectors.joining("\n\n"));
    }

    /// The template with its facts, otherwise as it is written.
    static String fill(String place, String template, Map<String, String> facts) {
        return FACT.matcher(template).replaceAll(match -> Matcher.quoteReplacement(fact(place, match.group(1), facts)));
    }

    private static String fact(String place, String name, Map<String, String> facts) {
        var value = facts.get(name);
        if (value == null) {
            throw new IllegalStateException("no fact " + name + " for " + place);
        }
        return value;
    }

    private static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
