package io.keepwell.mail;

import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Audit;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The addresses of a mailbox: its own, and further ones that it receives for. Answers go out from the one that the
/// customer wrote to.
@Repository
class MailboxAliases {

    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final ObjectProvider<Audit> audit;
    private final Clock clock;

    MailboxAliases(JdbcClient jdbc, ObjectProvider<Audit> audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /// The further addresses, by name.
    List<String> of(UUID mailbox) {
        return jdbc.sql("select address from mailbox_alias where mailbox_id = :mailbox order by address")
                .param("mailbox", mailbox)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /// All addresses, its own first.
    List<String> addresses(Account account) {
        var all = new ArrayList<String>();
        all.add(account.address());
        all.addAll(of(account.id()));
        return all;
    }

    /// Whether an address is one of any mailbox in service.
    boolean ours(String address) {
        return jdbc.sql("""
                        select exists(select 1 from mailbox where address = lower(:address) and active)
                            or exists(select 1 from mailbox_alias a join mailbox m on m.id = a.mailbox_id
                                       where a.address = lower(:address) and m.active)
                        """).param("address", address).query(Boolean.class).single();
    }

    /// Says which further addresses there are.
    ///
    /// @throws InvalidRequest where one is no address, or belongs to another mailbox
    @Transactional
    void set(Account account, List<String> wanted) {
        var addresses = wanted.stream()
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .map(one -> EmailAddress.parse(one)
                        .orElseThrow(
                                () -> InvalidRequest.field("addresses", Texts.t("mail.alias.wrong", "typed", one))))
                .map(EmailAddress::value)
                .filter(one -> !one.equals(account.address()))
                .distinct()
                .sorted()
                .toList();
        if (addresses.size() > MOST) {
            throw InvalidRequest.field("addresses", Texts.t("mail.alias.many", "most", MOST));
        }
        if (addresses.equals(of(account.id()))) {
            return;
        }
        jdbc.sql("delete from mailbox_alias where mailbox_id = :mailbox")
                .param("mailbox", account.id())
                .update();
        for (var address : addresses) {
            if (taken(address)) {
                throw InvalidRequest.field("addresses", Texts.t("mail.alias.taken", "address", address));
            }
            jdbc.sql("insert into mailbox_alias (address, mailbox_id, added_at) values (:address, :mailbox, :now)")
                    .param("address", address)
                    .param("mailbox", account.id())
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
        audit.ifAvailable(log ->
                log.record("mailbox.aliases-set", account.id(), account.address(), Map.of("count", addresses.size())));
    }

    private boolean taken(String address) {
        return jdbc.sql("""
                        select exists(select 1 from mailbox where address = :address)
                            or exists(select 1 from mailbox_alias where address = :address)
                        """).param("address", address).query(Boolean.class).single();
    }

    /// The address of the mailbox among the recipients of a mail, with or without something behind a plus (L3).
    Optional<String> named(Account account, List<String> recipients) {
        var ours = addresses(account);
        return recipients.stream()
                .map(recipient -> ours.contains(recipient) ? recipient : plain(recipient))
                .filter(ours::contains)
                .findFirst();
    }

    private static String plain(String address) {
        int at = address.lastIndexOf('@');
        int plus = address.indexOf('+');
        return plus > 0 && plus < at ? address.substring(0, plus) + address.substring(at) : address;
    }

    /// Keeps which address a mail named.
    void wrote(UUID mail, String messageId, @Nullable String recipient) {
        jdbc.sql("update raw_mail set recipient = :recipient, header_id = :header where id = :mail")
                .param("recipient", recipient)
                .param("header", messageId)
                .param("mail", mail)
                .update();
    }

    /// The address to answer from: the one that the answered mail named, else the newest of its thread, while it is
    /// still one of the mailbox.
    String answerFrom(Account account, UUID thread, @Nullable String answers) {
        return jdbc.sql("""
                        select r.recipient
                          from raw_mail r
                         where r.recipient is not null
                           and r.mailbox_id = :mailbox
                           and (r.thread_id = :thread or r.header_id = :answers)
                         order by r.header_id is not distinct from :answers desc, r.position desc
                         limit 1
                        """)
                .param("mailbox", account.id())
                .param("thread", thread)
                .param("answers", answers)
                .query((row, n) -> row.getString(1))
                .optional()
                .filter(address -> addresses(account).contains(address))
                .orElse(account.address());
    }
}
