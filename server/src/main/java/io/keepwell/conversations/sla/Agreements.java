package io.keepwell.conversations.sla;

import io.keepwell.conversations.Priority;
import io.keepwell.conversations.calendars.BusinessCalendar;
import io.keepwell.conversations.calendars.Calendar;
import io.keepwell.conversations.calendars.Calendars;
import io.keepwell.conversations.sla.SlaPolicy.Subject;
import io.keepwell.platform.KeepwellSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which policy and which calendar hold for a conversation. Kept in memory until one of them changes, on whichever
/// node.
@Component
class Agreements {

    private final SlaPolicyStore policies;
    private final Calendars calendars;
    private final KeepwellSettings settings;
    private final JdbcClient jdbc;
    private volatile @Nullable Known known;

    Agreements(SlaPolicyStore policies, Calendars calendars, KeepwellSettings settings, JdbcClient jdbc) {
        this.policies = policies;
        this.calendars = calendars;
        this.settings = settings;
        this.jdbc = jdbc;
    }

    /// What holds for one conversation.
    ///
    /// @param policy null where none fits
    record Agreement(@Nullable UUID policy, @Nullable Integer policyVersion, Terms terms, Counting counting) {}

    /// A calendar ready to count.
    record Counting(Calendar calendar, BusinessCalendar time) {}

    /// Everything that was set up at one moment.
    static final class Known {

        private final String stamp;
        private final List<SlaPolicy> policies;
        private final Map<UUID, Map<Priority, Terms>> terms = new HashMap<>();
        private final Map<UUID, Counting> calendars = new HashMap<>();
        private final Map<UUID, UUID> ofMailboxes;
        private final Counting usual;

        private Known(
                String stamp,
                List<SlaPolicy> policies,
                List<Calendar> calendars,
                Map<UUID, UUID> ofMailboxes,
                KeepwellSettings settings) {
            this.stamp = stamp;
            this.policies = policies;
            this.ofMailboxes = ofMailboxes;
            policies.forEach(policy -> terms.put(policy.id(), policy.terms()));
            calendars.forEach(it -> this.calendars.put(it.id(), new Counting(it, it.counting(settings.zone()))));
            this.usual = this.calendars.values().stream()
                    .filter(it -> it.calendar().usual())
                    .findFirst()
                    .orElseThrow();
        }

        Agreement of(Subject subject) {
            for (var policy : policies) {
                if (policy.when().fit(subject)) {
                    var terms = Objects.requireNonNull(
                            Objects.requireNonNull(this.terms.get(policy.id())).get(subject.priority()));
                    return new Agreement(
                            policy.id(),
                            policy.version(),
                            subject.hurried() ? terms.hurried() : terms,
                            policy.calendar() == null ? ofMailbox(subject.mailbox()) : calendar(policy.calendar()));
                }
            }
            return new Agreement(null, null, Terms.NONE, ofMailbox(subject.mailbox()));
        }

        private Counting ofMailbox(@Nullable UUID mailbox) {
            return Optional.ofNullable(mailbox)
                    .map(ofMailboxes::get)
                    .map(this::calendar)
                    .orElse(usual);
        }

        private Counting calendar(UUID id) {
            return calendars.getOrDefault(id, usual);
        }

        Optional<SlaPolicy> policy(@Nullable UUID id) {
            return policies.stream().filter(it -> it.id().equals(id)).findFirst();
        }
    }

    /// What is set up now.
    Known now() {
        var stamp = jdbc.sql("""
                        select concat_ws(' ', (select max(changed_at) from sla_policy), (select max(changed_at) from calendar),
                                              (select max(changed_at) from mailbox_desk), (select sum(version) from sla_policy),
                                              (select sum(version) from calendar))
                        """).query(String.class).single();
        var before = known;
        if (before != null && before.stamp.equals(stamp)) {
            return before;
        }
        var ofMailboxes = new HashMap<UUID, UUID>();
        jdbc.sql("select mailbox_id, calendar_id from mailbox_desk where calendar_id is not null")
                .query((row, n) -> ofMailboxes.put(
                        row.getObject("mailbox_id", UUID.class), row.getObject("calendar_id", UUID.class)))
                .list();
        var read = new Known(stamp, policies.all(), calendars.all(), ofMailboxes, settings);
        known = read;
        return read;
    }
}
