package io.keepwell.conversations;

import io.keepwell.shared.Texts;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The wordings of acknowledgements: those of the message files, unless an administrator wrote others.
@Repository
class Wordings {

    private final JdbcClient jdbc;
    private final Clock clock;

    Wordings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// What a mailbox says in a language.
    AcknowledgementWords of(MailboxDesk desk, Locale locale) {
        var parts = defaults(locale, desk.informal(locale));
        parts.putAll(edited(desk.mailbox(), locale));
        return new AcknowledgementWords(parts);
    }

    /// What the message files say.
    static Map<AcknowledgementPart, String> defaults(Locale locale, boolean informal) {
        var parts = new EnumMap<AcknowledgementPart, String>(AcknowledgementPart.class);
        var form = informal ? "informal." : "formal.";
        for (var part : AcknowledgementPart.values()) {
            parts.put(part, Texts.in(locale, "conversations.acknowledgement." + form + part.word()));
        }
        return parts;
    }

    /// What an administrator wrote.
    Map<AcknowledgementPart, String> edited(UUID mailbox, Locale locale) {
        var parts = new EnumMap<AcknowledgementPart, String>(AcknowledgementPart.class);
        jdbc.sql("select part, text from acknowledgement_wording where mailbox_id = :mailbox and language = :language")
                .param("mailbox", mailbox)
                .param("language", locale.getLanguage())
                .query((row, n) -> Map.entry(row.getString("part"), row.getString("text")))
                .list()
                .forEach(entry ->
                        AcknowledgementPart.named(entry.getKey()).ifPresent(part -> parts.put(part, entry.getValue())));
        return parts;
    }

    /// Keeps a wording.
    void keep(UUID mailbox, Locale locale, AcknowledgementPart part, String text) {
        jdbc.sql("""
                        insert into acknowledgement_wording (mailbox_id, language, part, text, changed_at)
                        values (:mailbox, :language, :part, :text, :now)
                        on conflict (mailbox_id, language, part) do update
                           set text = excluded.text, changed_at = excluded.changed_at
                        """)
                .param("mailbox", mailbox)
                .param("language", locale.getLanguage())
                .param("part", part.word())
                .param("text", text)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Goes back to the message files for one part.
    void reset(UUID mailbox, Locale locale, AcknowledgementPart part) {
        jdbc.sql("""
                        delete from acknowledgement_wording
                         where mailbox_id = :mailbox
                           and language = :language
                           and part = :part
                        """)
                .param("mailbox", mailbox)
                .param("language", locale.getLanguage())
                .param("part", part.word())
                .update();
    }
}
