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

    private static final Pattern CHOICE = Pattern.compile("\\{(?:([a-z]):)?([^{}]*)}");
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
        return items.get(nextIndex(place + items.size(), items.size()));
    }

    private int nextIndex(String place, int size) {
        var bag = bags.computeIfAbsent(place, p -> new ArrayDeque<>());
        if (bag.isEmpty()) {
            var order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
            Collections.shuffle(order, random);
            bag.addAll(order);
        }
        return bag.pop();
    }

    /// The words of a template.
    ///
    /// @param place    which template this is
    /// @param template text with `{choices|of words}` and `[facts]`; `{x:a|b}` is chosen once
    ///                 for all `x` of a scene
    /// @param facts    values of the facts
    /// @param picks    what was chosen for `x` and its like
    String say(Place place, String template, Map<String, String> facts, Map<String, Integer> picks) {
        var count = new int[1];
        var chosen = CHOICE.matcher(template).replaceAll(match -> {
            var group = match.group(1);
            var options = Arrays.asList(match.group(2).split("\\|", -1));
            int index = group == null
                    ? nextIndex(place + "#" + count[0]++, options.size())
                    : picks.computeIfAbsent(group, name -> nextIndex(place.scene() + " " + name, options.size()))
                            % options.size();
            return Matcher.quoteReplacement(options.get(index));
        });
        return Arrays.stream(fill(place.toString(), chosen, facts).split("\n\\s*\n"))
                .map(paragraph -> paragraph.replaceAll(" {2,}", " ").strip())
                .filter(paragraph -> !paragraph.isEmpty())
                .map(Phrases::capitalised)
                .collect(Collectors.joining("\n\n"));
    }

    /// Where something is said.
    ///
    /// @param scene language and name of the scene
    /// @param part  which part of it
    record Place(String scene, String part) {}

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
