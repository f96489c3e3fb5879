package io.keepwell.followups;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.calendars.BusinessCalendar;
import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.shared.Moments;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Puts follow-ups into words, with the names people have now.
@Component
class FollowUpRows {

    private final Customers customers;
    private final Members members;
    private final Deadlines deadlines;
    private final Clock clock;

    FollowUpRows(Customers customers, Members members, Deadlines deadlines, Clock clock) {
        this.customers = customers;
        this.members = members;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    List<FollowUpRow> of(List<FollowUpLists.Line> lines) {
        var people = customers.find(
                lines.stream().map(it -> it.followUp().customer()).collect(Collectors.toSet()));
        var hours = deadlines.hours();
        return lines.stream()
                .map(it -> row(it, Optional.ofNullable(people.get(it.followUp().customer())), hours))
                .toList();
    }

    private FollowUpRow row(FollowUpLists.Line line, Optional<Customer> person, BusinessCalendar hours) {
        var it = line.followUp();
        var next = next(it.state());
        return new FollowUpRow(
                it,
                line.said(),
                person.map(Customer::label).orElse(""),
                owner(it),
                clocks(it, hours),
                it.overdue(clock.instant()),
                next,
                "/follow-ups/" + it.id() + (next == null ? "" : "#" + next));
    }

    private @Nullable String owner(FollowUp it) {
        return it.owner() == null
                ? null
                : members.find(it.owner()).map(Member::name).orElseGet(() -> t("followups.former"));
    }

    /// Both clocks: the one of the customer, who waits through nights and weekends, and that of the team.
    private String clocks(FollowUp it, BusinessCalendar hours) {
        var until = it.until(clock.instant());
        return t(
                it.contactedAt() == null ? "followups.clocks" : "followups.clocks.contacted",
                "elapsed",
                length(Duration.between(it.startedAt(), until)),
                "business",
                length(hours.between(it.startedAt(), until)),
                "due",
                Moments.time(it.dueAt()));
    }

    /// A length of time in words, to the minute within the first hours and to the hour after.
    private static String length(Duration length) {
        long minutes = Math.max(0, length.toMinutes());
        return minutes < 120 ? t("followups.minutes", "count", minutes) : t("followups.hours", "count", minutes / 60);
    }

    /// The word of the step that comes next.
    static @Nullable String next(FollowUpState state) {
        return switch (state) {
            case NEW -> "take";
            case ASSIGNED, ATTEMPTING -> "call";
            case CONTACTED -> "understand";
            case UNDERSTOOD -> "cause";
            case WAITING_ON_PRODUCT -> "tell";
            case TOLD -> "close";
            case CLOSED -> null;
        };
    }
}
