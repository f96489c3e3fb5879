package io.keepwell.mail;

import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Audit;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Whose mail nobody wants. It is kept apart and becomes no conversation.
@Service
public class BlockedSenders {

    /// Somebody who is blocked.
    ///
    /// @param value an address, or a domain with its `@` in front
    /// @param by    name of the member who did it, or null
    /// @param at    when
    public record Blocked(UUID id, String value, @Nullable String by, Instant at) {}

    /// Domains where everybody has a mailbox: to block one of them would block whole countries.
    private static final Set<String> FOR_EVERYBODY = Set.of(
            "gmail.com",
            "googlemail.com",
            "outlook.com",
            "hotmail.com",
            "live.com",
            "msn.com",
            "yahoo.com",
            "icloud.com",
            "me.com",
            "aol.com",
            "proton.me",
            "protonmail.com",
            "gmx.de",
            "gmx.net",
            "gmx.at",
            "gmx.com",
            "web.de",
            "t-online.de",
            "freenet.de",
            "mail.ru",
            "qq.com",
            "163.com",
            "orange.fr",
            "free.fr",
            "libero.it");

    private final SpamStore store;
    private final Mailboxes mailboxes;
    private final Members members;
    private final Audit audit;

    BlockedSenders(SpamStore store, Mailboxes mailboxes, Members members, Audit audit) {
        this.store = store;
        this.mailboxes = mailboxes;
        this.members = members;
        this.audit = audit;
    }

    /// All of them, the newest first.
    ///
    /// @param before id of the last one seen, null to begin
    public List<Blocked> all(@Nullable UUID before, int limit) {
        return store.blocked(before, limit);
    }

    /// Blocks an address, or all of a domain. Who is blocked already stays so.
    ///
    /// @param sender such as `ana@example.org`, `example.org` or `@example.org`
    /// @return what was blocked
    /// @throws InvalidRequest where it is neither, or would block us or everybody
    @Transactional
    public Blocked block(String sender) {
        var value = value(sender);
        var id = Ids.next();
        if (store.block(id, value, members.current().map(Member::id).orElse(null))) {
            audit.record("sender.blocked", id, value, Map.of());
        }
        return store.blocked(null, Integer.MAX_VALUE).stream()
                .filter(blocked -> blocked.value().equals(value))
                .findFirst()
                .orElseThrow();
    }

    /// Lets their mail in again, from now on.
    ///
    /// @return whether they were blocked
    @Transactional
    public boolean unblock(UUID id) {
        var blocked = store.blocked(null, Integer.MAX_VALUE).stream()
                .filter(one -> one.id().equals(id))
                .findFirst();
        if (blocked.isEmpty() || !store.unblock(id)) {
            return false;
        }
        audit.record("sender.unblocked", id, blocked.get().value(), Map.of());
        return true;
    }

    /// Whether a domain may be blocked as a whole.
    public boolean blockable(String domain) {
        var lower = domain.toLowerCase(Locale.ROOT);
        return lower.contains(".") && !FOR_EVERYBODY.contains(lower) && !ours("@" + lower);
    }

    private String value(String sender) {
        var text = sender.strip().toLowerCase(Locale.ROOT);
        if (EmailAddress.parse(text).isPresent()) {
            if (mailboxes.ours(text)) {
                throw InvalidRequest.field("sender", Texts.t("mail.blocked.ours"));
            }
            return text;
        }
        var domain = text.startsWith("@") ? text.substring(1) : text;
        if (EmailAddress.parse("x@" + domain).isEmpty() || !domain.contains(".")) {
            throw InvalidRequest.field("sender", Texts.t("mail.blocked.wrong"));
        }
        if (FOR_EVERYBODY.contains(domain)) {
            throw InvalidRequest.field("sender", Texts.t("mail.blocked.everybody", "domain", domain));
        }
        if (ours("@" + domain)) {
            throw InvalidRequest.field("sender", Texts.t("mail.blocked.ours"));
        }
        return "@" + domain;
    }

    private boolean ours(String domain) {
        return mailboxes.all().stream().anyMatch(mailbox -> mailbox.address().endsWith(domain));
    }
}
