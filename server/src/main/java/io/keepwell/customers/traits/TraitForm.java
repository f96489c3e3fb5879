package io.keepwell.customers.traits;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.TraitValues;
import io.keepwell.customers.Traits.Trait;
import io.keepwell.shared.InvalidRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// What was typed about traits.
///
/// @param rows     those there were
/// @param newTrait name of another one, or empty
/// @param newValue its value, or empty
record TraitForm(List<Row> rows, String newTrait, String newValue) {

    /// One trait as it is typed; empty takes it away.
    record Row(String name, String value) {}

    static TraitForm of(List<Trait> traits) {
        return new TraitForm(
                traits.stream()
                        .map(trait -> new Row(trait.name(), TraitValues.shown(trait.value())))
                        .toList(),
                "",
                "");
    }

    static TraitForm read(MultiValueMap<String, String> fields) {
        var names = fields.getOrDefault("trait", List.of());
        var values = fields.getOrDefault("value", List.of());
        return new TraitForm(
                IntStream.range(0, Math.min(names.size(), values.size()))
                        .mapToObj(i -> new Row(names.get(i), values.get(i).strip()))
                        .toList(),
                text(fields, "newTrait"),
                text(fields, "newValue"));
    }

    private static String text(MultiValueMap<String, String> fields, String name) {
        var text = fields.getFirst(name);
        return text == null ? "" : text.strip();
    }

    /// What differs from what is known: values by name, null where one was taken away.
    Map<String, @Nullable Object> wanted(List<Trait> known) {
        var before = new HashMap<String, Trait>();
        known.forEach(trait -> before.put(trait.name(), trait));
        var wanted = new LinkedHashMap<String, @Nullable Object>();
        for (var row : rows) {
            var trait = before.get(row.name());
            if (trait != null && !TraitValues.shown(trait.value()).equals(row.value())) {
                wanted.put(row.name(), row.value().isEmpty() ? null : typed(row.value(), trait));
            }
        }
        if (!newTrait.isEmpty()) {
            if (newValue.isEmpty()) {
                throw InvalidRequest.field("newValue", t("customers.traits.no-new-value", "name", newTrait));
            }
            wanted.put(newTrait, TraitValues.typed(newValue));
        } else if (!newValue.isEmpty()) {
            throw InvalidRequest.field("newTrait", t("customers.traits.no-new-name"));
        }
        return wanted;
    }

    /// What was a list stays one, its items parted by commas.
    private static Object typed(String text, Trait before) {
        return before.value() instanceof Collection<?>
                ? List.of(text.split(",")).stream()
                        .filter(item -> !item.isBlank())
                        .map(TraitValues::typed)
                        .toList()
                : TraitValues.typed(text);
    }
}
