package io.keepwell.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/// Everything the public sees as files that need nothing but a web server, so that the status page answers
/// when the product does not (3.10.10). Links within are relative, so it stands in any folder.
@Component
class StatusSnapshot {

    private static final String STYLE = "static/css/status.css";

    private final StatusViews views;
    private final StatusPrinter printer;
    private final KeepwellSettings settings;
    private final Clock clock;

    StatusSnapshot(StatusViews views, StatusPrinter printer, KeepwellSettings settings, Clock clock) {
        this.views = views;
        this.printer = printer;
        this.settings = settings;
        this.clock = clock;
    }

    /// All files by their path.
    ///
    /// @throws StatusNotFound where there is no page
    Map<String, byte[]> files() {
        var live = settings.publicUrl() + "/status";
        var files = new LinkedHashMap<String, byte[]>();
        var first = Texts.supported(settings.locale());
        files.put("index.html", now("", live, first));
        for (var language : Texts.LANGUAGES) {
            var folder = language.getLanguage() + "/";
            files.put(folder + "index.html", now("../", live, language));
            for (var month : views.months()) {
                var shown = views.month(month);
                files.put(
                        folder + "history/" + month + ".html",
                        page("history", "../../", live, language, "history/" + month + ".html", "month", shown));
                for (var story : shown.stories()) {
                    files.put(
                            folder + "incidents/" + story.incident().number() + ".html", story(story, live, language));
                }
            }
            var overview = views.overview();
            Stream.concat(overview.open().stream(), overview.planned().stream())
                    .forEach(story -> files.put(
                            folder + "incidents/" + story.incident().number() + ".html", story(story, live, language)));
        }
        files.put("status.json", printer.json(new StatusLinks(true, "", live)));
        files.put("feed.atom", printer.feed(new StatusLinks(true, "", live), first));
        files.put("status.css", style());
        return files;
    }

    private byte[] now(String root, String live, Locale language) {
        return page("now", root, live, language, "index.html", "page", views.overview());
    }

    private byte[] story(StatusViews.Story story, String live, Locale language) {
        return page(
                "story-page",
                "../../",
                live,
                language,
                "incidents/" + story.incident().number() + ".html",
                "story",
                story);
    }

    private byte[] page(
            String template, String root, String live, Locale language, String path, String name, Object value) {
        var sheet = new StatusSheet(
                views.open(),
                new StatusLinks(true, root, live),
                language,
                views.zone(),
                root + StatusSheet.other(language).getLanguage() + "/" + path,
                clock.instant());
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put(name, value);
        return printer.page(template, sheet, parameters);
    }

    private static byte[] style() {
        try (var file = new ClassPathResource(STYLE).getInputStream()) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All files in one.
    byte[] zip() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, UTF_8)) {
            for (var file : files().entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Writes the files into a folder; each is there whole or as it was.
    void write(Path folder) throws IOException {
        for (var file : files().entrySet()) {
            var target = folder.resolve(file.getKey());
            if (Files.exists(target) && Arrays.equals(Files.readAllBytes(target), file.getValue())) {
                continue;
            }
            Files.createDirectories(target.getParent());
            var fresh = target.resolveSibling(target.getFileName() + ".new");
            Files.write(fresh, file.getValue());
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
