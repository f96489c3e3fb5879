package io.keepwell.team;

import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Invitations into the team, for programs.
@RestController
@ForAdministrators
@RequestMapping("/api/v1/invitations")
@Tag(name = "Invitations", description = "Ways into the team, by a link that works once")
class InvitationApi {

    @Schema(name = "Invitation")
    record Answer(
            UUID id,
            String email,
            String role,
            @Schema(description = "Names of the teams") List<String> teams,

            @Schema(allowableValues = {"open", "accepted", "revoked", "expired"})
            String state,

            String invitedBy,
            Instant createdAt,
            Instant expiresAt,

            @Schema(description = "The link to pass on; given when the invitation is made, and never again") @Nullable
            String link) {}

    @Schema(name = "NewInvitation")
    record Request(
            String email,

            @Schema(allowableValues = {"administrator", "agent", "success-manager", "product-manager", "viewer"})
            String role,

            @Schema(description = "Ids of the teams the newcomer will belong to") @Nullable
            List<UUID> teams) {}

    private final Invitations invitations;

    InvitationApi(Invitations invitations) {
        this.invitations = invitations;
    }

    @GetMapping
    @Operation(summary = "Invitations that wait, and those that ended in the last 30 days")
    Slice<Answer> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return TeamApi.slice(invitations.list(), Invitation::id, invitation -> answer(invitation, null), cursor, limit);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Invite somebody; the answer has the link")
    Answer create(@RequestBody Request request) {
        var made = invitations.invite(
                request.email(), TeamApi.role(request.role()), request.teams() == null ? List.of() : request.teams());
        return answer(made.invitation(), made.link());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take an invitation back")
    void destroy(@PathVariable UUID id) {
        invitations.revoke(id);
    }

    private Answer answer(Invitation invitation, @Nullable String link) {
        return new Answer(
                invitation.id(),
                invitation.email(),
                TeamApi.word(invitation.role()),
                invitation.teams(),
                invitations.state(invitation),
                invitation.invitedBy(),
                invitation.createdAt(),
                invitation.expiresAt(),
                link);
    }
}
