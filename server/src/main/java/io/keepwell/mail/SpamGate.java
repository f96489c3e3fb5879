package io.keepwell.mail;

import io.keepwell.mail.mime.ParsedMail;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Decides which mail is kept apart before it becomes anything.
@Component
class SpamGate {

    /// Why a mail is kept apart.
    enum Reason {
        /// A person blocked its sender.
        BLOCKED,
        /// The receiving server called it spam.
        FLAGGED,
        /// Automatic mail that came too fast (L5).
        FLOOD,
        /// It was held for that, and a person called it spam.
        UNWANTED;

        /// As it stands in the API.
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// So long after its arrival a mail that turns out to be none still counts as just come.
    private static final Duration JUST_COME = Duration.ofHours(1);

    private final SpamStore store;
    private final Clock clock;

    SpamGate(SpamStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Whether a person has said of this mail that it is no spam.
    boolean released(UUID mail) {
        return store.released(mail);
    }

    /// @param takingPart whether its author takes part in the conversation it belongs to: then the word of a server
    ///                   does not count against somebody we know
    Optional<Reason> judge(RawMail raw, UUID mailbox, ParsedMail mail, boolean takingPart) {
        if (raw.existing() == IncomingMail.Existing.ARCHIVE || released(raw.id())) {
            return Optional.empty();
        }
        if (store.blocks(mail.from().address())) {
            return Optional.of(Reason.BLOCKED);
        }
        boolean flagged = !takingPart
                && store.header(mailbox).filter(line -> flagged(mail, line)).isPresent();
        return flagged ? Optional.of(Reason.FLAGGED) : Optional.empty();
    }

    /// How a mail counts: one that was taken for spam for longer than an hour is acknowledged no more.
    IncomingMail.Existing existing(RawMail raw) {
        boolean late = raw.existing() == IncomingMail.Existing.NO
                && raw.receivedAt().isBefore(clock.instant().minus(JUST_COME))
                && released(raw.id());
        return late ? IncomingMail.Existing.OPEN : raw.existing();
    }

    /// Only the topmost line of that name is our server's; what stands below was there before.
    private static boolean flagged(ParsedMail mail, String line) {
        var parts = line.split(":", 2);
        return mail.headers().all(parts[0].strip()).stream()
                .findFirst()
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .filter(value -> value.startsWith(parts[1].strip().toLowerCase(Locale.ROOT)))
                .isPresent();
    }
}
