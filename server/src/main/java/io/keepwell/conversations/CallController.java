package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForAgents;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Words;
import io.keepwell.team.Members;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Writing a phone call down, and taking it back.
@Controller
@ForAgents
class CallController {

    /// What the form says.
    ///
    /// @param way     `incoming` or `outgoing`
    /// @param reached `yes` or `no`
    /// @param at      date and time, empty for just now
    /// @param minutes how long, may be empty
    /// @param then    state of the conversation from then on
    record Form(
            @Nullable String way,
            @Nullable String reached,
            @Nullable String at,
            @Nullable String minutes,
            @Nullable String text,
            @Nullable String then) {}

    private final Calls calls;
    private final Conversations conversations;
    private final InboxPreferences preferences;
    private final Members members;

    CallController(Calls calls, Conversations conversations, InboxPreferences preferences, Members members) {
        this.calls = calls;
        this.conversations = conversations;
        this.preferences = preferences;
        this.members = members;
    }

    @PostMapping("/conversations/{id}/calls")
    ResponseEntity<Void> create(@PathVariable UUID id, Form form, HttpServletRequest request) {
        var zone = preferences.zone(members.require().id());
        var at = form.at();
        calls.note(
                id,
                new Calls.Call(
                        "incoming".equals(form.way()),
                        !"no".equals(form.reached()),
                        at == null || at.isBlank() ? null : PromiseForm.time("at", at, zone),
                        minutes(form.minutes()),
                        form.text() == null ? "" : form.text().strip(),
                        Words.askedOrNull(ConversationState.class, "then", form.then()),
                        PromiseForm.of(request.getParameterMap(), zone)));
        return Afterwards.show(request, conversations.get(id).number());
    }

    private static @Nullable Integer minutes(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        try {
            return Integer.valueOf(typed.strip());
        } catch (NumberFormatException e) {
            throw InvalidRequest.field("minutes", t("conversations.calls.wrong.minutes"));
        }
    }

    @DeleteMapping("/messages/{id}/call")
    ResponseEntity<Void> destroy(@PathVariable UUID id, HttpServletRequest request) {
        return Afterwards.show(request, calls.takeBack(id).number());
    }

    @PostMapping(path = "/messages/{id}/call", params = "_method=delete")
    ResponseEntity<Void> destroyByForm(@PathVariable UUID id, HttpServletRequest request) {
        return destroy(id, request);
    }
}
