package io.keepwell.surveys.answering;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.Ids;
import io.keepwell.surveys.Invitation;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Scores that were opened by a link in a letter. They count for nothing: scanners of mail open every link there is,
/// and only a form that is sent makes an answer (3.3).
@Service
class Intents {

    /// Two scores within this time are a machine's.
    static final Duration BURST = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final MeterRegistry metrics;
    private final Clock clock;

    Intents(JdbcClient jdbc, MeterRegistry metrics, Clock clock) {
        this.jdbc = jdbc;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// Takes down that a score was opened; where another one was within ten seconds, all of that burst is a scanner's,
    /// and the link stays as good as it was (3.3.4, 3.3.6).
    ///
    /// @param agent what the program that opened it says of itself
    @Transactional
    void opened(Invitation invitation, int score, String agent) {
        // one at a time for each link: two that come at once must see each other
        jdbc.sql("select id from survey_invitation where id = :id for no key update")
                .param("id", invitation.id())
                .query((row, n) -> 0)
                .list();
        var at = clock.instant();
        jdbc.sql("""
                insert into survey_intent (id, invitation_id, score, at, agent_hash, state)
                values (:id, :invitation, :score, :at, :agent, 'open')
                """)
                .param("id", Ids.next())
                .param("invitation", invitation.id())
                .param("score", score)
                .param("at", at.atOffset(UTC))
                .param("agent", hash(agent))
                .update();
        int marked = jdbc.sql("""
                        update survey_intent i
                           set state = 'scanner'
                         where i.invitation_id = :invitation
                           and i.state = 'open'
                           and i.at >= :since
                           and (select count(distinct o.score) from survey_intent o
                                 where o.invitation_id = :invitation
                                   and o.at >= :since
                                   and o.state in ('open', 'scanner')) > 1
                        """)
                .param("invitation", invitation.id())
                .param("since", at.minus(BURST).atOffset(UTC))
                .update();
        if (marked > 1) {
            // the first two of a burst turn at once, and each further one alone
            metrics.counter("keepwell.survey.scanner.bursts").increment();
        }
    }

    private static byte[] hash(String agent) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(agent.getBytes(UTF_8)), 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
