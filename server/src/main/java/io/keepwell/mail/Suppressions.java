package io.keepwell.mail;

import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.team.Audit;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Addresses at which nothing arrives, as their own servers said (L7). Nothing is sent there, and every letter that
/// would have been says so, until a person lifts it or somebody writes from there.
@Component
public class Suppressions {

    /// An address at which nothing arrives.
    ///
    /// @param id      id
    /// @param address the address, lower case
    /// @param reason  words of its server
    /// @param thread  conversation whose letter came back
    /// @param since   since when
    public record Suppression(UUID id, String address, String reason, UUID thread, Instant since) {}

    private static final RowMapper<Suppression> ROW = new SimplePropertyRowMapper<>(Suppression.class);
    private static final String SELECT =
            "select id, address, reason, thread_id as thread, since from suppressed_address ";

    private final JdbcClient jdbc;
    private final ObjectProvider<Audit> audit;
    private final Clock clock;

    Suppressions(JdbcClient jdbc, ObjectProvider<Audit> audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /// Whether, why and since when nothing is sent to an address.
    public Optional<Suppression> find(EmailAddress address) {
        return among(List.of(address.value())).stream().findFirst();
    }

    /// Those of some addresses to which nothing is sent.
    public List<Suppression> among(Collection<String> addresses) {
        if (addresses.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(SELECT + "where address in (:addresses) order by since")
                .param("addresses", addresses)
                .query(ROW)
                .list();
    }

    /// All of them, newest first, from a cursor on.
    List<Suppression> all(@Nullable UUID before, int limit) {
        return jdbc.sql(SELECT + "where (:before::uuid is null or id < :before) order by id desc limit :limit")
                .param("before", before)
                .param("limit", limit)
                .query(ROW)
                .list();
    }

    /// Nothing is sent any more to where this letter went.
    void add(LetterStore.Composed letter, String reason) {
        jdbc.sql("""
                        insert into suppressed_address (id, address, reason, thread_id, since)
                        values (:id, :address, :reason, :thread, :now)
                        on conflict (address) do nothing
                        """)
                .param("id", Ids.next())
                .param("address", letter.recipient())
                .param("reason", reason)
                .param("thread", letter.threadId())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Sends to the address again, because a person said so.
    ///
    /// @return false where nothing kept us from it
    @Transactional
    public boolean lift(EmailAddress address) {
        var lifted = delete(address);
        lifted.ifPresent(
                id -> audit.ifAvailable(log -> log.record("mail.suppression-lifted", id, veiled(address), Map.of())));
        return lifted.isPresent();
    }

    /// The log of deeds is never changed, so it must not know an address that may have to be forgotten.
    private static String veiled(EmailAddress address) {
        return address.value().charAt(0) + "…"
                + address.value().substring(address.value().indexOf('@'));
    }

    /// Somebody writes from there, so the address lives.
    void wrote(EmailAddress address) {
        delete(address);
    }

    private Optional<UUID> delete(EmailAddress address) {
        return jdbc.sql("delete from suppressed_address where address = :address returning id")
                .param("address", address.value())
                .query(UUID.class)
                .optional();
    }
}
