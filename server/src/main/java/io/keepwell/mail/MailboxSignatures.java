package io.keepwell.mail;

import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Audit;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What stands under the replies of a mailbox, per language.
@Service
public class MailboxSignatures {

    /// A signature as somebody wrote it.
    ///
    /// @param language such as `en`
    /// @param text     with places such as `{{agent.name}}`
    /// @param html     the same as HTML, null to make it from the text
    public record Written(
            String language, String text, @Nullable String html) {}

    /// A signature with its places filled.
    ///
    /// @param html sanitised, null to make it from the text
    public record Signature(String text, @Nullable String html) {}

    private static final int LONGEST = 4_000;
    private static final Pattern PLACE = Pattern.compile(
            "\\{\\{\\s{0,5}(agent\\.name|agent\\.first_name|mailbox\\.name|mailbox\\.address)\\s{0,5}}}");

    private final JdbcClient jdbc;
    private final MailboxStore mailboxes;
    private final Audit audit;
    private final Clock clock;

    MailboxSignatures(JdbcClient jdbc, MailboxStore mailboxes, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.mailboxes = mailboxes;
        this.audit = audit;
        this.clock = clock;
    }

    /// What stands under a reply; empty where the mailbox has no signature in that language.
    ///
    /// @param agent name of whoever replies
    public Optional<Signature> of(UUID mailbox, Locale locale, String agent) {
        var account = mailboxes.find(mailbox);
        var written = all(mailbox).stream()
                .filter(one -> one.language().equals(locale.getLanguage()))
                .findFirst();
        if (account.isEmpty() || written.isEmpty()) {
            return Optional.empty();
        }
        var html = written.get().html();
        return Optional.of(new Signature(
                filled(written.get().text(), account.get(), agent, false),
                html == null ? null : safe(filled(html, account.get(), agent, true))));
    }

    /// All signatures of a mailbox, by language.
    List<Written> all(UUID mailbox) {
        return jdbc.sql(
                        "select language, text, html from mailbox_signature where mailbox_id = :mailbox order by language")
                .param("mailbox", mailbox)
                .query((row, n) -> new Written(row.getString("language"), row.getString("text"), row.getString("html")))
                .list();
    }

    /// Writes the signature of a language; without a text there is none.
    @Transactional
    void set(Account account, String language, @Nullable String text, @Nullable String html) {
        if (Texts.LANGUAGES.stream().noneMatch(known -> known.getLanguage().equals(language))) {
            throw InvalidRequest.field("language", Texts.t("mail.signature.language", "typed", language));
        }
        if ((text != null && text.length() > LONGEST) || (html != null && html.length() > LONGEST)) {
            throw InvalidRequest.field("text", Texts.t("mail.signature.long", "most", LONGEST));
        }
        if (text == null || text.isBlank()) {
            jdbc.sql("delete from mailbox_signature where mailbox_id = :mailbox and language = :language")
                    .param("mailbox", account.id())
                    .param("language", language)
                    .update();
        } else {
            jdbc.sql("""
                            insert into mailbox_signature (mailbox_id, language, text, html, changed_at)
                            values (:mailbox, :language, :text, :html, :now)
                            on conflict (mailbox_id, language) do update
                               set text = :text, html = :html, changed_at = :now
                            """)
                    .param("mailbox", account.id())
                    .param("language", language)
                    .param("text", text.strip().replace("\r\n", "\n"))
                    .param("html", html == null || html.isBlank() ? null : html.strip())
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
        audit.record("mailbox.signature-set", account.id(), account.address(), Map.of("language", language));
    }

    private static String filled(String text, Account account, String agent, boolean html) {
        return PLACE.matcher(text).replaceAll(place -> {
            var value = switch (place.group(1)) {
                case "agent.name" -> agent;
                case "agent.first_name" -> agent.strip().split("\\s+", 2)[0];
                case "mailbox.name" -> account.name();
                default -> account.address();
            };
            return Matcher.quoteReplacement(
                    html ? value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") : value);
        });
    }

    private static @Nullable String safe(String html) {
        var safe = SafeHtml.of(html, id -> Optional.empty());
        return safe.refused() ? null : safe.html();
    }
}
