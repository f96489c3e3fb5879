package io.keepwell.conversations.sla;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Conversations whose first answer is wanted in half the agreed time, because something about them is
/// worse than usual. Where nothing was agreed nothing is halved.
@Service
public class HurriedAnswers {

    private final Clockwork clockwork;
    private final JdbcClient jdbc;
    private final Clock clock;

    HurriedAnswers(Clockwork clockwork, JdbcClient jdbc, Clock clock) {
        this.clockwork = clockwork;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Halves it. Takes part in the transaction of the caller.
    @Transactional
    public void hurry(UUID conversation) {
        int changed = jdbc.sql("""
                        insert into hurried_answer (conversation_id, since)
                        values (:conversation, :now)
                        on conflict (conversation_id) do nothing
                        """)
                .param("conversation", conversation)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        reckon(conversation, changed);
    }

    /// The agreed time holds again.
    @Transactional
    public void ease(UUID conversation) {
        int changed = jdbc.sql("delete from hurried_answer where conversation_id = :conversation")
                .param("conversation", conversation)
                .update();
        reckon(conversation, changed);
    }

    private void reckon(UUID conversation, int changed) {
        if (changed > 0) {
            clockwork.reckon(List.of(conversation), Clockwork.Verdicts.STAND);
        }
    }
}
