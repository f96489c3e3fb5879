package io.keepwell.mail;

import io.keepwell.platform.Outbox;
import io.keepwell.shared.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Takes delivery reports (L7). A report counts only where it proves which letter it is about, by the envelope sender
/// that names the letter or by a Message-ID that we signed, and where it speaks about whom that letter went to: a
/// forged report must not switch a customer off.
@Component
class Bounces {

    /// A letter, and whether the report came to the address that only its envelope bore.
    private record Named(LetterStore.Composed letter, boolean byEnvelope) {}

    private final LetterStore letters;
    private final DeliveryReportStore reports;
    private final Suppressions suppressions;
    private final Outbox outbox;
    private final MeterRegistry meters;

    Bounces(
            LetterStore letters,
            DeliveryReportStore reports,
            Suppressions suppressions,
            Outbox outbox,
            MeterRegistry meters) {
        this.letters = letters;
        this.reports = reports;
        this.suppressions = suppressions;
        this.outbox = outbox;
        this.meters = meters;
    }

    /// Notes what the report says.
    ///
    /// @return whether it was about a letter of ours and its recipient; else it changes nothing
    boolean take(RawMail raw, MailReading.Read read, Account account, ThreadTokens tokens) {
        var report = DeliveryReport.of(read);
        boolean counted = named(read, report, account, tokens)
                .map(named -> count(raw, named, report))
                .orElse(false);
        meters.counter("keepwell.mail.reports", "counted", String.valueOf(counted))
                .increment();
        return counted;
    }

    private Optional<Named> named(MailReading.Read read, DeliveryReport report, Account account, ThreadTokens tokens) {
        return read.mail().people().recipients().stream()
                .flatMap(address -> tokens.readBounceAddress(address, account.address()).stream())
                .flatMap(id -> letters.find(id).stream())
                .map(letter -> new Named(letter, true))
                .findFirst()
                .or(() -> byId(report.returnedIds(), tokens))
                .or(() -> byId(report.mentionedIds(), tokens));
    }

    private Optional<Named> byId(Set<String> ids, ThreadTokens tokens) {
        return ids.stream()
                .flatMap(id -> tokens.readMessageId(id).stream())
                .flatMap(own -> letters.find(own.message()).stream())
                .map(letter -> new Named(letter, false))
                .findFirst();
    }

    private boolean count(RawMail raw, Named named, DeliveryReport report) {
        var letter = named.letter();
        boolean counted = false;
        for (var recipient : report.recipients()) {
            boolean theirs = recipient.addresses().contains(letter.recipient());
            // who forwards mail elsewhere gets a report that names the other address; only the envelope proves it then
            if (theirs || named.byEnvelope()) {
                counted = true;
                take(raw, letter, recipient, theirs, named.byEnvelope());
            }
        }
        if (report.recipients().isEmpty() && named.byEnvelope()) {
            counted = true;
            take(
                    raw,
                    letter,
                    new DeliveryReport.Recipient(Set.of(letter.recipient()), "failed", null, report.words()),
                    false,
                    true);
        }
        return counted;
    }

    private void take(
            RawMail raw,
            LetterStore.Composed letter,
            DeliveryReport.Recipient recipient,
            boolean theirs,
            boolean byEnvelope) {
        reports.add(Ids.next(), letter, raw, recipient);
        var reason = recipient.words().isEmpty()
                ? Optional.ofNullable(recipient.status()).orElse("")
                : recipient.words();
        switch (recipient.action()) {
            case "failed" -> {
                if (letters.bounced(letter.id())) {
                    outbox.report(letter.outboxId(), false, reason);
                }
                if (theirs && hard(letter, recipient, byEnvelope)) {
                    suppressions.add(letter, reason);
                }
            }
            case "delivered" -> outbox.report(letter.outboxId(), true, null);
            // a delay, a list, a gateway: nothing is decided yet
            default -> {}
        }
    }

    /// Whether the address is no address. Somebody to whom a letter was passed on knows its Message-ID and can write a
    /// report about it; without the envelope it takes reports about two letters to switch an address off.
    private boolean hard(LetterStore.Composed letter, DeliveryReport.Recipient recipient, boolean byEnvelope) {
        return HardFailure.isSaidBy(recipient.status(), recipient.words())
                && (byEnvelope || reports.failedBefore(letter));
    }
}
