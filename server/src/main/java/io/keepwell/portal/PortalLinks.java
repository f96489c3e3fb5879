package io.keepwell.portal;

import static java.time.ZoneOffset.UTC;

import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.platform.Keys;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Signed links to the pages of customers. A link carries who it is for, since when and until when, and nothing of it
/// lies here; whoever has it is let in. It ends by its time, when all links of the person are ended, and when the
/// person is forgotten. That of a profile that was merged leads to the person it became.
@Service
public class PortalLinks {

    private static final String PURPOSE = "portal";
    private static final int BODY = 33;
    // 128 bits, as RFC 2104 allows: guessing one is out of reach, and the address stays short enough for letters
    private static final int SIGNATURE = 16;
    private static final String SHAPE = "\\A[A-Za-z0-9_-]{66}\\z";

    private final Keys keys;
    private final Customers customers;
    private final PortalStore store;
    private final KeepwellSettings settings;
    private final JdbcClient jdbc;
    private final Clock clock;

    PortalLinks(
            Keys keys,
            Customers customers,
            PortalStore store,
            KeepwellSettings settings,
            JdbcClient jdbc,
            Clock clock) {
        this.keys = keys;
        this.customers = customers;
        this.store = store;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// A link.
    ///
    /// @param url   its address
    /// @param until when it ends
    public record Link(String url, Instant until) {

        @Override
        public String toString() {
            return "Link[until=" + until + "]";
        }
    }

    /// Whoever a link lets in.
    ///
    /// @param token   the link itself
    /// @param purpose where it came from
    record Visit(String token, Customer customer, LinkPurpose purpose) {

        boolean preview() {
            return purpose == LinkPurpose.PREVIEW;
        }

        @Override
        public String toString() {
            return "Visit[" + customer.id() + ", " + purpose + "]";
        }
    }

    /// A link for a customer, as long as its purpose lets it live; empty where customers have no pages.
    public Optional<Link> link(UUID customer, LinkPurpose purpose) {
        return link(customer, purpose, purpose.life());
    }

    /// The same with a life of its own.
    Optional<Link> link(UUID customer, LinkPurpose purpose, Duration life) {
        if (!store.settings().enabled()) {
            return Optional.empty();
        }
        var now = clock.instant();
        var until = Instant.ofEpochSecond(now.plus(life).getEpochSecond());
        var key = keys.of(PURPOSE).getFirst();
        var body = ByteBuffer.allocate(BODY)
                .put((byte) purpose.letter())
                .putInt(key.id())
                .putLong(customer.getMostSignificantBits())
                .putLong(customer.getLeastSignificantBits())
                .putLong(now.toEpochMilli())
                .putInt((int) until.getEpochSecond())
                .array();
        var token = ByteBuffer.allocate(BODY + SIGNATURE)
                .put(body)
                .put(sign(key.bytes(), body))
                .array();
        return Optional.of(new Link(
                settings.publicUrl() + "/portal/"
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(token),
                until));
    }

    /// Whom a token lets in; empty where it is none of ours, or is over.
    Optional<Visit> open(String token) {
        if (!token.matches(SHAPE) || !store.settings().enabled()) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(token);
            var body = ByteBuffer.wrap(bytes, 0, BODY);
            var purpose = LinkPurpose.of((char) body.get());
            int id = body.getInt();
            var customer = new UUID(body.getLong(), body.getLong());
            var issued = Instant.ofEpochMilli(body.getLong());
            var until = Instant.ofEpochSecond(Integer.toUnsignedLong(body.getInt()));
            boolean right = keys.of(PURPOSE).stream()
                    .filter(key -> key.id() == id)
                    .anyMatch(key -> MessageDigest.isEqual(
                            sign(key.bytes(), Arrays.copyOf(bytes, BODY)),
                            Arrays.copyOfRange(bytes, BODY, bytes.length)));
            if (!right || purpose.isEmpty() || !until.isAfter(clock.instant()) || ended(customer, issued)) {
                return Optional.empty();
            }
            return customers.find(customer).map(person -> new Visit(token, person, purpose.get()));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    /// Whether all links of then have ended, of the profile itself or of the person it became; and whether they were
    /// forgotten.
    private boolean ended(UUID customer, Instant issued) {
        return jdbc.sql("""
            select bool_or(c.erased_at is not null or coalesce(p.links_since >= :issued, false)) as ended
              from customer given
              join customer c on c.id in (given.id, given.merged_into)
              left join portal_customer p on p.customer_id = c.id
             where given.id = :customer
            """)
                .param("customer", customer)
                .param("issued", issued.atOffset(UTC))
                .query((row, n) -> {
                    boolean over = row.getBoolean("ended");
                    return over || row.wasNull();
                })
                .single();
    }

    /// Ends all links of a customer that there are.
    @Transactional
    void end(UUID customer) {
        jdbc.sql("""
            insert into portal_customer (customer_id, links_since) values (:customer, :now)
            on conflict (customer_id) do update set links_since = excluded.links_since
            """)
                .param("customer", customers.get(customer).id())
                .param("now", clock.instant().atOffset(UTC))
                .update();
    }

    private static byte[] sign(byte[] secret, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update("portal".getBytes(StandardCharsets.US_ASCII));
            return Arrays.copyOf(mac.doFinal(body), SIGNATURE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
