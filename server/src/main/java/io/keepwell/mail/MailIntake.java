package io.keepwell.mail;

import io.keepwell.platform.Blobs;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Takes mail that did not come over IMAP.
@Component
class MailIntake implements Intake {

    private final RawMailStore mails;
    private final Blobs blobs;
    private final Filing filing;
    private final Clock clock;

    MailIntake(RawMailStore mails, Blobs blobs, Filing filing, Clock clock) {
        this.mails = mails;
        this.blobs = blobs;
        this.filing = filing;
        this.clock = clock;
    }

    @Override
    public UUID accept(UUID mailbox, byte[] bytes) {
        var blob = blobs.put(bytes);
        var arrival = new RawMailStore.Arrival(
                mailbox, null, blob.digest(), blob.size(), false, IncomingMail.Existing.NO, clock.instant(), true);
        var id = mails.insert(arrival).orElseThrow();
        filing.run(mailbox);
        return id;
    }
}
