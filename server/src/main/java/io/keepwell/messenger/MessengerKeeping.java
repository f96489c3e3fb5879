package io.keepwell.messenger;

import static io.keepwell.shared.Texts.t;

import io.keepwell.mail.Mailboxes;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;
import io.keepwell.team.Audit;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What administrators do with the settings and the keys of the messenger. Every change is audited; secrets are given
/// out once.
@Service
class MessengerKeeping {

    /// So long the secret before is still good, for servers that sign with it.
    static final Duration OVERLAP = Duration.ofDays(7);

    private static final int LONGEST_TITLE = 60;
    private static final int LONGEST_GREETING = 400;
    private static final int LONGEST_NAME = 60;
    private static final int MOST_ORIGINS = 50;
    private static final UUID SETTINGS = new UUID(0, 1);
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");

    private final MessengerStore store;
    private final Mailboxes mailboxes;
    private final Audit audit;
    private final Clock clock;

    MessengerKeeping(MessengerStore store, Mailboxes mailboxes, Audit audit, Clock clock) {
        this.store = store;
        this.mailboxes = mailboxes;
        this.audit = audit;
        this.clock = clock;
    }

    /// A key and the secret it has just been given.
    record Made(MessengerKey key, String secret) {

        @Override
        public String toString() {
            return "Made[" + key.id() + "]";
        }
    }

    /// Keeps the settings, all or none.
    ///
    /// @throws InvalidRequest for each field that is wrong
    @Transactional
    MessengerSettings change(MessengerSettings wanted) {
        var wrong = new ArrayList<Refusal.FieldError>();
        var origins = new ArrayList<String>();
        for (var text : wanted.origins()) {
            MessengerSettings.origin(text)
                    .ifPresentOrElse(
                            origin -> {
                                if (!origins.contains(origin)) {
                                    origins.add(origin);
                                }
                            },
                            () -> wrong.add(
                                    new Refusal.FieldError("origins", t("messenger.wrong.origin", "origin", text))));
        }
        if (origins.size() > MOST_ORIGINS) {
            wrong.add(new Refusal.FieldError("origins", t("messenger.wrong.origins", "most", MOST_ORIGINS)));
        }
        var colour = wanted.colour().strip().toLowerCase(Locale.ROOT);
        if (!COLOUR.matcher(colour).matches()) {
            wrong.add(new Refusal.FieldError("colour", t("messenger.wrong.colour")));
        }
        if (!List.of("start", "end").contains(wanted.side())) {
            wrong.add(new Refusal.FieldError("side", t("messenger.wrong.side")));
        }
        if (wanted.mailbox() != null && mailboxes.find(wanted.mailbox()).isEmpty()) {
            wrong.add(new Refusal.FieldError("mailbox", t("messenger.wrong.mailbox")));
        }
        if (wanted.enabled() && wanted.mailbox() == null) {
            wrong.add(new Refusal.FieldError("mailbox", t("messenger.wrong.no-mailbox")));
        }
        if (wanted.title().strip().length() > LONGEST_TITLE) {
            wrong.add(new Refusal.FieldError("title", t("messenger.wrong.long", "most", LONGEST_TITLE)));
        }
        var greetings = new LinkedHashMap<String, String>();
        wanted.greetings().forEach((language, words) -> {
            boolean spoken = Texts.LANGUAGES.stream()
                    .anyMatch(known -> known.getLanguage().equals(language));
            if (!spoken) {
                wrong.add(new Refusal.FieldError("greetings", t("messenger.wrong.language", "language", language)));
            } else if (words.length() > LONGEST_GREETING) {
                wrong.add(new Refusal.FieldError("greetings", t("messenger.wrong.long", "most", LONGEST_GREETING)));
            } else if (!words.isBlank()) {
                greetings.put(language, words.strip().replace("\r\n", "\n"));
            }
        });
        if (!wrong.isEmpty()) {
            throw new InvalidRequest(wrong.getFirst().message(), wrong);
        }
        var kept = new MessengerSettings(
                wanted.enabled(),
                wanted.mailbox(),
                wanted.title().strip(),
                Map.copyOf(greetings),
                colour,
                wanted.side(),
                List.copyOf(origins));
        if (!kept.equals(store.settings())) {
            store.keep(kept);
            audit.record(
                    "messenger.changed",
                    SETTINGS,
                    t("messenger.title"),
                    Map.of("enabled", kept.enabled(), "origins", String.join(", ", kept.origins())));
        }
        return kept;
    }

    /// @throws KeyNotFound where there is none
    MessengerKey key(UUID id) {
        return store.key(id).orElseThrow(KeyNotFound::new);
    }

    @Transactional
    Made create(String name) {
        var called = name.strip();
        if (called.isEmpty() || called.length() > LONGEST_NAME) {
            throw InvalidRequest.field("name", t("messenger.wrong.name", "most", LONGEST_NAME));
        }
        var id = Ids.next();
        var secret = secret();
        store.insert(id, called, "kw_" + Secrets.random(16), secret);
        audit.record("messenger.key-created", id, called, Map.of());
        return new Made(key(id), secret);
    }

    /// A new secret; the one before is good for a week yet.
    @Transactional
    Made rotate(UUID id) {
        var key = key(id);
        var secret = secret();
        store.rotate(id, secret, clock.instant().plus(OVERLAP));
        audit.record("messenger.key-rotated", id, key.name(), Map.of());
        return new Made(key(id), secret);
    }

    /// Withdraws a key: pages with it have no messenger from now on, and nobody it vouched for is known any more.
    @Transactional
    void delete(UUID id) {
        var key = key(id);
        store.delete(id);
        audit.record("messenger.key-withdrawn", id, key.name(), Map.of());
    }

    private static String secret() {
        return "kws_" + Secrets.random(32);
    }
}
