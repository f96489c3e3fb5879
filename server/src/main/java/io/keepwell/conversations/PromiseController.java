package io.keepwell.conversations;

import io.keepwell.shared.ForAgents;
import io.keepwell.shared.Ids;
import io.keepwell.tasks.NewTask;
import io.keepwell.tasks.Task;
import io.keepwell.tasks.TaskKind;
import io.keepwell.tasks.Tasks;
import io.keepwell.team.Members;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What people do about promises in a conversation, and until when and how its customer can be helped.
@Controller
@ForAgents
@RequestMapping("/conversations/{id}")
class PromiseController {

    private final Conversations conversations;
    private final Tasks tasks;
    private final PromiseViews views;
    private final PromiseComposer composer;
    private final Reaches reaches;
    private final Drafts drafts;
    private final Members members;
    private final Clock clock;

    PromiseController(
            Conversations conversations,
            Tasks tasks,
            PromiseViews views,
            PromiseComposer composer,
            Reaches reaches,
            Drafts drafts,
            Members members,
            Clock clock) {
        this.conversations = conversations;
        this.tasks = tasks;
        this.views = views;
        this.composer = composer;
        this.reaches = reaches;
        this.drafts = drafts;
        this.members = members;
        this.clock = clock;
    }

    /// What stands under a text that is being written.
    @PostMapping("/promises/words")
    String words(@PathVariable UUID id, @RequestParam(defaultValue = "") String text, Model model) {
        model.addAttribute("view", composer.view(conversations.get(id), text));
        return "conversations/promise-composer";
    }

    @PostMapping("/promises")
    ResponseEntity<Void> create(
            @PathVariable UUID id,
            @RequestParam String kind,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(defaultValue = "") String due,
            HttpServletRequest request) {
        var conversation = conversations.get(id);
        var me = members.require().id();
        var promised = PromiseForm.kind(kind);
        tasks.make(new NewTask(
                "hand:" + Ids.next(),
                promised,
                true,
                what.strip(),
                conversation.customer(),
                id,
                me,
                conversation.team(),
                me,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                null,
                promised == TaskKind.FIXED ? null : PromiseForm.time("due", due, views.zone())));
        return Afterwards.show(request, conversation.number());
    }

    @PostMapping("/promises/{promise}/keeping")
    ResponseEntity<Void> keep(
            @PathVariable UUID id,
            @PathVariable UUID promise,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request) {
        tasks.keep(promise(id, promise).id(), clock.instant().truncatedTo(ChronoUnit.MICROS), null, reason);
        return shown(id, request);
    }

    @PostMapping("/promises/{promise}/withdrawal")
    ResponseEntity<Void> withdraw(
            @PathVariable UUID id,
            @PathVariable UUID promise,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request) {
        tasks.withdraw(promise(id, promise).id(), reason);
        return shown(id, request);
    }

    @PostMapping("/promises/{promise}/reopening")
    ResponseEntity<Void> reopen(@PathVariable UUID id, @PathVariable UUID promise, HttpServletRequest request) {
        tasks.reopen(promise(id, promise).id());
        return shown(id, request);
    }

    /// Another time; with `tell`, a letter that says so is begun.
    @PostMapping("/promises/{promise}/move")
    @Transactional
    ResponseEntity<Void> move(
            @PathVariable UUID id,
            @PathVariable UUID promise,
            @RequestParam String due,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean tell,
            HttpServletRequest request) {
        var before = promise(id, promise);
        var at = PromiseForm.time("due", due, views.zone());
        tasks.move(promise, at, reason);
        var was = before.dueAt();
        if (tell && was != null) {
            drafts.giveBack(id, members.require().id(), "message", views.moved(before, was, at, reason.strip()));
        }
        return shown(id, request);
    }

    /// Until when the customer needs it, and by what they can be reached.
    @PostMapping("/need")
    @Transactional
    ResponseEntity<Void> need(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "some") String reach,
            @RequestParam(defaultValue = "") String contact,
            HttpServletRequest request) {
        conversations.neededBy(id, until.isBlank() ? null : PromiseForm.time("until", until, views.zone()));
        reaches.set(id, reach.equals("some") ? reaches.of(id).channels() : Reach.channels(reach), contact);
        return shown(id, request);
    }

    private Task promise(UUID conversation, UUID promise) {
        var task = tasks.get(promise);
        if (!conversation.equals(task.subject())) {
            throw new ConversationNotFound(conversation.toString());
        }
        return task;
    }

    private ResponseEntity<Void> shown(UUID id, HttpServletRequest request) {
        return Afterwards.show(request, conversations.get(id).number());
    }
}
