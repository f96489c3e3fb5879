package io.keepwell;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.keepwell.platform.KeepwellSettings;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/// Keeps docs/settings.md in step with the settings there are.
class SettingsPageTests {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(KEEPWELL_[A-Z_]+)` \\| (?:`([^`]*)`)? ?\\| \\S.*\\|$");

    @Test
    void thePageNamesEverySettingWithItsDefaultAndNoOther() throws IOException {
        var page = Files.readString(Path.of("../docs/settings.md"));
        var ofTheProgram = page.substring(0, page.indexOf("## Of the launcher alone"));
        var told = ROW.matcher(ofTheProgram)
                .results()
                .collect(toMap(
                        row -> row.group(1),
                        row -> row.group(2) == null ? "" : row.group(2),
                        (a, b) -> a,
                        TreeMap::new));

        assertThat(told).containsExactlyInAnyOrderEntriesOf(settings());
    }

    @Test
    void aSettingOfTwoWordsIsReadFromTheEnvironment() {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of("KEEPWELL_WEEK_START", "sunday", "KEEPWELL_DB_URL", "jdbc:postgresql://db/x")));
        ConfigurationPropertySources.attach(environment);

        var settings = Binder.get(environment).bindOrCreate("keepwell", KeepwellSettings.class);

        assertThat(settings.weekStart()).isEqualTo(DayOfWeek.SUNDAY);
        assertThat(settings.db().url()).isEqualTo("jdbc:postgresql://db/x");
    }

    private static Map<String, String> settings() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.keepwell").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigurationProperties.class))
                        .flatMap(type -> settings(
                                type.getAnnotationOfType(ConfigurationProperties.class)
                                        .value(),
                                type.reflect()))
                        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Stream<Map.Entry<String, String>> settings(String prefix, Class<?> settings) {
        return Arrays.stream(settings.getRecordComponents()).flatMap(component -> {
            var name = prefix + "." + component.getName();
            return component.getType().isRecord()
                            && component.getType().getPackageName().startsWith("io.keepwell")
                    ? settings(name, component.getType())
                    : Stream.of(Map.entry(inTheEnvironment(name), defaultOf(settings, component)));
        });
    }

    private static String inTheEnvironment(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1_$2").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /// A record component does not carry the annotation, the parameter of its constructor does.
    private static String defaultOf(Class<?> settings, RecordComponent component) {
        return Arrays.stream(settings.getDeclaredConstructors()[0].getParameters())
                .filter(parameter -> parameter.getName().equals(component.getName()))
                .map(parameter -> parameter.getAnnotation(DefaultValue.class))
                .filter(value -> value != null)
                .map(value -> String.join(",", value.value()))
                .findFirst()
                .orElse("");
    }
}
