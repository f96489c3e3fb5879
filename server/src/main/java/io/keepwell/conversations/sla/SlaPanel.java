package io.keepwell.conversations.sla;

import static io.keepwell.shared.Texts.t;

import gg.jte.Content;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationPanel;
import io.keepwell.conversations.ConversationState;
import io.keepwell.conversations.calendars.Calendars;
import io.keepwell.conversations.sla.Times.Known;
import io.keepwell.customers.Customers;
import io.keepwell.shared.Fragments;
import io.keepwell.shared.Moments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Shows with a conversation what was agreed, and how each due time came about. Nothing is shown where nothing was
/// agreed.
@Component
class SlaPanel implements ConversationPanel {

    private static final Duration SOON = Duration.ofMinutes(60);

    private final Times times;
    private final ClockStore store;
    private final SlaPolicyStore policies;
    private final Calendars calendars;
    private final Customers customers;
    private final Fragments fragments;
    private final Clock clock;

    SlaPanel(
            Times times,
            ClockStore store,
            SlaPolicyStore policies,
            Calendars calendars,
            Customers customers,
            Fragments fragments,
            Clock clock) {
        this.times = times;
        this.store = store;
        this.policies = policies;
        this.calendars = calendars;
        this.customers = customers;
        this.fragments = fragments;
        this.clock = clock;
    }

    @Override
    public Slot slot() {
        return Slot.HEAD;
    }

    @Override
    public int order() {
        return 300;
    }

    @Override
    public Optional<Content> show(Conversation conversation) {
        var agreed = times.known(conversation.id()).stream()
                .filter(it -> it.row().target() != null)
                .toList();
        if (agreed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(fragments.of("conversations/sla/head.jte", Map.of("sla", view(conversation, agreed))));
    }

    private SlaView view(Conversation conversation, List<Known> agreed) {
        var now = clock.instant();
        var name = customers.find(conversation.customer()).map(it -> it.label()).orElse("");
        var former = store.former(conversation.id());
        var open = agreed.stream()
                .filter(it -> it.row().open())
                .sorted(Comparator.comparing(it -> Objects.requireNonNull(it.left())))
                .toList();
        var all = new ArrayList<>(open);
        agreed.reversed().stream().filter(it -> !it.row().open()).forEach(all::add);
        var first = all.getFirst();
        return new SlaView(
                conversation.id(),
                open.isEmpty() ? t("conversations.sla.head.over") : state(first),
                urgency(first),
                open.isEmpty() ? "hourglass-empty" : first.row().standing() ? "player-pause" : "hourglass",
                all.stream()
                        .map(it -> new SlaView.One(
                                t("conversations.sla.metric."
                                        + it.row().metric().word()),
                                state(it),
                                urgency(it),
                                lines(it, name, former, now)))
                        .toList());
    }

    private static String urgency(Known it) {
        var left = Objects.requireNonNull(it.left());
        if (it.row().breachedAt() != null || left.isNegative()) {
            return "late";
        }
        return !it.row().open() ? "done" : left.compareTo(SOON) < 0 ? "soon" : "calm";
    }

    private static String state(Known it) {
        var left = Objects.requireNonNull(it.left());
        var which = !it.row().open()
                ? it.row().breachedAt() == null ? "kept" : "broken"
                : left.isNegative() ? "overdrawn" : it.row().standing() ? "standing" : "left";
        return t("conversations.sla.state." + which, "length", Lengths.words(left));
    }

    private List<String> lines(Known it, String name, List<ClockStore.Former> former, Instant now) {
        var row = it.row();
        var lines = new ArrayList<String>();
        lines.add(t(
                "conversations.sla.line.started",
                "metric",
                row.metric().name(),
                "name",
                name,
                "time",
                Moments.time(row.startedAt())));
        lines.add(t(
                "conversations.sla.line.agreed",
                "length",
                Lengths.words(Duration.ofSeconds(Objects.requireNonNull(row.target()))),
                "policy",
                row.policy() == null ? "" : policies.name(row.policy()).orElse(""),
                "calendar",
                calendars.find(row.calendar()).map(found -> found.name()).orElse("")));
        var live = it.live();
        if (live != null) {
            live.pauses().forEach(pause -> lines.add(pause(pause)));
        }
        lines.add(t("conversations.sla.line.counted", "length", Lengths.words(it.elapsed())));
        lines.add(end(it, now));
        former.stream()
                .filter(was -> was.metric() == row.metric() && was.cycle() == row.cycle())
                .forEach(was -> lines.add(t(
                        "conversations.sla.line.former",
                        "length",
                        was.target() == null ? "" : Lengths.words(Duration.ofSeconds(was.target())),
                        "time",
                        Moments.time(was.replacedAt()))));
        return lines;
    }

    private static String pause(SlaClock.Pause pause) {
        return t(
                "conversations.sla.line.pause",
                "state",
                t("conversations.state." + pause.state()),
                "from",
                Moments.time(pause.from()),
                "to",
                pause.to() == null ? "now" : Moments.time(pause.to()),
                "length",
                Lengths.words(pause.attended()));
    }

    /// S11: while it stands still, what is left before and after it goes on.
    ///
    /// @return empty where it does not stand still
    static Optional<String> resume(Known it, Instant now) {
        return Optional.ofNullable(it.resumed(now))
                .map(resumed -> t(
                        "conversations.sla.line.resume",
                        "length",
                        Lengths.words(Objects.requireNonNull(it.left())),
                        "state",
                        t("conversations.state." + ConversationState.OPEN.word()),
                        "time",
                        Moments.time(resumed)));
    }

    private static String end(Known it, Instant now) {
        var row = it.row();
        var resume = resume(it, now);
        if (resume.isPresent()) {
            return resume.get();
        }
        var ended = row.endedAt();
        if (ended != null) {
            return t(
                    row.breachedAt() == null ? "conversations.sla.line.kept" : "conversations.sla.line.broken",
                    "ended",
                    Moments.time(ended),
                    "due",
                    time(row.dueAt()));
        }
        return t(
                row.breachedAt() == null ? "conversations.sla.line.due" : "conversations.sla.line.was-due",
                "due",
                time(row.dueAt()));
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "" : Moments.time(at);
    }
}
