package io.keepwell.mail;

import io.keepwell.mail.wire.ConnectionTrouble;
import io.keepwell.mail.wire.ImapInbox;
import io.keepwell.mail.wire.ServerSettings;
import io.keepwell.mail.wire.SmtpCall;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.Ids;
import io.keepwell.team.Audit;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Connects, changes and retires mailboxes. A connection is tried before anything is kept.
@Component
class MailboxKeeping implements Mailboxes {

    /// What a trial of the connections has shown.
    ///
    /// @param cursor where to start reading; null without an IMAP server
    /// @param lying  how many mails lie there
    /// @param oldest since when; null where none lies there
    record Trial(
            @Nullable MailCursor cursor,
            int lying,
            @Nullable Instant oldest) {}

    private final MailboxStore store;
    private final MailCursorStore cursors;
    private final MailboxHealth health;
    private final Watchers watchers;
    private final ObjectProvider<Audit> audit;
    private final LiveUpdates live;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MailboxKeeping(
            MailboxStore store,
            MailCursorStore cursors,
            MailboxHealth health,
            Watchers watchers,
            ObjectProvider<Audit> audit,
            LiveUpdates live,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.cursors = cursors;
        this.health = health;
        this.watchers = watchers;
        this.audit = audit;
        this.live = live;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Optional<Mailbox> find(UUID id) {
        return store.find(id).map(Account::asMailbox);
    }

    @Override
    public List<Mailbox> all() {
        return store.active().stream().map(Account::asMailbox).toList();
    }

    @Override
    public boolean inMailRoom(UUID mailbox) {
        return store.find(mailbox).map(account -> account.smtp() == null).orElse(false);
    }

    @Override
    public void acknowledge(UUID mailbox, boolean on) {
        get(mailbox);
        transaction.executeWithoutResult(status -> {
            store.acknowledge(mailbox, on);
            live.changed("mailbox", mailbox);
        });
    }

    Account get(UUID id) {
        return store.find(id).filter(Account::active).orElseThrow(MailboxNotFound::new);
    }

    /// Connects a mailbox. One that was retired comes back under its old id, with its conversations.
    Account create(MailboxDraft draft) {
        var earlier = store.byAddress(draft.address());
        if (earlier.filter(Account::active).isPresent()) {
            throw new MailboxExists(draft.address());
        }
        var trial = tryOut(draft);
        return write(
                earlier.map(Account::id).orElseGet(Ids::next),
                draft,
                clock.instant(),
                trial.cursor(),
                "mailbox.created");
    }

    /// Changes a mailbox; a server that is new or changed is tried first.
    Account change(UUID id, MailboxDraft draft) {
        var before = get(id);
        if (!before.address().equals(draft.address())
                && store.byAddress(draft.address()).isPresent()) {
            throw new MailboxExists(draft.address());
        }
        var imap = Objects.equals(before.imap(), draft.imap()) ? null : draft.imap();
        var smtp = Objects.equals(before.smtp(), draft.smtp()) ? null : draft.smtp();
        var trial = tryOut(draft, imap, smtp);
        boolean elsewhere = imap != null && !sameBox(before.imap(), imap);
        boolean wantsMore =
                draft.existing() != before.existing() || !Objects.equals(draft.existingDays(), before.existingDays());
        return transaction.execute(status -> {
            var after = write(
                    id,
                    draft,
                    elsewhere ? clock.instant() : before.connectedAt(),
                    elsewhere ? trial.cursor() : null,
                    "mailbox.changed");
            if (draft.imap() == null) {
                cursors.forget(id);
            } else if (wantsMore && !elsewhere) {
                cursors.backfill(id, Fetching.INBOX, draft.existing() == Account.Existing.IGNORE ? null : 1L);
            }
            return after;
        });
    }

    /// Tries the connections of a draft and keeps nothing.
    Trial tryOut(MailboxDraft draft) {
        return tryOut(draft, draft.imap(), draft.smtp());
    }

    /// Takes a mailbox out of service. What came through it stays.
    void retire(UUID id) {
        var account = get(id);
        transaction.executeWithoutResult(status -> {
            store.save(new Account(
                    id,
                    account.address(),
                    account.name(),
                    null,
                    null,
                    account.trustedAuthservId(),
                    false,
                    Account.Existing.IGNORE,
                    null,
                    account.afterFetch(),
                    account.connectedAt(),
                    false,
                    clock.instant()));
            cursors.forget(id);
            record("mailbox.retired", account);
        });
    }

    private Trial tryOut(MailboxDraft draft, @Nullable ServerSettings imap, @Nullable ServerSettings smtp) {
        try {
            var trial = imap == null ? new Trial(null, 0, null) : look(draft, imap);
            if (smtp != null) {
                try {
                    SmtpCall.tryOut(smtp);
                } catch (ConnectionTrouble trouble) {
                    throw new MailboxConnectionFailed("smtp", smtp, trouble);
                }
            }
            return trial;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Trial look(MailboxDraft draft, ServerSettings imap) throws InterruptedException {
        try (var inbox = ImapInbox.open(imap.orSignInAs(draft.address()), false)) {
            return new Trial(
                    Fetching.atConnection(inbox, draft.existing()),
                    inbox.count(),
                    inbox.oldest().orElse(null));
        } catch (ConnectionTrouble trouble) {
            throw new MailboxConnectionFailed("imap", imap, trouble);
        }
    }

    private Account write(UUID id, MailboxDraft draft, Instant connectedAt, @Nullable MailCursor cursor, String deed) {
        var account = new Account(
                id,
                draft.address(),
                draft.name(),
                draft.imap(),
                draft.smtp(),
                draft.trustedAuthservId(),
                draft.acknowledge(),
                draft.existing(),
                draft.existingDays(),
                draft.afterFetch(),
                connectedAt,
                true,
                clock.instant());
        transaction.executeWithoutResult(status -> {
            store.save(account);
            if (cursor != null) {
                cursors.start(id, Fetching.INBOX, cursor);
                health.connecting(id);
            }
            record(deed, account);
        });
        return account;
    }

    private void record(String deed, Account account) {
        audit.ifAvailable(log -> log.record(
                deed,
                account.id(),
                account.address(),
                Map.of("name", account.name(), "acknowledge", account.acknowledge())));
        live.changed("mailbox", account.id());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                watchers.changed();
            }
        });
    }

    /// Another password or port is the same box; another host or user is not, and its mail is existing mail.
    private static boolean sameBox(@Nullable ServerSettings before, ServerSettings after) {
        return before != null
                && before.host().equalsIgnoreCase(after.host())
                && Objects.equals(before.username(), after.username());
    }
}
