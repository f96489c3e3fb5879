package io.keepwell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/// Draws `docs/modules.md` from the code: what each module is, in the words of its package-info, and what it stands on.
final class ModuleDiagram {

    private ModuleDiagram() {}

    static String of(ApplicationModules modules) {
        var standsOn = standsOn(modules);
        var arrows = standsOn.keySet().stream()
                .flatMap(from -> nearest(from, standsOn).stream().map(to -> "    %s --> %s".formatted(from, to)))
                .collect(Collectors.joining("\n"));
        var rows = standsOn.entrySet().stream()
                .map(row -> "| %s | %s | %s |"
                        .formatted(row.getKey(), purpose(row.getKey()), String.join(", ", row.getValue())))
                .collect(Collectors.joining("\n"));
        return """
                # The modules

                Drawn from the code by `ArchitectureTests`, which fails where this page and the code differ.
                An arrow means "uses, by its public door"; a module also uses what lies below those.

                ```mermaid
                graph TD
                %s
                ```

                | Module | Purpose | Uses |
                |---|---|---|
                %s
                """.formatted(arrows, rows);
    }

    private static Map<String, Set<String>> standsOn(ApplicationModules modules) {
        var standsOn = new LinkedHashMap<String, Set<String>>();
        modules.stream()
                .filter(module -> !module.isRootModule())
                .sorted((a, b) -> name(a).compareTo(name(b)))
                .forEach(module -> standsOn.put(
                        name(module),
                        module.getDirectDependencies(modules)
                                .uniqueModules()
                                .filter(used -> !used.isRootModule() && !used.equals(module))
                                .map(ModuleDiagram::name)
                                .collect(Collectors.toCollection(TreeSet::new))));
        return standsOn;
    }

    /// What a module uses, without what it reaches through another module anyway: else every module points to shared.
    private static List<String> nearest(String from, Map<String, Set<String>> standsOn) {
        var direct = standsOn.getOrDefault(from, Set.of());
        return direct.stream()
                .filter(to -> direct.stream()
                        .noneMatch(other -> !other.equals(to)
                                && below(other, standsOn, new TreeSet<>()).contains(to)))
                .toList();
    }

    /// Everything a module reaches; ends also where somebody made a circle, which is another test's business.
    private static Set<String> below(String module, Map<String, Set<String>> standsOn, Set<String> seen) {
        standsOn.getOrDefault(module, Set.of()).stream()
                .filter(seen::add)
                .toList()
                .forEach(next -> below(next, standsOn, seen));
        return seen;
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }

    private static String purpose(String module) {
        var own = Path.of("src/main/java/io/keepwell", module, "package-info.java");
        // science is a library of its own beside the server
        var file = Files.exists(own) ? own : Path.of("../science").resolve(own);
        try {
            var words = Files.readAllLines(file).stream()
                    .takeWhile(line -> line.startsWith("///"))
                    .map(line -> line.substring(3).strip())
                    .takeWhile(line -> !line.isEmpty())
                    .collect(Collectors.joining(" "));
            return words.replace("|", "\\|");
        } catch (IOException e) {
            throw new IllegalStateException("Module " + module + " has no package-info.java", e);
        }
    }
}
