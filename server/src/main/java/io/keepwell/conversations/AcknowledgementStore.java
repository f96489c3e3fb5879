package io.keepwell.conversations;

import io.keepwell.conversations.Acknowledgement.Reason;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was decided about acknowledgements, and the budgets that follow from it (L5).
@Repository
class AcknowledgementStore {

    static final int PER_SENDER = 10;
    static final int PER_SENDER_AND_SUBJECT = 2;
    static final Duration SENDER_WINDOW = Duration.ofHours(3);
    static final int STRANGERS = 300;
    static final Duration STRANGERS_WINDOW = Duration.ofMinutes(10);

    private final JdbcClient jdbc;

    AcknowledgementStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The budget that is used up, if one is. Holds the address, and for strangers all of them, until the transaction
    /// ends, so that two at once do not both take the last one.
    Optional<Reason> exhausted(EmailAddress to, String subject, boolean stranger, Instant now) {
        hold("acknowledgement:" + to.value());
        var sent = jdbc.sql("""
                        select count(*) as all_subjects, count(*) filter (where subject = :subject) as same_subject
                          from acknowledgement
                         where recipient = :to
                           and withheld is null
                           and decided_at > :since
                        """)
                .param("subject", subject)
                .param("to", to.value())
                .param("since", now.minus(SENDER_WINDOW).atOffset(ZoneOffset.UTC))
                .query((row, n) -> new long[] {row.getLong("all_subjects"), row.getLong("same_subject")})
                .single();
        if (sent[0] >= PER_SENDER) {
            return Optional.of(Reason.SENDER_BUDGET);
        }
        if (sent[1] >= PER_SENDER_AND_SUBJECT) {
            return Optional.of(Reason.SUBJECT_BUDGET);
        }
        if (stranger) {
            hold("acknowledgement of strangers");
            if (strangersSince(now.minus(STRANGERS_WINDOW)) >= STRANGERS) {
                return Optional.of(Reason.STRANGERS_BUDGET);
            }
        }
        return Optional.empty();
    }

    /// Whether no other acknowledgement was withheld for this reason for a while (L5).
    boolean firstWithheld(Reason reason, Instant now) {
        return withheldSince(List.of(reason), now.minus(SENDER_WINDOW)) <= 1;
    }

    /// How many were withheld for some reasons since an instant.
    long withheldSince(List<Reason> reasons, Instant since) {
        return jdbc.sql("""
                        select count(*)
                          from acknowledgement
                         where withheld in (:reasons)
                           and decided_at > :since
                        """)
                .param("reasons", reasons.stream().map(Words::of).toList())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private long strangersSince(Instant since) {
        return jdbc.sql("""
                        select count(*)
                          from acknowledgement
                         where withheld is null
                           and stranger
                           and decided_at > :since
                        """)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private void hold(String name) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 41))")
                .param("name", name)
                .query((row, n) -> 0)
                .list();
    }

    /// Takes the one decision a conversation may have; false when it was taken before.
    boolean decide(
            UUID conversation,
            Instant at,
            @Nullable EmailAddress recipient,
            String subject,
            boolean stranger,
            @Nullable Reason withheld) {
        return jdbc.sql("""
                                insert into acknowledgement (conversation_id, decided_at, recipient, subject, stranger, withheld)
                                values (:conversation, :at, :recipient, :subject, :stranger, :withheld)
                                on conflict (conversation_id) do nothing
                                """)
                        .param("conversation", conversation)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("recipient", recipient == null ? null : recipient.value())
                        .param("subject", subject)
                        .param("stranger", stranger)
                        .param("withheld", withheld == null ? null : Words.of(withheld))
                        .update()
                == 1;
    }

    /// Why nobody was told, where that was decided.
    Optional<Reason> withheld(UUID conversation) {
        return jdbc.sql("select withheld from acknowledgement where conversation_id = :id and withheld is not null")
                .param("id", conversation)
                .query(String.class)
                .optional()
                .map(word -> Words.read(Reason.class, word));
    }
}
