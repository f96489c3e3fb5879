package io.keepwell.surveys;

import static java.util.function.Predicate.not;

import io.keepwell.shared.EmailAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// People as somebody pastes them, one per line: an address alone, `Ana Ribeiro <ana@example.org>`, or cells of a
/// table in any order, parted by commas, semicolons or tabs.
///
/// @param people those that could be read, each address once
/// @param wrong  numbers of the lines in which there is no address, from 1 on
record PastedPeople(List<Person> people, List<Integer> wrong) {

    private static final String CELLS = "[,;\t]";
    private static final String HEAD = "(?i).*\\b(e-?mail|mail|address|adresse|name)\\b.*";

    /// @param name null where none stands beside the address
    record Person(EmailAddress address, @Nullable String name) {}

    static PastedPeople read(String text) {
        var people = new LinkedHashMap<EmailAddress, Person>();
        var wrong = new ArrayList<Integer>();
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (line.isEmpty()) {
                continue;
            }
            var person = person(line);
            if (person != null) {
                people.putIfAbsent(person.address(), person);
            } else if (i > 0 || !line.matches(HEAD)) {
                wrong.add(i + 1);
            }
        }
        return new PastedPeople(List.copyOf(people.values()), List.copyOf(wrong));
    }

    private static @Nullable Person person(String line) {
        var cells = Arrays.stream(line.split(CELLS))
                .map(PastedPeople::bare)
                .filter(not(String::isEmpty))
                .toList();
        for (var cell : cells) {
            int opens = cell.lastIndexOf('<');
            var inside = opens >= 0 && cell.endsWith(">") ? cell.substring(opens + 1, cell.length() - 1) : cell;
            var address = EmailAddress.parse(inside).filter(it -> it.domain().contains("."));
            if (address.isPresent()) {
                var before = opens > 0 ? bare(cell.substring(0, opens)) : "";
                return new Person(address.get(), before.isEmpty() ? name(cells, cell) : before);
            }
        }
        return null;
    }

    private static @Nullable String name(List<String> cells, String address) {
        var name = cells.stream()
                .filter(it -> !it.equals(address) && it.length() <= 100)
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? null : name;
    }

    private static String bare(String cell) {
        return cell.strip().replaceAll("^\"|\"$", "").strip();
    }
}
