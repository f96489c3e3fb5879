package io.keepwell.problems.likeness;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// A problem that can be suggested.
///
/// @param id       id
/// @param language language its names are in
/// @param names    its title and whatever else people call it
/// @param signals  what complaints about it usually come with, such as its component; weighs like some examples
public record KnownProblem(UUID id, Locale language, List<String> names, Signals signals) {

    public KnownProblem {
        names = names.stream().filter(name -> !name.isBlank()).distinct().toList();
    }
}
