package io.keepwell;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keeps the message files in step with one another and with the code that speaks through them.
class TextFilesTests {

    private static final Path TEXTS = Path.of("src/main/resources/texts");

    /// A key asked for by name: `t("mail.empty"`, `Texts.in(locale, "mail.empty"`.
    private static final Pattern ASKED =
            Pattern.compile("\\bt\\(\\s*\"([^\"]+)\"|\\bTexts\\s*\\.in\\(\\s*[^,\"]+,\\s*\"([^\"]+)\"");

    /// Anything in quotes that could be a key, or the beginning of one: `"mail.state." + state`.
    private static final Pattern QUOTED = Pattern.compile("\"([a-z]+(?:\\.[A-Za-z0-9_-]+)+\\.?)\"");

    /// A key with a word put in between: `"team." + page + ".title"`.
    private static final Pattern COMPOSED =
            Pattern.compile("\"([a-z]+\\.[a-z.-]*)\"\\s*\\+\\s*[\\w.()]+\\s*\\+\\s*\"(\\.[a-z.-]+)\"");

    private static final Map<String, String> ENGLISH = texts("en");

    @Test
    void everyTextExistsInEnglishAndInGerman() {
        assertThat(texts("de").keySet()).containsExactlyInAnyOrderElementsOf(ENGLISH.keySet());
    }

    @Test
    void everyTranslationSpeaksOfTheSameThings() {
        var german = texts("de");
        var different = ENGLISH.entrySet().stream()
                .filter(text -> !arguments(text.getValue())
                        .equals(arguments(german.getOrDefault(text.getKey(), text.getValue()))))
                .map(Map.Entry::getKey);

        assertThat(different).isEmpty();
    }

    @Test
    void everyTextIsInTheFileOfItsModule() throws IOException {
        try (var files = Files.list(TEXTS)) {
            files.forEach(file -> {
                var module = file.getFileName().toString().replaceFirst("_.*", "");
                assertThat(load(file).keySet()).as(file.toString()).allMatch(key -> key.startsWith(module + "."));
            });
        }
    }

    @Test
    void everyTextThatIsAskedForExists() {
        var missing = sources()
                .flatMap(text -> ASKED.matcher(text).results())
                .map(TextFilesTests::key)
                .filter(asked -> asked.endsWith(".")
                        ? ENGLISH.keySet().stream().noneMatch(key -> key.startsWith(asked))
                        : !ENGLISH.containsKey(asked))
                .collect(toCollection(TreeSet::new));

        assertThat(missing).isEmpty();
    }

    @Test
    void noTextIsLeftOver() {
        var quoted = sources()
                .flatMap(text -> QUOTED.matcher(text).results())
                .map(result -> result.group(1))
                .collect(toSet());
        // "mail." alone would excuse every text of the module
        var beginnings = quoted.stream()
                .filter(word -> word.endsWith(".") && word.indexOf('.') < word.length() - 1)
                .toList();
        var composed = sources()
                .flatMap(text -> COMPOSED.matcher(text).results())
                .map(result -> Pattern.quote(result.group(1)) + "[\\w-]+" + Pattern.quote(result.group(2)))
                .collect(toSet());
        var unused = ENGLISH.keySet().stream()
                .filter(key -> !quoted.contains(key)
                        && beginnings.stream().noneMatch(key::startsWith)
                        && composed.stream().noneMatch(key::matches))
                .collect(toCollection(TreeSet::new));

        assertThat(unused).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void noTextShouts(String language) {
        var loud = texts(language).entrySet().stream()
                .filter(text -> text.getValue().contains("!"));

        assertThat(loud).isEmpty();
    }

    private static Set<String> arguments(String text) {
        var pattern = new MessagePattern(text);
        return Stream.iterate(0, i -> i < pattern.countParts(), i -> i + 1)
                .map(pattern::getPart)
                .filter(part -> part.getType() == Part.Type.ARG_NAME || part.getType() == Part.Type.ARG_NUMBER)
                .map(pattern::getSubstring)
                .collect(toCollection(TreeSet::new));
    }

    private static String key(MatchResult result) {
        return result.group(1) != null ? result.group(1) : result.group(2);
    }

    private static Map<String, String> texts(String language) {
        try (var files = Files.list(TEXTS)) {
            return files.filter(file -> file.toString().endsWith("_" + language + ".properties"))
                    .flatMap(file -> load(file).entrySet().stream())
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> load(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, properties::getProperty));
    }

    private static Stream<String> sources() {
        return Stream.of("src/main/java", "src/main/jte").map(Path::of).flatMap(TextFilesTests::files);
    }

    private static Stream<String> files(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(TextFilesTests::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
