package io.keepwell.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;

/// Tabler's outline icons, written into the page.
public final class Icons {

    private static final String FOLDER = "META-INF/resources/webjars/tabler__icons/3.35.0/icons/outline/";
    private static final Map<String, String> SVGS = new ConcurrentHashMap<>();

    private Icons() {}

    /// The `<svg>` element of the icon, hidden from screen readers: words beside it say what it means.
    ///
    /// @param name file name without ending, such as `inbox`
    /// @throws UncheckedIOException where there is no such icon
    public static String svg(String name) {
        return SVGS.computeIfAbsent(name, Icons::load);
    }

    private static String load(String name) {
        try (var file = new ClassPathResource(FOLDER + name + ".svg").getInputStream()) {
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return text.substring(text.indexOf("<svg"))
                    .replaceFirst("<svg", "<svg aria-hidden=\"true\" focusable=\"false\"")
                    .replaceAll("class=\"[^\"]*\"", "class=\"icon\"")
                    .replaceAll("\\s*\\R\\s*", " ")
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
