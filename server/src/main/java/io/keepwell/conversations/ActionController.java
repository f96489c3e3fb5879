package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.ReplyOutcome.Overtaken;
import io.keepwell.conversations.ReplyOutcome.Written;
import io.keepwell.mail.IncomingMail;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.shared.Words;
import io.keepwell.team.Members;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.multipart.MultipartFile;

/// What people do to a conversation on the page. Every action is a form; afterwards the page shows the conversation.
@Controller
@ForAgents
@RequestMapping("/conversations/{id}")
class ActionController {

    /// How long a letter can be taken back.
    static final Duration UNDO = Duration.ofSeconds(10);
    private static final List<String> DRAFTS = List.of("message", "note");

    private final Conversations conversations;
    private final Replies replies;
    private final Drafts drafts;
    private final Uploads uploads;
    private final KeptFiles files;
    private final LaterReplies later;
    private final LaterTimes times;
    private final AfterSending after;
    private final Members members;
    private final ObjectProvider<ReplyGuard> guards;
    private final KeepwellSettings settings;

    ActionController(
            Conversations conversations,
            Replies replies,
            Drafts drafts,
            Uploads uploads,
            KeptFiles files,
            LaterReplies later,
            LaterTimes times,
            AfterSending after,
            Members members,
            ObjectProvider<ReplyGuard> guards,
            KeepwellSettings settings) {
        this.conversations = conversations;
        this.replies = replies;
        this.drafts = drafts;
        this.uploads = uploads;
        this.files = files;
        this.later = later;
        this.times = times;
        this.after = after;
        this.members = members;
        this.guards = guards;
        this.settings = settings;
    }

    /// What the composer sends.
    ///
    /// @param then        state of the conversation from then on
    /// @param seen        the newest message that was shown
    /// @param kept        files of the draft that go with it
    /// @param attachments files that come with the form itself, where no script has stored them before
    /// @param later       when it leaves: an instant, or `at` for what the field says; null for now
    /// @param at          date and time that were chosen
    /// @param anyway      not null: send it whatever has come since
    /// @param snooze      until when it is put off from then on: a preset, or `own`; null for not at all
    /// @param until       date and time of their own for it
    /// @param after       what they want to see then: `next`, `stay` or `list`; null for what they like
    /// @param next        where the next conversation of the list opens
    /// @param list        where the list is
    record ReplyForm(
            @Nullable String text,
            @Nullable String then,
            @Nullable UUID seen,
            @Nullable List<UUID> kept,
            @Nullable List<MultipartFile> attachments,
            @Nullable String later,
            @Nullable String at,
            @Nullable String anyway,
            @Nullable String snooze,
            @Nullable String until,
            @Nullable String after,
            @Nullable String next,
            @Nullable String list) {}

    @PostMapping("/replies")
    ResponseEntity<Void> reply(@PathVariable UUID id, ReplyForm form, HttpServletRequest request) {
        var state = Words.askedOrNull(ConversationState.class, "then", form.then());
        var seen = form.anyway() == null ? form.seen() : null;
        besides(conversations.get(id), request);
        var reply = new Reply(
                written(form.text()),
                files(id, form),
                state,
                seen,
                UNDO,
                PromiseForm.of(request.getParameterMap(), settings.zone()),
                after.snooze(form.snooze(), form.until()).orElse(null));
        if (form.later() != null && !form.later().isBlank()) {
            later.put(id, reply, times.read(form.later().equals("at") ? chosen(form) : form.later()));
            return shown(id, request);
        }
        return switch (replies.reply(id, reply)) {
            case Written(var into, var number, var message) ->
                after.show(request, number, new AfterSending.Wish(form.after(), form.next(), form.list()));
            case Overtaken overtaken -> throw new ReplyOvertaken(overtaken);
        };
    }

    private void besides(Conversation conversation, HttpServletRequest request) {
        var fields = new HashMap<String, List<String>>();
        request.getParameterMap().forEach((name, values) -> fields.put(name, List.of(values)));
        guards.orderedStream().forEach(guard -> guard.fields(conversation, fields));
    }

    private List<IncomingMail.Attachment> files(UUID id, ReplyForm form) {
        var kept = form.kept() == null ? List.<UUID>of() : form.kept();
        var all = new ArrayList<IncomingMail.Attachment>();
        files.ofDraft(id, members.require().id()).stream()
                .filter(file -> kept.contains(file.id()))
                .map(KeptFiles.Kept::attachment)
                .forEach(all::add);
        all.addAll(uploads.keep(form.attachments()));
        Uploads.check(all.stream().mapToLong(IncomingMail.Attachment::size).sum());
        return all;
    }

    private static String chosen(ReplyForm form) {
        return form.at() == null ? "" : form.at();
    }

    @PostMapping("/notes")
    ResponseEntity<Void> note(
            @PathVariable UUID id,
            @RequestParam String text,
            @RequestParam(required = false) @Nullable List<MultipartFile> attachments,
            HttpServletRequest request) {
        replies.note(id, written(text), uploads.keep(attachments));
        return shown(id, request);
    }

    @PutMapping("/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void draft(@PathVariable UUID id, @RequestParam(defaultValue = "message") String type, @RequestParam String text) {
        if (!DRAFTS.contains(type)) {
            throw InvalidRequest.field("type", "type is one of message, note.");
        }
        drafts.keep(conversations.get(id).id(), members.require().id(), type, text);
    }

    @PostMapping("/state")
    ResponseEntity<Void> state(@PathVariable UUID id, @RequestParam String state, HttpServletRequest request) {
        conversations.state(id, Words.asked(ConversationState.class, "state", state));
        return shown(id, request);
    }

    @PostMapping("/kind")
    ResponseEntity<Void> kind(@PathVariable UUID id, @RequestParam String kind, HttpServletRequest request) {
        conversations.kind(id, kind.equals("none") ? null : Words.askedOrNull(ConversationKind.class, "kind", kind));
        return shown(id, request);
    }

    @PostMapping("/assignee")
    ResponseEntity<Void> assignee(@PathVariable UUID id, @RequestParam String assignee, HttpServletRequest request) {
        conversations.assignee(id, idOrNull("assignee", assignee));
        return shown(id, request);
    }

    @PostMapping("/team")
    ResponseEntity<Void> team(@PathVariable UUID id, @RequestParam String team, HttpServletRequest request) {
        conversations.team(id, idOrNull("team", team));
        return shown(id, request);
    }

    @PostMapping("/tags")
    ResponseEntity<Void> tags(@PathVariable UUID id, @RequestParam String tags, HttpServletRequest request) {
        conversations.tags(id, List.of(tags.split(",")));
        return shown(id, request);
    }

    private ResponseEntity<Void> shown(UUID id, HttpServletRequest request) {
        return Afterwards.show(request, conversations.get(id).number());
    }

    private static String written(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw InvalidRequest.field("text", Texts.t("conversations.refused.empty"));
        }
        return text;
    }

    private static @Nullable UUID idOrNull(String field, String text) {
        if (text.isBlank()) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.field(field, t("shared.api.value", "field", field));
        }
    }
}
