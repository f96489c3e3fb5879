package io.keepwell.mail.room;

import io.keepwell.shared.Cursor;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The mail room in the API, so that a script can be the customer.
@RestController
@RequestMapping("/api/v1/mailroom")
class RoomApi {

    /// The end of time, before which all letters are.
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private static final UUID HIGHEST = new UUID(-1, -1);

    private final RoomStore store;
    private final RoomLetters letters;
    private final RoomPost post;

    RoomApi(RoomStore store, RoomLetters letters, RoomPost post) {
        this.store = store;
        this.letters = letters;
        this.post = post;
    }

    /// A letter in a customer's mailbox.
    ///
    /// @param id           id of the letter
    /// @param mailbox      mailbox of ours that sent it
    /// @param conversation conversation it belongs to
    /// @param kind         `acknowledgement`, `reply` or `notice`
    /// @param from         who sent it
    /// @param to           who got it
    /// @param replyTo      where answers go
    /// @param subject      subject
    /// @param text         what it says
    /// @param messageId    its Message-ID
    /// @param at           when it arrived
    record Item(
            UUID id,
            UUID mailbox,
            UUID conversation,
            String kind,
            Who from,
            Who to,
            String replyTo,
            String subject,
            String text,
            String messageId,
            Instant at) {

        static Item of(RoomLetter letter) {
            return new Item(
                    letter.id(),
                    letter.mailbox(),
                    letter.thread(),
                    letter.kind().toLowerCase(Locale.ROOT),
                    new Who(letter.from(), letter.fromName()),
                    new Who(letter.to(), letter.toName()),
                    letter.replyTo(),
                    letter.subject(),
                    letter.text(),
                    letter.messageId(),
                    letter.at());
        }
    }

    /// Somebody with an address.
    record Who(String email, @Nullable String name) {}

    /// A mail to be written as a customer.
    ///
    /// @param letter  the letter that is answered, or null for a new mail
    /// @param mailbox the mailbox of ours that a new mail goes to; null for the only one
    /// @param from    who writes; null answers as the one who got the letter
    /// @param subject subject; null for that of the letter
    /// @param text    what they write
    record Written(
            @Nullable UUID letter,
            @Nullable UUID mailbox,
            @Nullable Who from,
            @Nullable String subject,
            @Nullable String text) {}

    @ForTeam
    @Operation(summary = "The letters of the mail room, as their receivers see them")
    @GetMapping
    Slice<Item> list(
            @RequestParam(defaultValue = "") String to,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        int size = Cursor.limit(limit);
        var address = to.isBlank()
                ? ""
                : EmailAddress.parse(to)
                        .map(EmailAddress::value)
                        .orElseThrow(() -> InvalidRequest.field("to", "to is an e-mail address."));
        var from = cursor == null ? Optional.<Point>empty() : Optional.of(Point.read(cursor));
        var found = store.before(
                address, from.map(Point::at).orElse(LATEST), from.map(Point::id).orElse(HIGHEST), size + 1);
        var items = found.stream().limit(size).map(letters::read).map(Item::of).toList();
        var last = items.isEmpty() || found.size() <= size ? null : items.getLast();
        return new Slice<>(items, last == null ? null : Cursor.of(last.at(), last.id()));
    }

    @ForAgents
    @Operation(summary = "Write as a customer would")
    @PostMapping("/messages")
    @ResponseStatus(HttpStatus.CREATED)
    RoomPost.Accepted create(@RequestBody Written written) {
        var from = written.from();
        return post.write(new RoomPost.Wanted(
                written.letter(),
                written.mailbox(),
                from == null ? null : from.email(),
                from == null ? null : from.name(),
                written.subject(),
                written.text() == null ? "" : written.text()));
    }

    /// A place in the list.
    private record Point(Instant at, UUID id) {

        static Point read(String cursor) {
            try {
                var values = Cursor.read(cursor, 2);
                return new Point(Instant.parse(values.get(0)), UUID.fromString(values.get(1)));
            } catch (java.time.DateTimeException | IllegalArgumentException e) {
                throw Cursor.foreign();
            }
        }
    }
}
