package io.keepwell.notifications;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.Conversations;
import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.followups.FollowUpPeople;
import io.keepwell.problems.Problem;
import io.keepwell.problems.Problems;
import io.keepwell.shared.Moments;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Says what happened, in the language of the request, by the names that people have now.
@Component
class NotificationWords {

    private final Conversations conversations;
    private final Customers customers;
    private final Problems problems;
    private final Members members;
    private final FollowUpPeople followUps;

    NotificationWords(
            Conversations conversations,
            Customers customers,
            Problems problems,
            Members members,
            FollowUpPeople followUps) {
        this.conversations = conversations;
        this.customers = customers;
        this.problems = problems;
        this.members = members;
        this.followUps = followUps;
    }

    Told of(Notification it) {
        if (it.kind().ofFollowUp()) {
            return ofFollowUp(it);
        }
        return it.kind().ofProblem() ? ofProblem(it) : ofConversation(it);
    }

    private Told ofProblem(Notification it) {
        var problem = problems.get(it.conversation());
        return new Told(
                it.id(),
                problem.id(),
                it.kind().word(),
                it.kind() == Kind.TRACKER_DONE
                        ? t("notifications.tracker-done", "problem", problem.title())
                        : t(
                                "notifications.update-overdue",
                                "problem",
                                problem.title(),
                                "time",
                                it.dueAt() == null ? "" : Moments.time(it.dueAt())),
                t("notifications.about.problem", "number", String.valueOf(problem.number())),
                "/problems/" + problem.number(),
                icon(it.kind()),
                it.createdAt(),
                it.seen());
    }

    private Told ofFollowUp(Notification it) {
        var customer = followUps
                .customer(it.conversation())
                .map(customers::get)
                .map(Customer::label)
                .orElse("");
        var detail = Objects.requireNonNullElse(it.detail(), "given");
        return new Told(
                it.id(),
                it.conversation(),
                it.kind().word(),
                t("notifications.follow-up." + detail, "customer", customer),
                t("notifications.about.follow-up", "time", it.dueAt() == null ? "" : Moments.time(it.dueAt())),
                "/follow-ups/" + it.conversation(),
                icon(it.kind()),
                it.createdAt(),
                it.seen());
    }

    private Told ofConversation(Notification it) {
        var conversation = conversations.get(it.conversation());
        var customer = customers.get(conversation.customer()).label();
        return new Told(
                it.id(),
                conversation.id(),
                it.kind().word(),
                text(it, conversation, customer),
                t(
                        "notifications.about",
                        "subject",
                        subject(conversation),
                        "number",
                        String.valueOf(conversation.number())),
                "/inbox/" + conversation.number(),
                icon(it.kind()),
                it.createdAt(),
                it.seen());
    }

    private String text(Notification it, Conversation conversation, String customer) {
        var by = it.by() == null ? "" : name(it.by());
        var due = it.dueAt() == null ? "" : Moments.time(it.dueAt());
        var detail = Objects.requireNonNullElse(it.detail(), "");
        return switch (it.kind()) {
            case ASSIGNED ->
                by.isEmpty()
                        ? t("notifications.assigned", "customer", customer)
                        : t("notifications.assigned.by", "by", by, "customer", customer);
            case TEAM -> t("notifications.team", "team", team(conversation.team()), "customer", customer);
            case ANSWERED -> t("notifications.answered", "customer", customer, "times", it.times());
            case MENTIONED ->
                by.isEmpty()
                        ? t("notifications.mentioned", "customer", customer)
                        : t("notifications.mentioned.by", "by", by, "customer", customer);
            case PROMISE ->
                detail.equals("soon")
                        ? t("notifications.promise.soon", "customer", customer, "time", due)
                        : t("notifications.promise.passed", "customer", customer, "time", due);
            case AGREED_TIME ->
                detail.equals("soon")
                        ? t("notifications.agreed.soon", "customer", customer, "time", due)
                        : t("notifications.agreed.passed", "customer", customer, "time", due);
            case RETURNED ->
                detail.equals("uncertain")
                        ? t("notifications.returned.uncertain", "customer", customer)
                        : t("notifications.returned", "customer", customer);
            case REPEAT -> t("notifications.repeat", "customer", customer, "problem", problem(detail));
            case GESTURE_ASKED -> t("notifications.gesture.asked", "by", by, "customer", customer);
            case GESTURE_DECIDED ->
                detail.equals("approved")
                        ? t("notifications.gesture.approved", "by", by, "customer", customer)
                        : t("notifications.gesture.declined", "by", by, "customer", customer);
            case UPDATE_OVERDUE, TRACKER_DONE, FOLLOW_UP -> throw new IllegalStateException("is about no conversation");
        };
    }

    private String problem(String id) {
        return problems.find(UUID.fromString(id)).map(Problem::title).orElse("");
    }

    private String name(UUID member) {
        return members.find(member).map(Member::name).orElse("");
    }

    private String team(@Nullable UUID id) {
        return members.teams().stream()
                .filter(team -> team.id().equals(id))
                .map(Members.TeamName::name)
                .findFirst()
                .orElseGet(() -> t("notifications.team.former"));
    }

    private static String subject(Conversation conversation) {
        return Optional.of(conversation.subject())
                .filter(subject -> !subject.isBlank())
                .orElseGet(() -> t("notifications.no-subject"));
    }

    private static String icon(Kind kind) {
        return switch (kind) {
            case ASSIGNED -> "user-check";
            case TEAM -> "users";
            case ANSWERED -> "mail";
            case MENTIONED -> "at";
            case PROMISE -> "clock";
            case AGREED_TIME -> "hourglass";
            case RETURNED -> "mail-x";
            case REPEAT -> "alert-octagon";
            case UPDATE_OVERDUE -> "clock-exclamation";
            case GESTURE_ASKED, GESTURE_DECIDED -> "gift";
            case TRACKER_DONE -> "circle-check";
            case FOLLOW_UP -> "phone-call";
        };
    }
}
