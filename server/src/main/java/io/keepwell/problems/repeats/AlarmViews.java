package io.keepwell.problems.repeats;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.Apologies;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.Conversations;
import io.keepwell.customers.Customers;
import io.keepwell.problems.Problem;
import io.keepwell.problems.Problems;
import io.keepwell.problems.RepeatGrade;
import io.keepwell.problems.repeats.Alarm.Answers;
import io.keepwell.problems.repeats.Sides.Side;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Alarms as pages show them.
@Component
class AlarmViews {

    private static final int MOST = 50;

    private final Alarms alarms;
    private final Sides sides;
    private final Problems problems;
    private final Conversations conversations;
    private final Customers customers;
    private final Apologies apologies;
    private final Members members;

    AlarmViews(
            Alarms alarms,
            Sides sides,
            Problems problems,
            Conversations conversations,
            Customers customers,
            Apologies apologies,
            Members members) {
        this.alarms = alarms;
        this.sides = sides;
        this.problems = problems;
        this.conversations = conversations;
        this.customers = customers;
        this.apologies = apologies;
        this.members = members;
    }

    /// Above a thread.
    ///
    /// @param sentence  who has what again
    /// @param owner     who looks after it now, or null
    /// @param apologies how often we said sorry to them already
    /// @param before    the time before
    /// @param now       this time
    /// @param open      whether both stand open before the reader
    /// @param withdrawn sentence on an alarm that no longer holds, else null
    record Strip(
            UUID id,
            long number,
            RepeatGrade grade,
            String sentence,
            @Nullable String owner,
            int apologies,
            @Nullable Side before,
            @Nullable Side now,
            Answers answers,
            boolean open,
            @Nullable String withdrawn,
            @Nullable Instant withdrawnAt) {}

    /// What is shown above a thread; empty where nothing ever went wrong again in it.
    Optional<Strip> strip(Conversation conversation) {
        var all = alarms.of(conversation.id());
        var holding = all.stream().filter(Alarm::holds).findFirst();
        return holding.flatMap(alarm -> alarms.repeat(alarm).map(it -> strip(conversation, alarm, it)))
                .or(() -> all.stream().findFirst().filter(it -> !it.holds()).map(it -> withdrawn(conversation, it)));
    }

    private Strip strip(Conversation conversation, Alarm alarm, Repeat repeat) {
        return new Strip(
                alarm.id(),
                conversation.number(),
                alarm.grade(),
                sentence(alarm, repeat),
                name(conversation.assignee()),
                alarm.grade().alarming() ? apologies.counted(conversation.customer()) : 0,
                sides.of(alarm.customer(), repeat.before(), repeat.again().from(), null),
                sides.of(alarm.customer(), repeat.again(), null, alarm.conversation()),
                alarm.answers(),
                alarm.grade().alarming()
                        && !Alarms.over(conversation)
                        && !alarm.answers().complete(),
                null,
                null);
    }

    private Strip withdrawn(Conversation conversation, Alarm alarm) {
        return new Strip(
                alarm.id(),
                conversation.number(),
                alarm.grade(),
                "",
                null,
                0,
                null,
                null,
                alarm.answers(),
                false,
                t("problems.repeats.withdrawn", "why", Objects.requireNonNullElse(alarm.withdrawnWhy(), "")),
                alarm.withdrawnAt());
    }

    private String sentence(Alarm alarm, Repeat repeat) {
        var problem = problems.get(repeat.again().problem());
        var customer = customers.get(alarm.customer());
        var before = problems.get(repeat.before().problem());
        boolean same = repeat.before().problem().equals(repeat.again().problem());
        return t(
                "problems.repeats.sentence",
                "grade",
                which(alarm.grade(), same),
                "name",
                customer.label(),
                "account",
                customer.accountName(),
                "problem",
                problem.title(),
                "before",
                before.title(),
                "days",
                Duration.between(repeat.before().from(), repeat.again().from()).toDays());
    }

    private static String which(RepeatGrade grade, boolean same) {
        return switch (grade) {
            case AMBER -> same ? "colleague" : "sibling";
            case RED -> "red";
            case DARK_RED -> "dark";
        };
    }

    /// A line of a list.
    ///
    /// @param name  who has it again
    /// @param owner who looks after the conversation, or null
    record Row(
            Alarm alarm,
            Problem problem,
            long number,
            String name,
            String subject,
            @Nullable String owner) {}

    /// Those that are not over, the worst first.
    ///
    /// @param problem only of this one, or null
    List<Row> open(@Nullable UUID problem) {
        return alarms.open(problem).stream().limit(MOST).map(this::row).toList();
    }

    Row row(Alarm alarm) {
        var conversation = conversations.get(alarm.conversation());
        return new Row(
                alarm,
                problems.get(alarm.problem()),
                conversation.number(),
                customers.get(alarm.customer()).label(),
                conversation.subject(),
                name(conversation.assignee()));
    }

    private @Nullable String name(@Nullable UUID member) {
        return member == null ? null : members.find(member).map(Member::name).orElse(null);
    }
}
