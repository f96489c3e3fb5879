package io.keepwell.mail;

import io.keepwell.mail.wire.ConnectionTrouble;
import io.keepwell.mail.wire.ImapInbox;
import io.keepwell.mail.wire.ServerSettings;
import io.keepwell.mail.wire.SmtpCall;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
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
    private final MailboxOAuthStore permissions;
    private final MailboxEntrance entrance;
    private final MailboxAliases aliases;
    private final Watchers watchers;
    private final ObjectProvider<Audit> audit;
    private final LiveUpdates live;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MailboxKeeping(
            MailboxStore store,
            MailCursorStore cursors,
            MailboxHealth health,
            MailboxOAuthStore permissions,
            MailboxEntrance entrance,
            MailboxAliases aliases,
            Watchers watchers,
            ObjectProvider<Audit> audit,
            LiveUpdates live,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.cursors = cursors;
        this.health = health;
        this.permissions = permissions;
        this.entrance = entrance;
        this.aliases = aliases;
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
    public boolean ours(String address) {
        return aliases.ours(address);
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
        // with a provider's permission there is nothing to try before a person has said yes
        var trial = draft.oauth() == null ? tryOut(draft) : new Trial(null, 0, null);
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
        boolean sameEntrance = Objects.equals(permission(id), draft.oauth());
        var imap = sameEntrance && Objects.equals(before.imap(), draft.imap()) ? null : draft.imap();
        var smtp = sameEntrance && Objects.equals(before.smtp(), draft.smtp()) ? null : draft.smtp();
        var trial = sameEntrance || draft.oauth() == null ? tryOut(id, draft, imap, smtp) : new Trial(null, 0, null);
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
            if (elsewhere && trial.cursor() == null) {
                cursors.forget(id);
            }
            if (draft.imap() == null) {
                cursors.forget(id);
            } else if (wantsMore && !elsewhere) {
                cursors.backfill(id, Fetching.INBOX, draft.existing() == Account.Existing.IGNORE ? null : 1L);
            }
            return after;
        });
    }

    /// Believes what a server says about senders.
    void trust(UUID id, String host) {
        var account = get(id);
        var server = host.strip();
        if (!server.matches("[A-Za-z0-9._:-]{1,250}")) {
            throw InvalidRequest.field("host", Texts.t("mail.invalid.host"));
        }
        transaction.executeWithoutResult(status -> {
            store.trust(id, server);
            record("mailbox.changed", account);
        });
    }

    /// Tries the connections of a draft and keeps nothing.
    Trial tryOut(MailboxDraft draft) {
        return tryOut(null, draft, draft.imap(), draft.smtp());
    }

    /// The same for a mailbox there is: its permission counts where the draft does not change it.
    Trial tryOut(@Nullable UUID mailbox, MailboxDraft draft) {
        boolean known = mailbox != null && Objects.equals(permission(mailbox), draft.oauth());
        return tryOut(known ? mailbox : null, draft, draft.imap(), draft.smtp());
    }

    /// How a mailbox is entered with a provider's permission, null where it is not.
    @Nullable
    MailboxOAuth permission(UUID mailbox) {
        return permissions.find(mailbox).map(MailboxOAuthStore.Grant::oauth).orElse(null);
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
            permissions.save(id, null);
            cursors.forget(id);
            record("mailbox.retired", account);
        });
    }

    /// @param mailbox whose permission counts; null where there is none yet
    private Trial tryOut(
            @Nullable UUID mailbox, MailboxDraft draft, @Nullable ServerSettings imap, @Nullable ServerSettings smtp) {
        try {
            var trial = imap == null ? new Trial(null, 0, null) : look(mailbox, draft, imap);
            if (smtp != null) {
                try {
                    SmtpCall.tryOut(entered(mailbox, draft, smtp));
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

    private Trial look(@Nullable UUID mailbox, MailboxDraft draft, ServerSettings imap) throws InterruptedException {
        try (var inbox = ImapInbox.open(entered(mailbox, draft, imap).orSignInAs(draft.address()), false)) {
            return new Trial(
                    Fetching.atConnection(inbox, draft.existing()),
                    inbox.count(),
                    inbox.oldest().orElse(null));
        } catch (ConnectionTrouble trouble) {
            throw new MailboxConnectionFailed("imap", imap, trouble);
        }
    }

    private ServerSettings entered(@Nullable UUID mailbox, MailboxDraft draft, ServerSettings server)
            throws ConnectionTrouble, InterruptedException {
        if (draft.oauth() == null) {
            return server;
        }
        if (mailbox == null) {
            throw ConnectionTrouble.consentMissing();
        }
        return entrance.enter(mailbox, draft.address(), server);
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
            permissions.save(id, draft.oauth());
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
