package io.keepwell.team;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Ids;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The teams people belong to, such as "Support". A team that has answered customers is part of the past: it can be
/// renamed and emptied, not removed.
@Service
class Teams {

    private static final int LONGEST_NAME = 80;

    /// A team and who belongs to it.
    record Team(UUID id, String name, List<Member> members) {}

    private final TeamStore store;
    private final MemberStore members;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Teams(TeamStore store, MemberStore members, Audit audit, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.members = members;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    List<Team> all() {
        var people = members.all();
        var memberships = store.memberships();
        return store.all().stream()
                .map(team -> new Team(
                        team.id(),
                        team.name(),
                        people.stream()
                                .filter(member ->
                                        memberships.contains(new TeamStore.Membership(team.id(), member.id())))
                                .toList()))
                .toList();
    }

    Team get(UUID id) {
        return all().stream().filter(team -> team.id().equals(id)).findFirst().orElseThrow(TeamNotFound::new);
    }

    @Transactional
    Team create(@Nullable String name, List<UUID> people) {
        var clean = name(name);
        var id = Ids.next();
        if (!store.add(id, clean, clock.instant())) {
            throw new TeamNameTaken();
        }
        store.setMembers(id, new LinkedHashSet<>(people));
        audit.record("team.created", id, clean, Map.of());
        return get(id);
    }

    /// Changes a team.
    ///
    /// @param name   new name, null to keep it
    /// @param people who belongs to it from now on, null to keep them
    @Transactional
    Team change(UUID id, @Nullable String name, @Nullable List<UUID> people) {
        var before = get(id);
        if (name != null && !before.name().equals(name(name))) {
            if (!store.rename(id, name(name))) {
                throw new TeamNameTaken();
            }
            audit.record("team.renamed", id, name(name), Map.of("from", before.name()));
        }
        if (people != null) {
            store.setMembers(id, new LinkedHashSet<>(people));
            var after = get(id);
            if (!after.members().equals(before.members())) {
                audit.record(
                        "team.members-changed",
                        id,
                        after.name(),
                        Map.of(
                                "members",
                                String.join(
                                        ", ",
                                        after.members().stream()
                                                .map(Member::name)
                                                .toList())));
            }
            before.members().stream()
                    .filter(member -> !after.members().contains(member))
                    .forEach(member -> events.publishEvent(new MemberLeftTeam(id, member.id())));
        }
        return get(id);
    }

    private static String name(@Nullable String name) {
        var clean = name == null ? "" : name.strip().replaceAll("\\p{Cntrl}", " ");
        new Wrongs.Check()
                .yes(!clean.isEmpty(), "name", t("team.teams.name.empty"))
                .yes(clean.length() <= LONGEST_NAME, "name", t("team.name.long", "count", LONGEST_NAME))
                .done();
        return clean;
    }
}
