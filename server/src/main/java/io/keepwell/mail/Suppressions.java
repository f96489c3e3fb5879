package io.keepwell.mail;

import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.shared.Records;
import io.keepwell.team.Audit;
import io.keepwell.team.Member;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Addresses at which nothing arrives, as their own servers said (L7), and those to which a person stopped all mail.
/// Nothing is sent there, and every letter that would have been says so, until a person lifts it; what a server said is
/// over as well when somebody writes from there.
@Component
public class Suppressions {

    /// An address at which nothing arrives.
    ///
    /// @param id      id
    /// @param address the address, lower case
    /// @param reason  words of its server, or of whoever stopped it
    /// @param thread  conversation whose letter came back; null where a person stopped it
    /// @param since   since when
    /// @param byHand  whether a person stopped it
    /// @param by      name of that person, or null
    public record Suppression(
            UUID id,
            String address,
            String reason,
            @Nullable UUID thread,
            Instant since,
            boolean byHand,
            @Nullable String by) {}

    private static final RowMapper<Suppression> ROW = Records.of(Suppression.class);
    private static final String SELECT = """
            select s.id, s.address, s.reason, s.thread_id as thread, s.since, s.by_hand, m.name as by
              from suppressed_address s
              left join team_member m on m.id = s.stopped_by
            """;
    private static final int LONGEST_REASON = 500;

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
        return jdbc.sql(SELECT + " where s.address in (:addresses) order by s.since")
                .param("addresses", addresses)
                .query(ROW)
                .list();
    }

    /// All of them, newest first, from a cursor on.
    List<Suppression> all(@Nullable UUID before, int limit) {
        return jdbc.sql(SELECT + " where (:before::uuid is null or s.id < :before) order by s.id desc limit :limit")
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

    /// Stops all mail to an address, because a person said so. What is on its way already arrives.
    ///
    /// @param reason in their words, may be empty
    /// @return false where nothing was sent there already
    @Transactional
    public boolean stop(EmailAddress address, String reason, Member by) {
        var id = Ids.next();
        var words = reason.strip();
        int stopped = jdbc.sql("""
                        insert into suppressed_address (id, address, reason, since, stopped_by, by_hand)
                        values (:id, :address, :reason, :now, :by, true)
                        on conflict (address) do nothing
                        """)
                .param("id", id)
                .param("address", address.value())
                .param("reason", words.length() > LONGEST_REASON ? words.substring(0, LONGEST_REASON) : words)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", by.id())
                .update();
        if (stopped == 1) {
            audit.ifAvailable(log -> log.record("mail.stopped", id, veiled(address), Map.of()));
        }
        return stopped == 1;
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
    static String veiled(EmailAddress address) {
        return address.value().charAt(0) + "…"
                + address.value().substring(address.value().indexOf('@'));
    }

    /// Somebody writes from there, so the address lives.
    void wrote(EmailAddress address) {
        jdbc.sql("delete from suppressed_address where address = :address and not by_hand")
                .param("address", address.value())
                .update();
    }

    private Optional<UUID> delete(EmailAddress address) {
        return jdbc.sql("delete from suppressed_address where address = :address returning id")
                .param("address", address.value())
                .query(UUID.class)
                .optional();
    }
}
