package io.keepwell.team;

import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The people of the team and their teams, for programs.
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Team", description = "The people of the team and the teams they belong to")
class TeamApi {

    @Schema(name = "Member", description = "A person of the team")
    record MemberAnswer(
            UUID id,
            @Schema(description = "Address to sign in with") String email,

            @Schema(description = "Full name, as customers see it under an answer")
            String name,

            @Schema(allowableValues = {"administrator", "agent", "success-manager", "product-manager", "viewer"})
            String role,

            @Schema(description = "Language of their pages, BCP 47")
            String locale,

            @Schema(description = "Whether they may sign in")
            boolean active) {

        static MemberAnswer of(Member member) {
            return new MemberAnswer(
                    member.id(),
                    member.email(),
                    member.name(),
                    word(member.role()),
                    member.locale().toLanguageTag(),
                    member.active());
        }
    }

    @Schema(name = "MemberChange", description = "What to change; what is absent stays")
    record MemberChange(
            @Nullable String name,

            @Schema(allowableValues = {"administrator", "agent", "success-manager", "product-manager", "viewer"})
            @Nullable
            String role,

            @Schema(description = "false ends every way in") @Nullable
            Boolean active) {}

    @Schema(name = "Team", description = "A team and the ids of its members")
    record TeamAnswer(UUID id, String name, List<UUID> members) {

        static TeamAnswer of(Teams.Team team) {
            return new TeamAnswer(
                    team.id(),
                    team.name(),
                    team.members().stream().map(Member::id).toList());
        }
    }

    @Schema(name = "TeamChange", description = "A new team, or what to change of one; what is absent stays")
    record TeamChange(@Nullable String name, @Nullable List<UUID> members) {}

    private final People people;
    private final Teams teams;
    private final Members signedIn;

    TeamApi(People people, Teams teams, Members signedIn) {
        this.people = people;
        this.teams = teams;
        this.signedIn = signedIn;
    }

    @ForTeam
    @GetMapping("/me")
    @Operation(summary = "The member whose token this is")
    MemberAnswer me() {
        return MemberAnswer.of(signedIn.require());
    }

    @ForTeam
    @GetMapping("/members")
    @Operation(summary = "The people of the team, the active ones first")
    Slice<MemberAnswer> members(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return slice(people.all(), Member::id, MemberAnswer::of, cursor, limit);
    }

    @ForTeam
    @GetMapping("/members/{id}")
    @Operation(summary = "One of them")
    MemberAnswer member(@PathVariable UUID id) {
        return MemberAnswer.of(people.get(id));
    }

    @ForAdministrators
    @PatchMapping("/members/{id}")
    @Operation(summary = "Change name or role, deactivate or reactivate")
    @Transactional
    MemberAnswer changeMember(@PathVariable UUID id, @RequestBody MemberChange change) {
        if (change.name() != null) {
            people.rename(id, change.name());
        }
        if (change.role() != null) {
            people.changeRole(id, role(change.role()));
        }
        if (change.active() != null) {
            return MemberAnswer.of(change.active() ? people.reactivate(id) : people.deactivate(id));
        }
        return MemberAnswer.of(people.get(id));
    }

    @ForTeam
    @GetMapping("/teams")
    @Operation(summary = "The teams, by name")
    Slice<TeamAnswer> teams(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return slice(teams.all(), Teams.Team::id, TeamAnswer::of, cursor, limit);
    }

    @ForTeam
    @GetMapping("/teams/{id}")
    @Operation(summary = "One of them")
    TeamAnswer team(@PathVariable UUID id) {
        return TeamAnswer.of(teams.get(id));
    }

    @ForAdministrators
    @PostMapping("/teams")
    @Operation(summary = "Make a team")
    ResponseEntity<TeamAnswer> createTeam(@RequestBody TeamChange change) {
        var team = teams.create(change.name(), change.members() == null ? List.of() : change.members());
        return ResponseEntity.created(URI.create("/api/v1/teams/" + team.id())).body(TeamAnswer.of(team));
    }

    @ForAdministrators
    @PatchMapping("/teams/{id}")
    @Operation(summary = "Rename a team, or say who belongs to it")
    TeamAnswer changeTeam(@PathVariable UUID id, @RequestBody TeamChange change) {
        return TeamAnswer.of(teams.change(id, change.name(), change.members()));
    }

    /// `success-manager` for `SUCCESS_MANAGER`.
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The role that a program names.
    static Role role(String word) {
        for (var role : Role.values()) {
            if (word(role).equals(word)) {
                return role;
            }
        }
        throw InvalidRequest.field("role", "role is administrator, agent, success-manager, product-manager or viewer.");
    }

    /// A part of a list that is in memory as a whole; the cursor is the id of the last item.
    static <T, A> Slice<A> slice(
            List<T> all,
            Function<T, UUID> id,
            Function<T, A> answer,
            @Nullable String cursor,
            @Nullable Integer limit) {
        int size = Cursor.limit(limit);
        int from = 0;
        if (cursor != null) {
            var last = Cursor.read(cursor, 1).getFirst();
            for (int i = 0; i < all.size(); i++) {
                if (id.apply(all.get(i)).toString().equals(last)) {
                    from = i + 1;
                }
            }
        }
        int to = Math.min(all.size(), from + size);
        var next = to < all.size() ? Cursor.of(id.apply(all.get(to - 1))) : null;
        return new Slice<>(all.subList(from, to).stream().map(answer).toList(), next);
    }
}
