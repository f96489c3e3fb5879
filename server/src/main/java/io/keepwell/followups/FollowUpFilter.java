package io.keepwell.followups;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which follow-ups.
///
/// @param states   in one of these states; all where empty
/// @param customer of this customer, or null
/// @param owner    owned by this member, or null
/// @param queueOf  in the queue of a team of this member, or in that of everybody; or null
/// @param overdue  only those who should have heard from us by now
/// @param figure   only those a figure counts, or null
/// @param problem  waiting for this problem, or null
/// @param idea     waiting for this idea, or null
/// @param gap      only those of whom the gap is known
record FollowUpFilter(
        Set<FollowUpState> states,
        @Nullable UUID customer,
        @Nullable UUID owner,
        @Nullable UUID queueOf,
        boolean overdue,
        @Nullable Figure figure,
        @Nullable UUID reason,
        @Nullable UUID step,
        @Nullable UUID area,
        @Nullable UUID problem,
        @Nullable UUID idea,
        boolean gap,
        @Nullable Instant from,
        @Nullable Instant to) {

    static final FollowUpFilter ALL = new FollowUpFilter(
            Set.of(), null, null, null, false, null, null, null, null, null, null, false, null, null);

    static final Set<FollowUpState> OPEN = Set.of(
            FollowUpState.NEW,
            FollowUpState.ASSIGNED,
            FollowUpState.ATTEMPTING,
            FollowUpState.CONTACTED,
            FollowUpState.UNDERSTOOD,
            FollowUpState.WAITING_ON_PRODUCT,
            FollowUpState.TOLD);

    FollowUpFilter states(Set<FollowUpState> wanted) {
        return new FollowUpFilter(
                wanted, customer, owner, queueOf, overdue, figure, reason, step, area, problem, idea, gap, from, to);
    }

    FollowUpFilter ofCustomer(UUID id) {
        return new FollowUpFilter(
                states, id, owner, queueOf, overdue, figure, reason, step, area, problem, idea, gap, from, to);
    }

    FollowUpFilter ownedBy(UUID member) {
        return new FollowUpFilter(
                states, customer, member, queueOf, overdue, figure, reason, step, area, problem, idea, gap, from, to);
    }

    FollowUpFilter queueOf(UUID member) {
        return new FollowUpFilter(
                states, customer, owner, member, overdue, figure, reason, step, area, problem, idea, gap, from, to);
    }

    FollowUpFilter late() {
        return new FollowUpFilter(
                states, customer, owner, queueOf, true, figure, reason, step, area, problem, idea, gap, from, to);
    }

    FollowUpFilter counted(Figure by) {
        return new FollowUpFilter(
                states, customer, owner, queueOf, overdue, by, reason, step, area, problem, idea, gap, from, to);
    }

    /// What a row `f` has to meet.
    ///
    /// @param values takes the parameters
    String sql(Map<String, Object> values, Instant now) {
        var where = new StringBuilder(" where f.part_of is null");
        values.put("now", now.atOffset(ZoneOffset.UTC));
        if (!states.isEmpty()) {
            where.append(" and f.state in (:states)");
            values.put("states", states.stream().map(FollowUpState::word).toList());
        }
        var equal = new HashMap<String, @Nullable UUID>();
        equal.put("customer_id", customer);
        equal.put("owner_id", owner);
        equal.put("reason_id", reason);
        equal.put("step_id", step);
        equal.put("area_id", area);
        equal.put("idea_id", idea);
        equal.forEach((column, value) -> {
            if (value != null) {
                where.append(" and f.").append(column).append(" = :").append(column);
                values.put(column, value);
            }
        });
        if (problem != null) {
            where.append(
                    " and f.problem_id is not null and problem_survivor(f.problem_id) = problem_survivor(:problem)");
            values.put("problem", problem);
        }
        if (queueOf != null) {
            where.append("""
                     and (f.team_id is null
                          or f.team_id in (select team_id from team_membership where member_id = :queueOf))
                    """);
            values.put("queueOf", queueOf);
        }
        if (overdue) {
            where.append(" and f.state in ('new', 'assigned', 'attempting') and f.due_at < :now");
        }
        if (figure != null) {
            where.append(" and ").append(figure.of()).append(" and ").append(figure.holds());
        }
        if (gap) {
            where.append(" and f.wanted <> '' and f.got <> ''");
        }
        if (from != null) {
            where.append(" and f.opened_at >= :from");
            values.put("from", from.atOffset(ZoneOffset.UTC));
        }
        if (to != null) {
            where.append(" and f.opened_at < :to");
            values.put("to", to.atOffset(ZoneOffset.UTC));
        }
        return where.toString();
    }
}
