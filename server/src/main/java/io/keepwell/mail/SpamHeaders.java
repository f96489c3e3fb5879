package io.keepwell.mail;

import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Audit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// By what header line the receiving server of a mailbox calls a mail spam.
@Service
class SpamHeaders {

    private static final String LINE = "[A-Za-z0-9-]{1,80}:[ \\t]*[\\x20-\\x7e]{1,200}";

    private final SpamStore store;
    private final MailboxKeeping mailboxes;
    private final Audit audit;

    SpamHeaders(SpamStore store, MailboxKeeping mailboxes, Audit audit) {
        this.store = store;
        this.mailboxes = mailboxes;
        this.audit = audit;
    }

    Optional<String> of(UUID mailbox) {
        return store.header(mailboxes.get(mailbox).id());
    }

    /// @param line such as `X-Spam-Flag: YES`; null or blank for none
    @Transactional
    void set(UUID mailbox, @Nullable String line) {
        var account = mailboxes.get(mailbox);
        var wanted = line == null || line.isBlank() ? null : line.strip();
        if (wanted != null && !wanted.matches(LINE)) {
            throw InvalidRequest.field("header", Texts.t("mail.spam.header.wrong"));
        }
        if (!Objects.equals(store.header(mailbox).orElse(null), wanted)) {
            store.header(mailbox, wanted);
            audit.record("mailbox.spam-header-set", mailbox, account.address(), Map.of());
        }
    }
}
