package io.keepwell.conversations;

import io.keepwell.mail.Mailbox;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The words in which a mailbox acknowledges, for those who tell what happened before: nothing is sent.
@Component
public class AcknowledgementText {

    private final MailboxDesks desks;
    private final Wordings wordings;

    AcknowledgementText(MailboxDesks desks, Wordings wordings) {
        this.desks = desks;
        this.wordings = wordings;
    }

    /// How a mailbox acknowledges in one language.
    public interface Wording {

        /// Until when an answer is promised to what arrives then; empty where nobody ever attends.
        Optional<Instant> promise(Instant arrived);

        /// What the customer is told.
        ///
        /// @param name      the customer's name, or null
        /// @param subject   subject of their letter
        /// @param complaint whether it shows a complaint
        /// @param arrived   when it arrived
        String letter(@Nullable String name, String subject, boolean complaint, Instant arrived);
    }

    /// The wording as it stands now.
    public Wording of(Mailbox mailbox, Locale locale) {
        var desk = desks.of(mailbox);
        var words = wordings.of(desk, locale);
        return new Wording() {
            @Override
            public Optional<Instant> promise(Instant arrived) {
                return desk.promise(arrived);
            }

            @Override
            public String letter(@Nullable String name, String subject, boolean complaint, Instant arrived) {
                return words.letter(new AcknowledgementFacts(
                                GreetingName.of(name).orElse(null),
                                subject,
                                complaint,
                                desk.answeringName(),
                                promise(arrived)
                                        .map(at -> PromisedTime.words(at, arrived, desk.zone(), locale))
                                        .orElse(null),
                                desk.company(),
                                null))
                        .text();
            }
        };
    }
}
