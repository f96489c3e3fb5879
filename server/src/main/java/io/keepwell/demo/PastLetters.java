package io.keepwell.demo;

import io.keepwell.demo.Talk.Delivery;
import io.keepwell.demo.Talk.Kind;
import io.keepwell.demo.Talk.Line;
import io.keepwell.mail.Letter;
import io.keepwell.mail.LetterArchive;
import io.keepwell.mail.Mailbox;
import io.keepwell.platform.OutboxState;
import io.keepwell.shared.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/// The letters of the last days, as they lie in the customers' mailboxes: whoever opens the mail room finds
/// something to answer. Older ones are only told in the conversations, because composing each of them would
/// make the start slow.
@Component
@DemoOnly
class PastLetters {

    private static final Duration RECENT = Duration.ofDays(3);

    private final LetterArchive archive;

    PastLetters(LetterArchive archive) {
        this.archive = archive;
    }

    void keep(Pennyfold company, Mailbox mailbox, Instant now) {
        var talks = company.talks();
        IntStream.range(0, talks.size())
                .filter(i -> talks.get(i).lastAt().isAfter(now.minus(RECENT)))
                .forEach(i -> keep(talks.get(i), Seed.FIRST_NUMBER + i, mailbox));
    }

    private void keep(Talk talk, long number, Mailbox mailbox) {
        for (var line : talk.lines()) {
            if (line.delivery() != Delivery.NONE) {
                var left = line.kind() == Kind.ACKNOWLEDGEMENT
                        ? talk.acknowledgedAt()
                        : line.at().plusMillis(11_300);
                archive.keep(letter(talk, line, number, mailbox), left, state(line.delivery()));
            }
        }
    }

    private static Letter letter(Talk talk, Line line, long number, Mailbox mailbox) {
        boolean acknowledgement = line.kind() == Kind.ACKNOWLEDGEMENT;
        return new Letter(
                line.id(),
                acknowledgement ? "acknowledgement:" + talk.id() : "reply:" + line.id(),
                acknowledgement ? Letter.Kind.ACKNOWLEDGEMENT : Letter.Kind.REPLY,
                mailbox.id(),
                talk.id(),
                number,
                new EmailAddress(talk.person().email()),
                talk.person().name(),
                acknowledgement ? line.name() : line.name() + " (Pennyfold)",
                talk.subject(),
                line.text(),
                acknowledgement ? List.of() : quoted(talk, line),
                List.of(),
                talk.person().locale(),
                line.at(),
                null);
    }

    /// The public letters before it, newest first.
    private static List<Letter.Quote> quoted(Talk talk, Line answer) {
        return talk.lines().stream()
                .filter(line -> line.kind() == Kind.LETTER || line.kind() == Kind.REPLY)
                .takeWhile(line -> !line.id().equals(answer.id()))
                .map(line -> new Letter.Quote(line.name(), line.at(), line.text()))
                .toList()
                .reversed();
    }

    private static OutboxState state(Delivery delivery) {
        return switch (delivery) {
            case NONE, SENT -> OutboxState.SENT;
            case FAILED -> OutboxState.FAILED;
            case UNCERTAIN -> OutboxState.UNCERTAIN;
        };
    }
}
