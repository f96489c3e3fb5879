package io.keepwell.status;

import io.keepwell.mail.HardFailure;
import io.keepwell.mail.LetterChanged;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.platform.OutboxState;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.team.Audit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who asked to be told: by a letter whose button they press (double opt-in), as much as they want, until they
/// stop it.
@Service
class Subscriptions {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    /// So long the button in the letter works, and unconfirmed rows are kept: 48 hours (3.10.1).
    static final Duration LIFE = Duration.ofDays(2);

    /// So long those are kept who wanted to hear of one incident only, after it was over.
    static final Duration AFTER = Duration.ofDays(30);

    /// Letters in a row that come back for good until nothing is sent any more (3.10.9).
    static final int BOUNCES = 3;

    static final int PER_ADDRESS = 3;
    static final int PER_NETWORK = 30;
    private static final int ALTOGETHER = 300;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final SubscriberStore store;
    private final Ledger ledger;
    private final StatusLetters letters;
    private final StatusTokens tokens;
    private final Audit audit;
    private final KeepwellSettings settings;
    private final Clock clock;

    Subscriptions(
            SubscriberStore store,
            Ledger ledger,
            StatusLetters letters,
            StatusTokens tokens,
            Audit audit,
            KeepwellSettings settings,
            Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.letters = letters;
        this.tokens = tokens;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /// Somebody asks to be told. Whether the address is known or not, the same happens: a letter with a
    /// button. An address that was written to often today gets none, and nobody is told so.
    ///
    /// @param network address of the network it was asked from
    /// @throws StatusRefused where very many were asked for from there
    @Transactional
    void ask(EmailAddress email, List<Scope> scopes, Locale locale, String network) {
        store.inTurn();
        var now = now();
        var hash = tokens.network(network);
        var lately = store.lately(
                email, hash, now.minus(Duration.ofDays(1)), now.minus(Duration.ofHours(1)), now.minus(WINDOW));
        if (lately.network() >= PER_NETWORK) {
            throw StatusRefused.tooOften();
        }
        if (lately.address() >= PER_ADDRESS || lately.all() >= ALTOGETHER) {
            return;
        }
        var subscriber = store.of(email, Ids.next(), locale, now);
        var token = tokens.random();
        var wish = Ids.next();
        store.wish(wish, subscriber.id(), tokens.hash(token), scopes, hash, now);
        letters.confirm(wish, email, settings.publicUrl() + "/status/confirm/" + token, locale);
    }

    /// What a link is about; empty where it was used, or is too old.
    Optional<SubscriberStore.Wish> asked(String token) {
        return store.wish(tokens.hash(token), now().minus(LIFE));
    }

    /// The button was pressed.
    ///
    /// @return the subscriber; empty where the link was used, or is too old
    @Transactional
    Optional<UUID> confirm(String token) {
        var wish = asked(token).filter(found -> store.fulfil(found.id()));
        wish.ifPresent(it -> {
            store.confirm(it.subscriber(), now());
            store.add(it.subscriber(), it.scopes());
        });
        return wish.map(SubscriberStore.Wish::subscriber);
    }

    /// Whose link it is, as long as they are there.
    Optional<Subscriber> owner(String token) {
        return tokens.read(token).flatMap(store::find).filter(it -> it.state() != SubscriberState.UNCONFIRMED);
    }

    /// They choose anew what they want to hear of; letters that came back are forgotten, for they live.
    @Transactional
    void choose(UUID subscriber, List<Scope> scopes, Locale locale) {
        store.clear(subscriber);
        store.add(subscriber, scopes);
        store.locale(subscriber, locale);
        store.confirm(subscriber, now());
    }

    /// They want no more: nothing of them is kept here but that somebody was told.
    @Transactional
    void stop(UUID subscriber) {
        store.delete(subscriber);
    }

    /// An administrator takes somebody off the list.
    @Transactional
    void remove(UUID id) {
        var subscriber = store.find(id).orElseThrow(StatusNotFound::new);
        store.delete(id);
        audit.record("subscriber.removed", id, veiled(subscriber.email()), Map.of());
    }

    /// An administrator lets letters go to somebody again whose letters came back.
    @Transactional
    void resume(UUID id) {
        var subscriber = store.find(id)
                .filter(it -> it.state() == SubscriberState.SUSPENDED)
                .orElseThrow(StatusNotFound::new);
        store.confirm(id, now());
        audit.record("subscriber.resumed", id, veiled(subscriber.email()), Map.of());
    }

    /// The log of deeds is never changed, so it must not know an address that may have to be forgotten.
    private static String veiled(EmailAddress address) {
        return address.value().charAt(0) + "…@" + address.domain();
    }

    /// Notes in the ledger how far a letter comes, and counts those that come back for good (3.10.9).
    @EventListener
    void on(LetterChanged change) {
        var at = now();
        var subscriber = ledger.letter(change.letter(), change.state(), change.reason(), at);
        if (subscriber.isEmpty()) {
            return;
        }
        if (change.state() == OutboxState.DELIVERED) {
            store.arrived(subscriber.get());
        } else if (cameBack(change) && store.cameBack(subscriber.get(), BOUNCES, at)) {
            LOG.info("Subscriber {} of the status page is suspended: {} letters came back", subscriber.get(), BOUNCES);
        }
    }

    private static boolean cameBack(LetterChanged change) {
        return switch (change.state()) {
            case BOUNCED, FAILED -> HardFailure.isSaidBy(null, String.valueOf(change.reason()));
            // nothing arrives there, as an earlier letter showed
            case SUPPRESSED -> true;
            case QUEUED, SENDING, HANDING_OVER, SENT, UNCERTAIN, CANCELLED, DELIVERED -> false;
        };
    }

    /// Forgets what was never confirmed, and who only wanted to hear of what has long been over.
    @Transactional
    int forget() {
        var now = now();
        return store.forget(now.minus(LIFE), now.minus(AFTER));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
