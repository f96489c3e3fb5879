package io.keepwell.conversations;

import io.keepwell.shared.ForAgents;
import io.keepwell.team.Members;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.multipart.MultipartFile;

/// Files that are added while a reply is being written. Each is stored at once, so that it survives whatever happens
/// to the page.
@Controller
@ForAgents
@RequestMapping("/conversations/{id}/draft/files")
class DraftFileController {

    private final Conversations conversations;
    private final Uploads uploads;
    private final KeptFiles files;
    private final Members members;

    DraftFileController(Conversations conversations, Uploads uploads, KeptFiles files, Members members) {
        this.conversations = conversations;
        this.uploads = uploads;
        this.files = files;
        this.members = members;
    }

    /// Adds one file.
    ///
    /// @return how it stands in the composer
    @PostMapping
    @Transactional
    String add(@PathVariable UUID id, @RequestParam("attachments") MultipartFile file, Model model) {
        var conversation = conversations.get(id);
        var me = members.require();
        var before = files.ofDraft(id, me.id()).stream()
                .mapToLong(KeptFiles.Kept::size)
                .sum();
        Uploads.check(before + file.getSize());
        var stored = uploads.keep(List.of(file));
        if (stored.isEmpty()) {
            throw new AttachmentNotFound();
        }
        model.addAttribute("file", files.add(conversation.id(), me.id(), stored.getFirst()));
        return "conversations/kept-file";
    }

    @DeleteMapping("/{file}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, @PathVariable UUID file) {
        files.remove(file, members.require().id());
    }
}
