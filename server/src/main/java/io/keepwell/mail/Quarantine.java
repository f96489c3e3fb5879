package io.keepwell.mail;

import io.keepwell.shared.Texts;
import io.keepwell.team.Audit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Mail we could not read, for people.
@Component
class Quarantine {

    /// A mail that could not be read.
    ///
    /// @param reason   why, in words
    /// @param sender   as far as readable
    /// @param subject  as far as readable
    /// @param original address of the mail as it came
    record Item(
            UUID id,
            UUID mailbox,
            String reason,
            @Nullable String sender,
            @Nullable String subject,
            long size,
            Instant receivedAt,
            String original) {}

    private final RawMailStore mails;
    private final Filing filing;
    private final ObjectProvider<Audit> audit;
    private final TransactionTemplate transaction;

    Quarantine(RawMailStore mails, Filing filing, ObjectProvider<Audit> audit, TransactionTemplate transaction) {
        this.mails = mails;
        this.filing = filing;
        this.audit = audit;
        this.transaction = transaction;
    }

    int count() {
        return mails.quarantined();
    }

    List<Item> items(@Nullable UUID before, int limit) {
        return mails.quarantine(before, limit).stream().map(Quarantine::item).toList();
    }

    /// The mail as it came.
    RawMail original(UUID id) {
        return mails.find(id)
                .filter(mail -> mail.state() == RawMail.State.QUARANTINED)
                .orElseThrow(QuarantineNotFound::new);
    }

    /// Reads the mail once more.
    ///
    /// @return whether it is still in quarantine
    boolean retry(UUID id) {
        var mail = original(id);
        transaction.executeWithoutResult(status -> {
            if (mails.retry(id)) {
                audit.ifAvailable(log -> log.record(
                        "mail.retried", id, mail.subject() == null ? id.toString() : mail.subject(), Map.of()));
            }
        });
        filing.run(mail.mailbox());
        return mails.find(id)
                .map(after -> after.state() == RawMail.State.QUARANTINED)
                .orElse(false);
    }

    private static Item item(RawMail mail) {
        return new Item(
                mail.id(),
                mail.mailbox(),
                Texts.t("mail.reason." + mail.reason(), "words", mail.words() == null ? "" : mail.words()),
                mail.sender(),
                mail.subject(),
                mail.size(),
                mail.receivedAt(),
                "/api/v1/quarantine/" + mail.id() + "/original");
    }
}
