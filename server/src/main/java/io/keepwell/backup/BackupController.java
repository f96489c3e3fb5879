package io.keepwell.backup;

import static io.keepwell.shared.Texts.t;

import io.keepwell.platform.Archives;
import io.keepwell.platform.Stillness;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.Notice;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The page of the backups.
@Controller
@ForAdministrators
@RequestMapping("/settings/backup")
class BackupController {

    /// What the page shows.
    ///
    /// @param folder       where the files lie
    /// @param restoredFrom the instant of the backup that was put back, null where nothing is held back
    /// @param uncertain    how many things waited to be sent when it was taken
    record Page(
            List<Archives.Archive> archives,
            boolean working,
            Plan plan,
            String folder,
            @Nullable Instant restoredFrom,
            int uncertain) {

        static String size(long bytes) {
            return bytes < 1_000_000 ? Math.ceilDiv(bytes, 1000) + " kB" : "%.1f MB".formatted(bytes / 1e6);
        }
    }

    private final Backups backups;
    private final Archives archives;
    private final Stillness stillness;

    BackupController(Backups backups, Archives archives, Stillness stillness) {
        this.backups = backups;
        this.archives = archives;
        this.stillness = stillness;
    }

    @GetMapping
    String show(Model model) {
        model.addAttribute(
                "page",
                new Page(
                        backups.all(),
                        backups.working(),
                        backups.plan(),
                        archives.folder().toString(),
                        stillness.restoredFrom().orElse(null),
                        stillness.uncertain()));
        return "backup/backups";
    }

    @PostMapping
    String make(RedirectAttributes redirect) {
        backups.begin();
        return back(redirect, t("backup.done.begun"));
    }

    @PostMapping("/plan")
    String plan(
            @RequestParam(defaultValue = "false") boolean nightly,
            @RequestParam LocalTime at,
            @RequestParam int keep,
            RedirectAttributes redirect) {
        backups.plan(nightly, at, keep);
        return back(redirect, t("backup.done.planned"));
    }

    @GetMapping("/{name}/file")
    ResponseEntity<Resource> file(@PathVariable String name) {
        return download(archives.file(backups.taken(name)));
    }

    @PostMapping("/{name}/delete")
    String delete(@PathVariable String name, RedirectAttributes redirect) {
        backups.delete(name);
        return back(redirect, t("backup.done.deleted"));
    }

    @PostMapping("/release")
    String release(RedirectAttributes redirect) {
        backups.release();
        return back(redirect, t("backup.done.released"));
    }

    @PostMapping("/resend")
    String resend(RedirectAttributes redirect) {
        return back(redirect, t("backup.done.resent", "count", backups.resend()));
    }

    private static String back(RedirectAttributes redirect, String done) {
        redirect.addFlashAttribute("done", done);
        return "redirect:/settings/backup";
    }

    static ResponseEntity<Resource> download(Path file) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.getFileName().toString())
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(new FileSystemResource(file));
    }

    /// Above every page, for as long as nothing is sent.
    @Component
    static class Still implements Notice.Source {

        private final Stillness stillness;
        private final Members members;

        Still(Stillness stillness, Members members) {
            this.stillness = stillness;
            this.members = members;
        }

        @Override
        public Optional<Notice> notice() {
            var me = members.current();
            if (me.isEmpty()) {
                return Optional.empty();
            }
            boolean mayRelease = me.get().role() == Role.ADMINISTRATOR;
            return stillness
                    .restoredFrom()
                    .map(at -> new Notice(
                            t("backup.still", "at", at),
                            mayRelease ? "/settings/backup" : null,
                            mayRelease ? t("backup.still.link") : null));
        }
    }
}
