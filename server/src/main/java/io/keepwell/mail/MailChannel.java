package io.keepwell.mail;

import io.keepwell.mail.wire.ConnectionTrouble;
import io.keepwell.mail.wire.ServerSettings;
import io.keepwell.mail.wire.SmtpCall;
import io.keepwell.platform.Blobs;
import io.keepwell.platform.OutboxChannel;
import io.keepwell.platform.OutboxItem;
import io.keepwell.platform.OutboxLines;
import io.keepwell.shared.EmailAddress;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Delivers letters over the SMTP server of their mailbox; without one they stay in the mail room.
@Component
class MailChannel implements OutboxChannel {

    static final String NAME = "mail";

    /// So many letters of one mailbox at a time.
    private static final int ABREAST = 4;

    private final LetterStore letters;
    private final MailboxStore mailboxes;
    private final Suppressions suppressions;
    private final MailboxEntrance entrance;
    private final Blobs blobs;
    private final MeterRegistry meters;
    private final OutboxLines<UUID> lines = new OutboxLines<>(ABREAST);

    MailChannel(
            LetterStore letters,
            MailboxStore mailboxes,
            MailboxEntrance entrance,
            Suppressions suppressions,
            Blobs blobs,
            MeterRegistry meters) {
        this.letters = letters;
        this.mailboxes = mailboxes;
        this.entrance = entrance;
        this.suppressions = suppressions;
        this.blobs = blobs;
        this.meters = meters;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome deliver(OutboxItem item, HandOver handOver) throws Exception {
        var letter = letters.find(item.subject()).orElseThrow();
        var account = mailboxes.find(letter.mailboxId()).orElseThrow();
        var suppressed = suppressions.find(new EmailAddress(letter.recipient()));
        if (suppressed.isPresent()) {
            return new Outcome.Suppressed(suppressed.get().reason());
        }
        var smtp = account.smtp();
        if (smtp == null) {
            letters.toMailRoom(letter.id());
            return new Outcome.Sent();
        }
        return lines.deliver(
                account.id(), "Other letters of this mailbox go first.", () -> send(letter, account, smtp, handOver));
    }

    private Outcome send(LetterStore.Composed letter, Account account, ServerSettings smtp, HandOver handOver)
            throws Exception {
        ServerSettings server;
        try {
            server = entrance.enter(account, smtp);
        } catch (ConnectionTrouble trouble) {
            return new Outcome.Later(trouble.words());
        }
        var timer = io.micrometer.core.instrument.Timer.start(meters);
        try {
            var envelope = new SmtpCall.Envelope(letter.envelopeFrom(), letter.recipient(), blobs.file(letter.blob()));
            return switch (SmtpCall.send(server, envelope, handOver::begin)) {
                case SmtpCall.Answer.Taken() -> new Outcome.Sent();
                case SmtpCall.Answer.Refused(var words) -> {
                    if (HardFailure.isSaidBy(null, words)) {
                        suppressions.add(letter, words);
                    }
                    yield new Outcome.Refused(words);
                }
                case SmtpCall.Answer.NotNow(var words) -> new Outcome.Later(words);
                case SmtpCall.Answer.Silence(var words) -> new Outcome.Unknown(words);
            };
        } finally {
            timer.stop(meters.timer("keepwell.mail.smtp"));
        }
    }
}
