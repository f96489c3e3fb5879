package io.keepwell.conversations.reports;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.ConversationKind;
import io.keepwell.mail.Mailbox;
import io.keepwell.mail.Mailboxes;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Puts figures together, for pages and programs alike.
@Component
class Reports {

    private final ReportStore store;
    private final Members members;
    private final ObjectProvider<Mailboxes> mailboxes;
    private final KeepwellSettings settings;
    private final Clock clock;

    Reports(
            ReportStore store,
            Members members,
            ObjectProvider<Mailboxes> mailboxes,
            KeepwellSettings settings,
            Clock clock) {
        this.store = store;
        this.members = members;
        this.mailboxes = mailboxes;
        this.settings = settings;
        this.clock = clock;
    }

    /// Figures of a piece of time or of a group.
    ///
    /// @param key        first day, or key of the group; empty for those without one
    /// @param label      as people call it
    /// @param incomplete whether its time is not over
    record Line(String key, String label, Stat stat, boolean incomplete) {}

    /// @param groups empty where nothing was broken down
    record Report(ReportKind kind, Stat total, List<Line> pieces, List<Line> groups) {}

    /// A group that is offered.
    record Choice(Group group, String label) {}

    Span span(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable String unit) {
        return Span.of(from, to, unit, settings.zone(), settings.weekStart(), clock.instant());
    }

    /// @param only the groups to count alone; all of them have to fit
    Report of(ReportKind kind, Span span, List<Group> only, Optional<Breakdown> by) {
        var stats = store.pieces(kind, span, only);
        var today = clock.instant().atZone(span.zone()).toLocalDate();
        return new Report(
                kind,
                store.total(kind, span, only),
                span.pieces().stream()
                        .map(piece -> new Line(
                                piece.begins().toString(),
                                piece.begins().toString(),
                                stats.getOrDefault(piece.begins(), Stat.NONE),
                                piece.ends().isAfter(today)))
                        .toList(),
                by.map(it -> groups(kind, span, only, it)).orElse(List.of()));
    }

    private List<Line> groups(ReportKind kind, Span span, List<Group> only, Breakdown by) {
        var label = labels(by);
        return store.groups(kind, span, only, by).entrySet().stream()
                .map(group -> new Line(group.getKey(), label.apply(group.getKey()), group.getValue(), false))
                .toList();
    }

    /// How the groups of a breakdown are called.
    Function<String, String> labels(Breakdown by) {
        Map<UUID, String> names = switch (by) {
            case TEAM ->
                members.teams().stream().collect(Collectors.toMap(Members.TeamName::id, Members.TeamName::name));
            case MAILBOX -> mailboxes.getObject().all().stream().collect(Collectors.toMap(Mailbox::id, Mailbox::name));
            default -> Map.of();
        };
        return key -> {
            if (key.isEmpty()) {
                return t("conversations.reports.none." + by.word());
            }
            return switch (by) {
                case TEAM, MAILBOX -> names.getOrDefault(UUID.fromString(key), key);
                case AGENT ->
                    members.find(UUID.fromString(key)).map(Member::name).orElse(key);
                case KIND -> t("conversations.kind." + key);
                case TAG -> key;
            };
        };
    }

    /// How a group is called, with what it is a group of: "team: Support".
    String label(Group group) {
        return t(
                "conversations.reports.only.one",
                "by",
                t("conversations.reports.by." + group.by().word()),
                "group",
                labels(group.by()).apply(group.key()));
    }

    /// The groups that are offered to be counted alone. Tags are too many for a list; a breakdown leads to them.
    Map<Breakdown, List<Choice>> choices() {
        var choices = new EnumMap<Breakdown, List<Choice>>(Breakdown.class);
        choices.put(
                Breakdown.TEAM,
                members.teams().stream()
                        .map(it -> choice(Breakdown.TEAM, it.id(), it.name()))
                        .toList());
        choices.put(
                Breakdown.AGENT,
                members.active().stream()
                        .map(it -> choice(Breakdown.AGENT, it.id(), it.name()))
                        .toList());
        choices.put(
                Breakdown.MAILBOX,
                mailboxes.getObject().all().stream()
                        .map(it -> choice(Breakdown.MAILBOX, it.id(), it.name()))
                        .toList());
        choices.put(
                Breakdown.KIND,
                Arrays.stream(ConversationKind.values())
                        .map(it -> choice(Breakdown.KIND, it.word(), t("conversations.kind." + it.word())))
                        .toList());
        choices.values().removeIf(List::isEmpty);
        return choices;
    }

    private static Choice choice(Breakdown by, Object key, String label) {
        return new Choice(new Group(by, key.toString()), label);
    }

    List<ReportStore.Row> rows(
            ReportKind kind, Span span, List<Group> only, Which which, ReportStore.@Nullable After after, int limit) {
        return store.rows(kind, span, only, which, after, limit);
    }
}
