package io.keepwell.shared;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The words of enums, as they stand in the database, the API and forms: `ON_HOLD` is `on-hold`.
public final class Words {

    private Words() {}

    /// The word of a value.
    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The value a word of our own stands for.
    ///
    /// @throws IllegalArgumentException where it stands for none
    public static <E extends Enum<E>> E read(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /// The value a word of a request stands for.
    ///
    /// @param field name of the field, for the refusal
    /// @throws InvalidRequest with the words there are
    public static <E extends Enum<E>> E asked(Class<E> type, String field, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> of(value).equals(word))
                .findFirst()
                .orElseThrow(() -> InvalidRequest.field(
                        field,
                        field + " is one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(Words::of)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /// The same for a word that may be missing or empty.
    public static <E extends Enum<E>> @Nullable E askedOrNull(Class<E> type, String field, @Nullable String word) {
        return word == null || word.isBlank() ? null : asked(type, field, word);
    }
}
