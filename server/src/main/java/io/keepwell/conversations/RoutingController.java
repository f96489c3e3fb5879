package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.InboxListing.Choice;
import io.keepwell.mail.Mailboxes;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Absences;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Who gets what comes in: a page of the settings, the same for programs, and handing over what somebody has who is
/// away.
@Controller
@Tag(name = "Team")
class RoutingController {

    private static final String PAGE = "redirect:/settings/routing";
    private static final String SEAT = "capacity-";

    @Schema(name = "Routing", description = "How a team gives out what comes in")
    record Answer(
            @Schema(allowableValues = {"none", "round-robin", "balanced"}) @Nullable
            String method,

            @Schema(description = "Ids of the mailboxes whose letters the team answers") @Nullable
            List<UUID> mailboxes,

            @Schema(
                    description = "After how many attended hours without a sign of whoever looks after it a"
                            + " conversation in which the customer waits goes back to the team; 0 for never",
                    minimum = "0",
                    maximum = "999")
            @Nullable
            Integer timeoutHours,

            @Schema(
                    description = "How many open conversations a person takes at a time, by their id; null for as many"
                            + " as come. It holds across all their teams.")
            @Nullable
            Map<UUID, @Nullable Integer> capacity) {}

    private final Routing routing;
    private final RoutingStore store;
    private final Batches batches;
    private final Absences absences;
    private final Mailboxes mailboxes;
    private final Members members;

    RoutingController(
            Routing routing,
            RoutingStore store,
            Batches batches,
            Absences absences,
            Mailboxes mailboxes,
            Members members) {
        this.routing = routing;
        this.store = store;
        this.batches = batches;
        this.absences = absences;
        this.mailboxes = mailboxes;
        this.members = members;
    }

    @ForAdministrators
    @GetMapping("/settings/routing")
    String show(Model model) {
        var capacities = store.capacities();
        var away = absences.all().stream().map(Absences.Absence::member).collect(Collectors.toSet());
        var owners = store.teamsOfMailboxes();
        var active = members.active();
        var teams = members.teams().stream()
                .map(team -> {
                    var people = store.membersOf(team.id());
                    return new RoutingPage.Team(
                            team.id().toString(),
                            team.name(),
                            store.method(team.id()),
                            store.timeout(team.id()).orElse(null),
                            owners.entrySet().stream()
                                    .filter(owner -> owner.getValue().equals(team.id()))
                                    .map(owner -> owner.getKey().toString())
                                    .toList(),
                            active.stream()
                                    .filter(member -> people.contains(member.id()) && member.role() != Role.VIEWER)
                                    .map(member -> new RoutingPage.Seat(
                                            member.id().toString(),
                                            member.name(),
                                            capacities.get(member.id()),
                                            store.loadOf(member.id()),
                                            away.contains(member.id())))
                                    .toList());
                })
                .toList();
        var all = mailboxes.all().stream()
                .map(mailbox -> new Choice(mailbox.id().toString(), mailbox.name()))
                .toList();
        model.addAttribute("page", new RoutingPage(teams, all));
        return "conversations/routing";
    }

    @ForAdministrators
    @PostMapping("/settings/routing/{team}")
    String update(
            @PathVariable UUID team,
            @RequestParam String method,
            @RequestParam(required = false) @Nullable List<UUID> mailbox,
            @RequestParam(required = false) @Nullable Integer timeout,
            @RequestParam Map<String, String> fields,
            RedirectAttributes redirect) {
        routing.set(
                team,
                new Routing.Settings(
                        method,
                        mailbox == null ? List.of() : mailbox,
                        timeout == null ? 0 : timeout,
                        capacities(fields)));
        redirect.addFlashAttribute("done", t("conversations.routing.saved"));
        return PAGE;
    }

    private static Map<UUID, @Nullable Integer> capacities(Map<String, String> fields) {
        var capacities = new HashMap<UUID, @Nullable Integer>();
        fields.forEach((name, value) -> {
            if (name.startsWith(SEAT)) {
                try {
                    capacities.put(
                            UUID.fromString(name.substring(SEAT.length())),
                            value.isBlank() ? null : Integer.valueOf(value.strip()));
                } catch (IllegalArgumentException e) {
                    throw InvalidRequest.field(name, t("shared.api.value", "field", name));
                }
            }
        });
        return capacities;
    }

    @ForTeam
    @ResponseBody
    @GetMapping("/api/v1/teams/{team}/routing")
    @Operation(summary = "How a team gives out what comes in")
    Answer get(@PathVariable UUID team) {
        var capacities = store.capacities();
        var people = new HashMap<UUID, @Nullable Integer>();
        store.membersOf(team).forEach(member -> people.put(member, capacities.get(member)));
        return new Answer(
                store.method(team),
                store.teamsOfMailboxes().entrySet().stream()
                        .filter(owner -> owner.getValue().equals(team))
                        .map(Map.Entry::getKey)
                        .toList(),
                store.timeout(team).orElse(0),
                people);
    }

    @ForAdministrators
    @ResponseBody
    @PutMapping("/api/v1/teams/{team}/routing")
    @Operation(summary = "Say how a team gives out what comes in", description = "What is absent stays.")
    Answer set(@PathVariable UUID team, @RequestBody Answer wanted) {
        var capacity = wanted.capacity();
        routing.set(
                team,
                new Routing.Settings(
                        Optional.ofNullable(wanted.method()).orElseGet(() -> store.method(team)),
                        wanted.mailboxes(),
                        wanted.timeoutHours(),
                        capacity == null ? Map.of() : capacity));
        return get(team);
    }

    /// What waits for somebody, to be given back when they are away.
    @ForAgents
    @GetMapping("/inbox/handover/{member}")
    String handover(@PathVariable UUID member, Model model) {
        var who = handing(member);
        model.addAttribute(
                "member",
                new Colleague(
                        who.id(), who.name(), who.id().equals(members.require().id())));
        model.addAttribute("count", store.loadOf(member));
        return "conversations/handover";
    }

    /// Gives it back: the teams stay, the person is dropped, and whoever has room gets it.
    @ForAgents
    @PostMapping("/inbox/handover/{member}")
    String handOver(@PathVariable UUID member) {
        handing(member);
        var batch = batches.start(new BulkDeed(BulkDeed.What.ASSIGNEE, ""), store.openOf(member));
        return "redirect:/inbox/bulk/" + batch.id();
    }

    private Member handing(UUID member) {
        var me = members.require();
        if (!me.id().equals(member) && me.role() != Role.ADMINISTRATOR) {
            throw new AccessDeniedException("Only administrators hand over what others have");
        }
        return members.find(member)
                .orElseThrow(() -> InvalidRequest.field("member", t("conversations.refused.no-member")));
    }
}
