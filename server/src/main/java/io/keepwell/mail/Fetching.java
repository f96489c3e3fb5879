package io.keepwell.mail;

import io.keepwell.mail.wire.ConnectionTrouble;
import io.keepwell.mail.wire.ImapInbox;
import io.keepwell.platform.Blobs;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes mail from a server into our own keeping: bytes first, committed before anything is done with them or
/// with the server (I1), by UID above the highest committed one (I2, I3).
@Component
class Fetching {

    static final String INBOX = "INBOX";

    private static final Logger log = LoggerFactory.getLogger(Fetching.class);

    /// UIDs of existing mail looked at between two looks for new mail.
    private static final int BACKFILL = 200;

    /// A mail the server does not hand out this often, while it answers otherwise, is passed over and shown.
    private static final int PATIENCE = 5;

    private record Stubborn(UUID mailbox, long validity, long uid) {}

    private final RawMailStore mails;
    private final MailCursorStore cursors;
    private final Blobs blobs;
    private final Filing filing;
    private final MailSettings settings;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<Stubborn, Integer> failures = new ConcurrentHashMap<>();

    Fetching(
            RawMailStore mails,
            MailCursorStore cursors,
            Blobs blobs,
            Filing filing,
            MailSettings settings,
            TransactionTemplate transaction,
            MeterRegistry meters,
            Clock clock) {
        this.mails = mails;
        this.cursors = cursors;
        this.blobs = blobs;
        this.filing = filing;
        this.settings = settings;
        this.transaction = transaction;
        this.meters = meters;
        this.clock = clock;
    }

    /// The cursor of an inbox that is being connected now: what lies there is existing mail, what comes after
    /// is new.
    static MailCursor atConnection(ImapInbox inbox, Account.Existing existing)
            throws ConnectionTrouble, InterruptedException {
        long next = inbox.uidNext();
        return new MailCursor(
                inbox.uidValidity(), next - 1, next, false, existing == Account.Existing.IGNORE ? null : 1L);
    }

    /// One look at the server: takes in all that is new, and a stretch of what is old.
    ///
    /// @return whether there is more old mail to take in at once
    boolean look(Account account, ImapInbox inbox) throws ConnectionTrouble, InterruptedException {
        var cursor = cursor(account, inbox);
        tidy(account, inbox, cursor);
        for (var mail : inbox.list(cursor.lastUid() + 1, Long.MAX_VALUE)) {
            take(account, inbox, cursor, mail, true);
        }
        for (long uid : mails.wanted(account.id(), INBOX, cursor.uidValidity())) {
            for (var mail : inbox.list(uid, uid)) {
                take(account, inbox, cursor, mail, false);
            }
        }
        boolean more = backfill(account, inbox, cursor);
        tidy(account, inbox, cursor);
        return more;
    }

    private MailCursor cursor(Account account, ImapInbox inbox) throws ConnectionTrouble, InterruptedException {
        long validity = inbox.uidValidity();
        var known = cursors.find(account.id(), INBOX);
        if (known.isPresent() && known.get().uidValidity() == validity) {
            return known.get();
        }
        MailCursor fresh;
        if (known.isEmpty()) {
            fresh = atConnection(inbox, account.existing());
        } else {
            // all is looked at again; what we had is known by its fingerprint
            log.info("The server of mailbox {} has numbered its mail anew", account.id());
            fresh = new MailCursor(validity, 0, inbox.uidNext(), true, null);
        }
        cursors.start(account.id(), INBOX, fresh);
        return fresh;
    }

    private boolean backfill(Account account, ImapInbox inbox, MailCursor cursor)
            throws ConnectionTrouble, InterruptedException {
        var from =
                cursors.find(account.id(), INBOX).map(MailCursor::backfillUid).orElse(null);
        if (from == null) {
            return false;
        }
        long to = Math.min(from + BACKFILL, cursor.existingBelow()) - 1;
        if (from <= to) {
            var lying = inbox.list(from, to);
            var known = mails.known(
                    account.id(),
                    INBOX,
                    cursor.uidValidity(),
                    lying.stream().map(ImapInbox.Lying::uid).toList());
            for (var mail : lying) {
                if (!known.contains(mail.uid())) {
                    take(account, inbox, cursor, mail, false);
                }
            }
        }
        boolean more = to + 1 < cursor.existingBelow();
        cursors.backfill(account.id(), INBOX, more ? to + 1 : null);
        return more;
    }

