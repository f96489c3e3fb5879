package io.keepwell.messenger;

import static java.time.ZoneOffset.UTC;

import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.customers.ProvenPeople;
import io.keepwell.platform.Keys;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.shared.Texts;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Knows visitors by their tokens. Those of proven people are signed by us and live for hours in the memory of a page;
/// those of guests are random, stay with their browser, and lie here as hashes.
@Component
class Visitors {

    static final Duration LIFE = Duration.ofHours(8);

    private static final String PURPOSE = "messenger";
    private static final String KNOWN = "kp_";
    private static final String GUEST = "kg_";
    private static final Pattern GUEST_TOKEN = Pattern.compile("kg_[A-Za-z0-9_-]{43}");

    private final JdbcClient jdbc;
    private final Keys keys;
    private final Customers customers;
    private final ProvenPeople people;
    private final MessengerStore store;
    private final Clock clock;

    Visitors(JdbcClient jdbc, Keys keys, Customers customers, ProvenPeople people, MessengerStore store, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.customers = customers;
        this.people = people;
        this.store = store;
        this.clock = clock;
    }

    /// Somebody and the token they are known by.
    record Session(Visitor visitor, String token) {

        @Override
        public String toString() {
            return "Session[" + visitor + "]";
        }
    }

    /// Lets somebody in for whom the company's server vouches.
    @Transactional
    Session open(MessengerKey key, Identity.Known known, @Nullable Locale locale) {
        var customer = people.byUserId(known.userId(), known.email(), known.name(), locale, clock.instant());
        store.used(key.id());
        var visitor = new Visitor.Known(customer.id());
        seen(visitor);
        var until = clock.instant().plus(LIFE).getEpochSecond();
        var claim = customer.id() + "." + key.id() + "." + until;
        var signing = keys.of(PURPOSE).getFirst();
        var signed = signing.id() + "." + claim;
        return new Session(visitor, KNOWN + signed + "." + Secrets.base64(Secrets.sign(signing.bytes(), signed)));
    }

    /// Whether a text has the shape of a guest's token, 256 bits that the browser chose at random: it keeps them before
    /// it first speaks, so that a message whose answer was lost is still that guest's.
    static boolean guestToken(String token) {
        return GUEST_TOKEN.matcher(token).matches();
    }

    /// Lets a guest begin to write: a new profile that nothing identifies, whatever they say of themselves. Of two
    /// beginnings with one token the second finds what the first made.
    @Transactional
    Visitor begin(String token, @Nullable String name, @Nullable EmailAddress email, Locale locale) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:hash, 36))")
                .param("hash", Secrets.base64(Secrets.hash(token)))
                .query((row, n) -> 0)
                .list();
        var before = guest(token);
        if (before.isPresent()) {
            return before.get();
        }
        var called = name == null || name.isBlank() ? unnamed(locale) : name.strip();
        var customer = people.guest(called, locale);
        var id = Ids.next();
        jdbc.sql("""
            insert into messenger_guest (id, token_hash, customer_id, email, created_at)
            values (:id, :hash, :customer, :email, :now)
            """)
                .param("id", id)
                .param("hash", Secrets.hash(token))
                .param("customer", customer.id())
                .param("email", email == null ? null : email.value())
                .param("now", clock.instant().atOffset(UTC))
                .update();
        var visitor = new Visitor.Guest(id, customer.id());
        seen(visitor);
        return visitor;
    }

    /// What we call a guest who gives no name.
    static String unnamed(Locale locale) {
        return Texts.in(locale, "messenger.guest");
    }

    /// Who shows a token.
    ///
    /// @throws IdentityRefused where it is none of ours, or its time is over
    Visitor of(String token) {
        return find(token).orElseThrow(() -> new IdentityRefused("session"));
    }

    Optional<Visitor> find(String token) {
        if (token.startsWith(KNOWN)) {
            return known(token.substring(KNOWN.length()));
        }
        return token.startsWith(GUEST) ? guest(token).map(it -> it) : Optional.empty();
    }

    private Optional<Visitor> known(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 5) {
            return Optional.empty();
        }
        try {
            var signed = String.join(".", parts[0], parts[1], parts[2], parts[3]);
            var given = Base64.getUrlDecoder().decode(parts[4]);
            int id = Integer.parseInt(parts[0]);
            boolean right = keys.of(PURPOSE).stream()
                    .filter(key -> key.id() == id)
                    .anyMatch(key -> MessageDigest.isEqual(Secrets.sign(key.bytes(), signed), given));
            var until = Instant.ofEpochSecond(Long.parseLong(parts[3]));
            // a key that was withdrawn vouches for nobody any more
            if (!right
                    || !until.isAfter(clock.instant())
                    || store.key(UUID.fromString(parts[2])).isEmpty()) {
                return Optional.empty();
            }
            return customers.find(UUID.fromString(parts[1])).map(Customer::id).map(Visitor.Known::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Visitor.Guest> guest(String token) {
        return jdbc.sql("select id, customer_id from messenger_guest where token_hash = :hash")
                .param("hash", Secrets.hash(token))
                .query((row, n) ->
                        new Visitor.Guest(row.getObject("id", UUID.class), row.getObject("customer_id", UUID.class)))
                .optional()
                .flatMap(guest ->
                        customers.find(guest.customer()).map(now -> new Visitor.Guest(guest.guest(), now.id())));
    }

    /// Notes that somebody has the messenger before them; as often as every few seconds.
    @Transactional
    void seen(Visitor visitor) {
        jdbc.sql("""
            insert into messenger_person (customer_id, first_at, seen_at) values (:customer, :now, :now)
            on conflict (customer_id) do update set seen_at = excluded.seen_at
             where messenger_person.seen_at < excluded.seen_at - interval '5 seconds'
            """)
                .param("customer", visitor.customer())
                .param("now", clock.instant().atOffset(UTC))
                .update();
    }

    /// When somebody last had the messenger before them; empty for never.
    Optional<Instant> lastSeen(UUID customer) {
        return jdbc.sql("select seen_at from messenger_person where customer_id = :customer")
                .param("customer", customer)
                .query((row, n) -> MessengerStore.instant(row, "seen_at"))
                .optional();
    }
}
