package io.keepwell.problems.outreach;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.CustomerNotices;
import io.keepwell.conversations.NewNotice;
import io.keepwell.conversations.NoticeOutcome;
import io.keepwell.customers.Customers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.problems.Problems;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Audit;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Turning to people whom a problem hit and who did not write (27).
@Service
class Outreaches {

    private static final int LONGEST_TEXT = 20_000;

    private final OutreachStore store;
    private final Problems problems;
    private final Customers customers;
    private final CustomerNotices conversations;
    private final Members members;
    private final KeepwellSettings settings;
    private final Audit audit;
    private final Clock clock;

    Outreaches(
            OutreachStore store,
            Problems problems,
            Customers customers,
            CustomerNotices conversations,
            Members members,
            KeepwellSettings settings,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.problems = problems;
        this.customers = customers;
        this.conversations = conversations;
        this.members = members;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /// Makes a list of all who were hit, did not write and are on no list yet.
    ///
    /// @param owner id of the member who goes through it; whoever makes it where null
    /// @return the list; empty where nobody is left
    @Transactional
    Optional<Outreach> make(UUID id, @Nullable UUID owner) {
        var problem = problems.get(id);
        var me = members.current().map(Member::id).orElse(null);
        if (owner != null && members.find(owner).filter(Member::active).isEmpty()) {
            throw InvalidRequest.field("owner", t("problems.refused.member"));
        }
        var silent = store.silent(problem.id(), problem.episode(), null, null, Integer.MAX_VALUE);
        if (silent.stream().allMatch(OutreachStore.Silent::listed)) {
            return Optional.empty();
        }
        var list = Ids.next();
        store.insert(list, problem.id(), problem.episode(), owner == null ? me : owner, me, now());
        var made = store.find(list);
        made.ifPresent(it -> audit.record(
                "outreach.made",
                list,
                problem.title(),
                Map.of("people", it.people().size())));
        return made;
    }

    /// @throws OutreachNotFound where there is none
    Outreach get(UUID id) {
        return store.find(id).orElseThrow(() -> new OutreachNotFound(id));
    }

    /// Takes a list back, or puts it back.
    @Transactional
    void undo(UUID id, boolean undone) {
        var list = get(id);
        store.undone(list.id(), undone ? now() : null);
        audit.record(
                undone ? "outreach.undone" : "outreach.restored",
                list.id(),
                problems.get(list.problem()).title(),
                Map.of());
    }

    /// Ticks somebody off, or takes that back.
    @Transactional
    void done(UUID id, UUID customer, boolean done) {
        var me = members.current().map(Member::id).orElse(null);
        if (!store.done(get(id).id(), customers.get(customer).id(), done ? now() : null, done ? me : null, null)) {
            throw new OutreachNotFound(customer);
        }
    }

    /// Writes to somebody on the list, in a conversation of their own, and ticks them off.
    ///
    /// @return id of the conversation
    @Transactional
    UUID write(UUID id, UUID customer, String text) {
        var list = get(id);
        var person = customers.get(customer);
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            throw InvalidRequest.field("text", t("problems.refused.text"));
        }
        if (list.people().stream().noneMatch(it -> it.customer().equals(person.id()))) {
            throw new OutreachNotFound(customer);
        }
        var me = members.current();
        var outcome = conversations.write(new NewNotice(
                person.id(),
                null,
                problems.get(list.problem()).publicTitle(),
                text.strip(),
                me.map(Member::name).orElse(null),
                Texts.supported(person.locale() == null ? settings.locale() : person.locale())));
        return switch (outcome) {
            case NoticeOutcome.Written(var conversation, var message) -> {
                store.done(id, person.id(), now(), me.map(Member::id).orElse(null), conversation);
                yield conversation;
            }
            case NoticeOutcome.NoWay() -> throw InvalidRequest.field("customer", t("problems.outreach.no-way"));
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