    /// Takes one mail in.
    ///
    /// @param inOrder whether the cursor moves past it
    private void take(Account account, ImapInbox inbox, MailCursor cursor, ImapInbox.Lying mail, boolean inOrder)
            throws ConnectionTrouble, InterruptedException {
        var existing = existing(account, cursor, mail);
        if (existing.isEmpty()) {
            if (inOrder) {
                cursors.advance(account.id(), INBOX, cursor.uidValidity(), mail.uid());
            }
            return;
        }
        boolean stub = mail.size() > settings.largest().toBytes();
        Optional<Blobs.Blob> blob;
        try {
            blob = stub ? inbox.header(mail.uid()).map(blobs::put) : inbox.read(mail, blobs::put);
        } catch (ConnectionTrouble trouble) {
            notHandedOut(account, cursor, mail, inOrder, trouble);
            throw trouble;
        }
        keep(
                account,
                cursor,
                mail,
                inOrder,
                blob.map(bytes -> arrival(account, cursor, mail, bytes, stub, existing.get())));
        filing.wake(account.id());
    }

    private void keep(
            Account account,
            MailCursor cursor,
            ImapInbox.Lying mail,
            boolean inOrder,
            Optional<RawMailStore.Arrival> arrival) {
        transaction.executeWithoutResult(status -> {
            arrival.ifPresent(mails::insert);
            if (inOrder) {
                cursors.advance(account.id(), INBOX, cursor.uidValidity(), mail.uid());
            }
        });
        failures.remove(new Stubborn(account.id(), cursor.uidValidity(), mail.uid()));
        arrival.ifPresent(taken -> meters.counter("keepwell.mail.fetched").increment());
    }

    private static RawMailStore.Arrival arrival(
            Account account,
            MailCursor cursor,
            ImapInbox.Lying mail,
            Blobs.Blob blob,
            boolean stub,
            IncomingMail.Existing existing) {
        return new RawMailStore.Arrival(
                account.id(),
                new RawMailStore.Spot(INBOX, cursor.uidValidity(), mail.uid()),
                blob.digest(),
                stub ? mail.size() : blob.size(),
                stub,
                existing,
                mail.at(),
                // a mail whose body we do not have, and history, are not ours to remove
                stub || existing != IncomingMail.Existing.NO || account.afterFetch() == Account.AfterFetch.LEAVE);
    }

    /// A mail at which the connection breaks again and again must not keep those behind it.
    private void notHandedOut(
            Account account, MailCursor cursor, ImapInbox.Lying mail, boolean inOrder, ConnectionTrouble trouble) {
        var key = new Stubborn(account.id(), cursor.uidValidity(), mail.uid());
        int times = failures.merge(key, 1, Integer::sum);
        if (times < PATIENCE) {
            return;
        }
        var nothing = blobs.put(new ByteArrayInputStream(new byte[0]));
        transaction.executeWithoutResult(status -> {
            mails.insert(arrival(account, cursor, mail, nothing, false, IncomingMail.Existing.NO))
                    .ifPresent(id -> mails.settle(id, RawMail.State.QUARANTINED, "NOT_HANDED_OUT", trouble.words()));
            if (inOrder) {
                cursors.advance(account.id(), INBOX, cursor.uidValidity(), mail.uid());
            }
        });
        failures.remove(key);
        meters.counter("keepwell.mail.quarantined").increment();
    }

    /// How the mail counts; empty where it is not wanted.
    private Optional<IncomingMail.Existing> existing(Account account, MailCursor cursor, ImapInbox.Lying mail) {
        boolean lay = mail.uid() < cursor.existingBelow()
                && (!cursor.byDate() || mail.at().isBefore(account.connectedAt()));
        if (!lay) {
            return Optional.of(IncomingMail.Existing.NO);
        }
        return switch (account.existing()) {
            case IGNORE -> Optional.empty();
            case ARCHIVE -> Optional.of(IncomingMail.Existing.ARCHIVE);
            case OPEN ->
                mail.at().isBefore(since(account)) ? Optional.empty() : Optional.of(IncomingMail.Existing.OPEN);
        };
    }

    private Instant since(Account account) {
        int days = account.existingDays() == null ? 14 : account.existingDays();
        var until = account.connectedAt().isBefore(clock.instant()) ? account.connectedAt() : clock.instant();
        return until.minus(Duration.ofDays(days));
    }

    /// Does on the server what is to be done with mail that is ours. Nothing is noted before the server has
    /// said yes, so that a crash only does it again.
    private void tidy(Account account, ImapInbox inbox, MailCursor cursor)
            throws ConnectionTrouble, InterruptedException {
        if (account.afterFetch() == Account.AfterFetch.LEAVE) {
            return;
        }
        List<Long> uids = mails.untidy(account.id(), INBOX, cursor.uidValidity());
        while (!uids.isEmpty()) {
            if (account.afterFetch() == Account.AfterFetch.SEEN) {
                inbox.markSeen(uids);
            } else {
                inbox.delete(uids);
            }
            mails.tidied(account.id(), INBOX, cursor.uidValidity(), uids);
            uids = mails.untidy(account.id(), INBOX, cursor.uidValidity());
        }
    }
}
