package io.keepwell.problems.likeness;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What is known of a complaint, or of a problem, besides words.
///
/// @param values by kind; compared without regard to upper and lower case
public record Signals(Map<Kind, Set<String>> values) {

    /// No signals.
    public static final Signals NONE = new Signals(Map.of());

    /// A kind of signal.
    public enum Kind {
        /// Part of the product, such as `bank-sync`.
        COMPONENT,
        /// Such as `4102`.
        ERROR_CODE,
        /// Page or screen it happened on.
        PAGE,
        /// Version of the app.
        VERSION,
        /// Somebody else's service that takes part, such as a bank.
        PROVIDER;

        /// Stable word, such as `error-code`.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Signals {
        var clean = new EnumMap<Kind, Set<String>>(Kind.class);
        values.forEach((kind, given) -> {
            var kept = new TreeSet<String>();
            given.stream()
                    .map(value -> value.strip().toLowerCase(Locale.ROOT))
                    .filter(value -> !value.isEmpty())
                    .forEach(kept::add);
            if (!kept.isEmpty()) {
                clean.put(kind, Set.copyOf(kept));
            }
        });
        values = Map.copyOf(clean);
    }

    /// One signal.
    public static Signals of(Kind kind, String value) {
        return new Signals(Map.of(kind, Set.of(value)));
    }

    /// These and others.
    public Signals and(Kind kind, Collection<String> more) {
        var all = new EnumMap<Kind, Set<String>>(Kind.class);
        all.putAll(values);
        var of = new LinkedHashSet<>(of(kind));
        of.addAll(more);
        all.put(kind, of);
        return new Signals(all);
    }

    /// Those of one kind.
    public Set<String> of(Kind kind) {
        return values.getOrDefault(kind, Set.of());
    }
}
