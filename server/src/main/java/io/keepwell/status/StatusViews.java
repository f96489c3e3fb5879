package io.keepwell.status;

import io.keepwell.platform.KeepwellSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the public sees, as pages, JSON, feed and snapshot show it.
@Component
class StatusViews {

    private static final Duration LATELY = Duration.ofDays(14);

    private final StatusSettingsStore settings;
    private final ComponentStore components;
    private final IncidentStore incidents;
    private final KeepwellSettings installation;
    private final Clock clock;

    StatusViews(
            StatusSettingsStore settings,
            ComponentStore components,
            IncidentStore incidents,
            KeepwellSettings installation,
            Clock clock) {
        this.settings = settings;
        this.components = components;
        this.incidents = incidents;
        this.installation = installation;
        this.clock = clock;
    }

    /// A component as it is.
    record Part(UUID id, String name, ComponentState state) {}

    /// Components that stand together.
    ///
    /// @param id   id of the group, or null for those in none
    /// @param name what it is called; empty for those in none
    record Group(@Nullable UUID id, String name, List<Part> parts) {

        ComponentState worst() {
            return ComponentState.worst(parts.stream().map(Part::state).toList());
        }
    }

    /// An incident with what was said of it.
    ///
    /// @param posts    those that are shown, the newest first
    /// @param affected what it affects now, or affected at the end
    record Story(Incident incident, List<Post> posts, List<Post.Named> affected) {}

    /// Everything that stands on the first page.
    ///
    /// @param worst       how the worst visible component is, leaving maintenance apart (3.10.11)
    /// @param maintenance whether some component is under maintenance
    /// @param planned     maintenance to come, the next first
    /// @param changedAt   when something was last said
    /// @param thisMonth   the month we have
    record Overview(
            StatusSettings settings,
            ComponentState worst,
            boolean maintenance,
            List<Group> groups,
            List<Story> open,
            List<Story> planned,
            List<Story> past,
            Optional<Instant> changedAt,
            YearMonth thisMonth) {

        List<Part> parts() {
            return groups.stream().flatMap(group -> group.parts().stream()).toList();
        }
    }

    /// What happened in a month.
    record Month(
            YearMonth month,
            List<Story> stories,
            @Nullable YearMonth before,
            @Nullable YearMonth after) {}

    /// @throws StatusNotFound where there is no page
    StatusSettings open() {
        var found = settings.settings();
        if (!found.enabled()) {
            throw new StatusNotFound();
        }
        return found;
    }

    Overview overview() {
        var page = open();
        var groups = groups();
        var states = groups.stream()
                .flatMap(group -> group.parts().stream())
                .map(Part::state)
                .toList();
        var open = stories(incidents.open());
        return new Overview(
                page,
                ComponentState.worst(states.stream()
                        .filter(state -> state != ComponentState.MAINTENANCE)
                        .toList()),
                states.contains(ComponentState.MAINTENANCE),
                groups,
                open.stream()
                        .filter(story -> story.incident().state() != IncidentState.PLANNED)
                        .toList(),
                open.stream()
                        .filter(story -> story.incident().state() == IncidentState.PLANNED)
                        .toList(),
                stories(incidents.overSince(clock.instant().minus(LATELY))),
                incidents.newest(1).stream().map(Post::at).findFirst(),
                thisMonth());
    }

    /// What stands on the page, group by group; those in no group come first.
    List<Group> groups() {
        var states = components.states();
        var parts = components.all().stream().filter(StatusComponent::open).toList();
        var groups = new ArrayList<Group>();
        groups.add(new Group(null, "", of(parts, null, states)));
        for (var group : components.groups()) {
            groups.add(new Group(group.id(), group.name(), of(parts, group.id(), states)));
        }
        return groups.stream().filter(group -> !group.parts().isEmpty()).toList();
    }

    private static List<Part> of(List<StatusComponent> parts, @Nullable UUID group, Map<UUID, ComponentState> states) {
        return parts.stream()
                .filter(part -> Objects.equals(part.group(), group))
                .map(part ->
                        new Part(part.id(), part.name(), states.getOrDefault(part.id(), ComponentState.OPERATIONAL)))
                .toList();
    }

    Story story(Incident incident) {
        return stories(List.of(incident)).getFirst();
    }

    private List<Story> stories(List<Incident> found) {
        var posts = incidents.posts(found.stream().map(Incident::id).toList());
        var names = components.byId();
        return found.stream()
                .map(it -> new Story(
                        it,
                        posts.getOrDefault(it.id(), List.of()).stream()
                                .filter(post -> post.kind() != PostKind.REMINDER)
                                .toList(),
                        it.hits().stream()
                                .flatMap(hit -> Optional.ofNullable(names.get(hit.component()))
                                        .filter(StatusComponent::open)
                                        .map(part -> new Post.Named(part.name(), hit.state()))
                                        .stream())
                                .toList()))
                .toList();
    }

    Month month(YearMonth month) {
        var now = YearMonth.from(clock.instant().atZone(zone()));
        var first =
                incidents.first().map(at -> YearMonth.from(at.atZone(zone()))).orElse(now);
        var from = month.atDay(1).atStartOfDay(zone()).toInstant();
        var to = month.plusMonths(1).atDay(1).atStartOfDay(zone()).toInstant();
        return new Month(
                month,
                stories(incidents.begun(from, to)),
                month.isAfter(first) ? month.minusMonths(1) : null,
                month.isBefore(now) ? month.plusMonths(1) : null);
    }

    YearMonth thisMonth() {
        return YearMonth.from(clock.instant().atZone(zone()));
    }

    /// The months there is something of, the newest first.
    List<YearMonth> months() {
        var last = thisMonth();
        var first =
                incidents.first().map(at -> YearMonth.from(at.atZone(zone()))).orElse(last);
        var months = new ArrayList<YearMonth>();
        for (var month = last; !month.isBefore(first); month = month.minusMonths(1)) {
            months.add(month);
        }
        return months;
    }

    /// The incidents of some posts.
    Map<UUID, Incident> incidents(List<Post> posts) {
        return posts.stream()
                .map(Post::incident)
                .distinct()
                .flatMap(id -> incidents.find(id).stream())
                .collect(Collectors.toMap(Incident::id, it -> it));
    }

    ZoneId zone() {
        return installation.zone();
    }
}
