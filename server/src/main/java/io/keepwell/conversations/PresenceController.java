package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForTeam;
import io.keepwell.team.Members;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Signs of life of browsers, and who else is there.
@RestController
@Tag(name = "Conversations")
class PresenceController {

    /// Somebody else who is there.
    ///
    /// @param words what is said of them
    record Other(String name, String initials, boolean typing, String words) {}

    private final Presence presence;
    private final Mentions mentions;
    private final Conversations conversations;
    private final Members members;

    PresenceController(Presence presence, Mentions mentions, Conversations conversations, Members members) {
        this.presence = presence;
        this.mentions = mentions;
        this.conversations = conversations;
        this.members = members;
    }

    @ForTeam
    @PutMapping("/conversations/{id}/presence")
    List<Other> here(
            @PathVariable UUID id, @RequestParam UUID browser, @RequestParam(defaultValue = "false") boolean typing) {
        var me = members.require();
        presence.here(conversations.get(id).id(), me, browser, typing);
        mentions.seen(id, me.id());
        return others(id);
    }

    @ForTeam
    @DeleteMapping("/conversations/{id}/presence")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void gone(@PathVariable UUID id, @RequestParam UUID browser) {
        presence.gone(id, browser);
    }

    @ForTeam
    @GetMapping({"/conversations/{id}/presence", "/api/v1/conversations/{id}/presence"})
    @Operation(summary = "Who else looks at a conversation now, and who types")
    List<Other> others(@PathVariable UUID id) {
        var me = members.require().id();
        return presence.who(id).stream()
                .filter(there -> !there.member().equals(me))
                .map(there -> new Other(
                        there.name(),
                        Initials.of(there.name()),
                        there.typing(),
                        t(
                                there.typing()
                                        ? "conversations.writing.presence.types"
                                        : "conversations.writing.presence.looks",
                                "name",
                                there.name())))
                .toList();
    }
}
