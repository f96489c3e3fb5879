package io.keepwell.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/// Reads the scenes out of `demo/<file>.txt`.
///
/// A scene begins with `== name | kind | tags | weight`. Then come subjects (`~`), rows of facts (`*`) and turns: `>`
/// the customer, `?` a stranger, `<` the assignee, `<?` the assignee asking back, `<jonas` that person, `!mara` a note
/// of that person. A turn goes on until the next marker; empty lines part paragraphs. `{a|b}` is a choice, `[fact]` a
/// fact of the conversation. Choices `{x:a|b}` with the same letter go together, and a subject `~x02` goes with their
/// first and third alternative.
final class Scenes {

    private static final Pattern TURN = Pattern.compile("^(>|\\?|<\\??|<(mara|jonas|ines)|!(mara|jonas|ines)) (.*)$");

    private final List<Scene> scenes = new ArrayList<>();
    private final List<Scene.Subject> subjects = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> turns = new ArrayList<>();
    private String head = "";

    private Scenes() {}

    /// The scenes of a file.
    ///
    /// @param file such as `scenes_en`
    static List<Scene> of(String file) {
        try (var in = new ClassPathResource("demo/" + file + ".txt").getInputStream()) {
            var reading = new Scenes();
            new String(in.readAllBytes(), UTF_8).lines().forEach(reading::line);
            reading.finish();
            return List.copyOf(reading.scenes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(String line) {
        if (line.startsWith("== ")) {
            finish();
            head = line.substring(3);
        } else if (line.startsWith("~")) {
            subjects.add(subject(line.substring(1)));
        } else if (line.startsWith("* ")) {
            rows.add(cells(line.substring(2)));
        } else if (TURN.matcher(line).matches()) {
            turns.add(line);
        } else if (!line.startsWith("#") && !turns.isEmpty()) {
            turns.set(turns.size() - 1, turns.getLast() + "\n" + line);
        }
    }

    private void finish() {
        if (!head.isEmpty()) {
            var cells = cells(head);
            scenes.add(new Scene(
                    cells.get(0),
                    cells.get(1),
                    Arrays.asList(cells.get(2).split(",\\s*")),
                    Integer.parseInt(cells.get(3)),
                    List.copyOf(subjects),
                    List.copyOf(rows),
                    turns.stream().map(Scenes::turn).toList()));
        }
        head = "";
        subjects.clear();
        rows.clear();
        turns.clear();
    }

    private static Scene.Subject subject(String written) {
        var condition = written.substring(0, written.indexOf(' '));
        var text = written.substring(condition.length() + 1);
        return condition.isEmpty()
                ? new Scene.Subject("", List.of(), text)
                : new Scene.Subject(
                        condition.substring(0, 1),
                        condition.substring(1).chars().map(c -> c - '0').boxed().toList(),
                        text);
    }

    private static Scene.Turn turn(String written) {
        var marker = written.substring(0, written.indexOf(' '));
        var text = written.substring(marker.length() + 1).strip();
        return switch (marker.charAt(0)) {
            case '>' -> new Scene.Turn(Scene.Voice.CUSTOMER, null, false, text);
            case '?' -> new Scene.Turn(Scene.Voice.STRANGER, null, false, text);
            case '!' -> new Scene.Turn(Scene.Voice.NOTE, colleague(marker), false, text);
            default ->
                new Scene.Turn(
                        Scene.Voice.COLLEAGUE,
                        marker.length() > 2 ? colleague(marker) : null,
                        marker.equals("<?"),
                        text);
        };
    }

    private static Colleague colleague(String marker) {
        return Colleague.valueOf(marker.substring(1).toUpperCase(Locale.ROOT));
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|")).map(String::strip).toList();
    }
}
