package io.keepwell.imports;

import io.keepwell.mail.Mailbox;
import io.keepwell.mail.Mailboxes;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.InvalidRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// The pages of the imports.
@Controller
@ForAdministrators
@RequestMapping("/settings/imports")
class ImportController {

    /// The list and the form.
    ///
    /// @param wrong what was wrong with the form, by field
    record Listing(
            List<ImportRun> runs,
            List<Mailbox> mailboxes,
            Map<String, String> wrong,
            String format,
            @Nullable UUID mailbox) {

        List<String> formats() {
            return List.of("mbox", "csv", "zendesk", "helpscout", "freescout", "chatwoot");
        }
    }

    /// One import.
    record One(ImportRun run, List<Trouble> troubles) {}

    private static final int SHOWN = 50;

    private final Imports imports;
    private final Mailboxes mailboxes;

    ImportController(Imports imports, Mailboxes mailboxes) {
        this.imports = imports;
        this.mailboxes = mailboxes;
    }

    @GetMapping
    String list(Model model) {
        return listing(model, Map.of(), "mbox", null);
    }

    @PostMapping
    String give(
            @RequestParam String format,
            @RequestParam(required = false) @Nullable UUID mailbox,
            @RequestParam MultipartFile file,
            Model model)
            throws IOException {
        try (var in = file.getInputStream()) {
            var name = Optional.ofNullable(file.getOriginalFilename()).orElse("");
            return "redirect:/settings/imports/"
                    + imports.take(format, name, mailbox, in).id();
        } catch (InvalidRequest e) {
            var wrong = e.errors().stream().collect(Collectors.toMap(error -> error.field(), error -> error.message()));
            return listing(model, wrong, format, mailbox);
        }
    }

    private String listing(Model model, Map<String, String> wrong, String format, @Nullable UUID mailbox) {
        model.addAttribute("page", new Listing(imports.all(), mailboxes.all(), wrong, format, mailbox));
        return "imports/imports";
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Model model) {
        var troubles = imports.troubles(id);
        model.addAttribute(
                "page", new One(imports.get(id), troubles.stream().limit(SHOWN).toList()));
        return "imports/import";
    }

    @PostMapping("/{id}/start")
    String start(@PathVariable UUID id) {
        imports.start(id);
        return "redirect:/settings/imports/" + id;
    }

    @PostMapping("/{id}/stop")
    String stop(@PathVariable UUID id) {
        imports.stop(id);
        return "redirect:/settings/imports/" + id;
    }

    /// What could not be brought along, as a table to mend the file by.
    @GetMapping("/{id}/troubles/file")
    ResponseEntity<byte[]> troubles(@PathVariable UUID id) {
        var table = new StringBuilder("place,message\r\n");
        for (var trouble : imports.troubles(id)) {
            table.append(quoted(trouble.place()))
                    .append(',')
                    .append(quoted(trouble.words()))
                    .append("\r\n");
        }
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("import-" + id + ".csv")
                                .build()
                                .toString())
                .body(table.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// A cell that a table program takes for text and not for a formula.
    private static String quoted(String text) {
        var safe = text.matches("(?s)[=+@-].*") ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
