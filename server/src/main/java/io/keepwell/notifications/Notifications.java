package io.keepwell.notifications;

import io.keepwell.notifications.push.Browsers;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.Ids;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Tells people, and keeps what they have seen.
@Service
class Notifications {

    /// What happens again within this time is told as one.
    static final Duration TOGETHER = Duration.ofMinutes(1);

    private static final int CONVERSATIONS = 200;

    private final NotificationStore store;
    private final Preferences preferences;
    private final RoundStore rounds;
    private final Browsers browsers;
    private final Members members;
    private final LiveUpdates live;
    private final MeterRegistry meters;
    private final Clock clock;

    Notifications(
            NotificationStore store,
            Preferences preferences,
            RoundStore rounds,
            Browsers browsers,
            Members members,
            LiveUpdates live,
            MeterRegistry meters,
            Clock clock) {
        this.store = store;
        this.preferences = preferences;
        this.rounds = rounds;
        this.browsers = browsers;
        this.members = members;
        this.live = live;
        this.meters = meters;
        this.clock = clock;
    }

    /// Tells a member, within the transaction of what happened: by every way they want for this kind. Nobody is told of
    /// what they did themselves.
    void tell(UUID id, Occasion occasion) {
        var member = members.find(id).filter(Member::active);
        if (member.isEmpty() || id.equals(occasion.by())) {
            return;
        }
        var choices = preferences.of(id);
        if (choices.none(occasion.kind())) {
            return;
        }
        var now = now();
        if (!write(id, occasion, choices.wants(occasion.kind(), Way.BELL), now)) {
            return;
        }
        if (choices.wants(occasion.kind(), Way.MAIL)) {
            rounds.open(id, occasion.conversation(), Way.MAIL, now);
        }
        if (choices.wants(occasion.kind(), Way.PUSH) && browsers.any(id)) {
            rounds.open(id, occasion.conversation(), Way.PUSH, now);
        }
        meters.counter("keepwell.notifications", "kind", occasion.kind().word()).increment();
        live.changed("notification", id);
    }

    private boolean write(UUID member, Occasion occasion, boolean bell, Instant now) {
        return store.again(member, occasion, now.minus(TOGETHER), now)
                || store.insert(Ids.next(), member, occasion, bell, now);
    }

    Optional<Notification> find(UUID id) {
        return store.find(id, me());
    }

    List<Notification> list(boolean unseenOnly, NotificationStore.@Nullable Place before, int limit) {
        return store.list(me(), unseenOnly, before, limit);
    }

    int unseen() {
        return store.unseen(me());
    }

    /// The conversations there is something new about.
    List<UUID> conversations() {
        return store.conversations(me(), CONVERSATIONS);
    }

    /// Says that it was seen, or takes that back.
    @Transactional
    void seen(UUID id, boolean seen) {
        if (store.find(id, me()).isEmpty()) {
            throw new NotificationNotFound();
        }
        if (store.seen(id, me(), seen ? now() : null) > 0) {
            live.changed("notification", me());
        }
    }

    /// Everything was seen.
    ///
    /// @return the instant by which this is taken back; empty where there was nothing
    @Transactional
    Optional<Instant> seenAll() {
        return seenAll(null);
    }

    /// All about a conversation was seen, because it is before the person.
    @Transactional
    void seen(UUID conversation) {
        seenAll(conversation);
    }

    private Optional<Instant> seenAll(@Nullable UUID conversation) {
        var now = now();
        if (store.seenAll(me(), conversation, now) == 0) {
            return Optional.empty();
        }
        live.changed("notification", me());
        return Optional.of(now);
    }

    /// Takes back that everything was seen.
    @Transactional
    void unseeAll(Instant seenAt) {
        if (store.unseeAll(me(), seenAt) > 0) {
            live.changed("notification", me());
        }
    }

    /// Somebody has it now, so that it is no news for the team any more.
    void taken(UUID conversation) {
        store.forgetForTeam(conversation).forEach(member -> live.changed("notification", member));
    }

    private UUID me() {
        return members.require().id();
    }

    // As exact as the database keeps it.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
