package io.keepwell.mail;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The delivery reports that we believe.
@Repository
class DeliveryReportStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    DeliveryReportStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Whether another letter to the same address came back too.
    boolean failedBefore(LetterStore.Composed letter) {
        return jdbc.sql("""
                        select exists(select 1
                                        from delivery_report
                                       where recipient = :recipient
                                         and action = 'failed'
                                         and letter_id <> :letter)
                        """)
                .param("recipient", letter.recipient())
                .param("letter", letter.id())
                .query(Boolean.class)
                .single();
    }

    void add(UUID id, LetterStore.Composed letter, RawMail raw, DeliveryReport.Recipient recipient) {
        jdbc.sql("""
                        insert into delivery_report (id, letter_id, raw_mail_id, recipient, action, status, words, at)
                        values (:id, :letter, :raw, :recipient, :action, :status, :words, :now)
                        """)
                .param("id", id)
                .param("letter", letter.id())
                .param("raw", raw.id())
                .param("recipient", letter.recipient())
                .param("action", recipient.action())
                .param("status", recipient.status())
                .param("words", recipient.words())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
