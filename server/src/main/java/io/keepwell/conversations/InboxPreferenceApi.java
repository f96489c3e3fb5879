package io.keepwell.conversations;

import io.keepwell.shared.ForTeam;
import io.keepwell.team.Members;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What whoever asks likes to see in the inbox, for programs.
@ForTeam
@RestController
@RequestMapping("/api/v1/inbox/preferences")
@Tag(name = "Views")
class InboxPreferenceApi {

    @Schema(
            name = "InboxPreferences",
            description = "What you like to see in the inbox; in a change what is absent stays")
    record Answer(
            @Schema(
                    description = "What is shown when an action takes the open conversation out of the list",
                    allowableValues = {"next", "stay", "list"})
            @Nullable
            String afterAction,

            @Schema(
                    description = "What is shown after sending",
                    allowableValues = {"next", "stay", "list"})
            @Nullable
            String afterSending,

            @Schema(description = "Your zone; empty for that of the workspace", example = "Europe/Lisbon") @Nullable
            String zone) {}

    private final InboxPreferences preferences;
    private final Members members;

    InboxPreferenceApi(InboxPreferences preferences, Members members) {
        this.preferences = preferences;
        this.members = members;
    }

    @GetMapping
    @Operation(summary = "What you like to see in the inbox")
    Answer get() {
        var me = members.require().id();
        return new Answer(
                preferences.after(me),
                preferences.afterSending(me),
                preferences.ownZone(me).orElse(""));
    }

    @PatchMapping
    @Operation(summary = "Say what you like to see in the inbox")
    Answer change(@RequestBody Answer wanted) {
        var now = get();
        preferences.keep(
                members.require().id(),
                chosen(wanted.afterAction(), now.afterAction()),
                chosen(wanted.afterSending(), now.afterSending()),
                wanted.zone() == null ? now.zone() : wanted.zone());
        return get();
    }

    private static String chosen(@Nullable String wanted, @Nullable String now) {
        return String.valueOf(wanted == null ? now : wanted);
    }
}
