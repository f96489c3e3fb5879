package io.keepwell.notifications.push;

import static io.keepwell.shared.Texts.t;

import io.keepwell.platform.Outbox;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Audit;
import io.keepwell.team.BrowserName;
import io.keepwell.team.MemberDeactivated;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The browsers that may notify people.
@Service
public class Browsers {

    private static final int MOST = 20;
    private static final int LONGEST_NAME = 500;

    /// A browser as its owner sees it.
    ///
    /// @param mark      tells it from others: SHA-256 of its address, in hex
    /// @param name      such as "Firefox on Linux"
    /// @param seenAt    when it last said that it still listens
    /// @param reachedAt when something last reached its push service, or null
    /// @param failure   what its push service said where it refused the last one, or null
    public record Browser(
            UUID id,
            String mark,
            String name,
            Instant createdAt,
            Instant seenAt,
            @Nullable Instant reachedAt,
            @Nullable String failure) {}

    private final SubscriptionStore subscriptions;
    private final PushMessageStore messages;
    private final Vapid vapid;
    private final Outbox outbox;
    private final Members members;
    private final Audit audit;
    private final PushSettings settings;
    private final Clock clock;

    Browsers(
            SubscriptionStore subscriptions,
            PushMessageStore messages,
            Vapid vapid,
            Outbox outbox,
            Members members,
            Audit audit,
            PushSettings settings,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.messages = messages;
        this.vapid = vapid;
        this.outbox = outbox;
        this.members = members;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /// The public key that a browser binds its subscription to, base64url.
    public String key() {
        return vapid.publicKey();
    }

    /// Those of the person who asks, the last seen first.
    public List<Browser> mine() {
        return subscriptions.of(me()).stream().map(Browsers::shown).toList();
    }

    /// Whether a member has a browser that may notify them.
    public boolean any(UUID member) {
        return subscriptions.any(member);
    }

    /// Tells a member by all of their browsers, within the current transaction.
    ///
    /// @param cause   what causes it; the same cause tells once
    /// @param subject what it is about, put into words when it leaves
    /// @return whether there is a browser to tell
    @Transactional
    public boolean tell(UUID cause, UUID member, UUID subject) {
        var all = subscriptions.of(member);
        for (var to : all) {
            outbox.put(
                    PushChannel.NAME,
                    "push:" + cause + ":" + to.id(),
                    messages.insert(to.id(), subject),
                    clock.instant());
        }
        return !all.isEmpty();
    }

    /// Lets a browser notify the person who asks.
    ///
    /// @param userAgent how it calls itself
    @Transactional
    Browser allow(String endpoint, String key, String secret, String userAgent) {
        var address = Address.of(endpoint, key, secret, settings.privateNetwork());
        var before = subscriptions.find(address.mark()).filter(it -> it.member().equals(me()));
        if (before.isEmpty() && subscriptions.of(me()).size() >= MOST) {
            throw new InvalidRequest(t("notifications.push.refused.many", "most", MOST));
        }
        var agent = userAgent.length() > LONGEST_NAME ? userAgent.substring(0, LONGEST_NAME) : userAgent;
        var allowed = subscriptions
                .find(subscriptions.keep(me(), address, agent))
                .map(Browsers::shown)
                .orElseThrow();
        if (before.isEmpty()) {
            audit.record("browser.allowed", allowed.id(), allowed.name(), Map.of());
        }
        return allowed;
    }

    /// Notes that a browser still listens; false where it is none of those of the person who asks: it may let go then.
    @Transactional
    boolean listens(String endpoint) {
        return subscriptions.seen(me(), Address.mark(endpoint));
    }

    /// A browser of the person who asks notifies them no more.
    @Transactional
    void remove(UUID id) {
        remove(mine(id));
    }

    /// The same for the browser that asks; nothing happens where it is not known.
    @Transactional
    void remove(String endpoint) {
        subscriptions
                .find(Address.mark(endpoint))
                .filter(it -> it.member().equals(me()))
                .ifPresent(this::remove);
    }

    private void remove(Subscription subscription) {
        subscriptions.delete(subscription.id());
        audit.record("browser.removed", subscription.id(), BrowserName.of(subscription.userAgent()), Map.of());
    }

    /// Sends something that says nothing but that it is a test.
    @Transactional
    void test(UUID id) {
        var message = messages.insert(mine(id).id(), null);
        outbox.put(PushChannel.NAME, "push-test:" + message, message, clock.instant());
    }

    /// Whoever has left the team is told nothing more.
    @EventListener
    void on(MemberDeactivated event) {
        subscriptions.deleteAll(event.member());
    }

    /// Forgets what was on its way so long ago that it does not matter any more.
    public void forget() {
        messages.forget(clock.instant().minus(PushChannel.LIVES.plus(Duration.ofDays(1))));
    }

    private Subscription mine(UUID id) {
        return subscriptions.find(id).filter(it -> it.member().equals(me())).orElseThrow(BrowserUnknown::new);
    }

    private UUID me() {
        return members.require().id();
    }

    private static Browser shown(Subscription it) {
        return new Browser(
                it.id(),
                it.mark(),
                BrowserName.of(it.userAgent()),
                it.createdAt(),
                it.seenAt(),
                it.reachedAt(),
                it.failure());
    }
}
