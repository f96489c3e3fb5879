package io.keepwell.imports;

import io.keepwell.conversations.ConversationState;
import io.keepwell.conversations.Priority;
import io.keepwell.mail.PastMail;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads mbox files: mails one after the other, each behind a line that begins with `From `. Lines of a
/// mail that begin so were given a `>`, which is taken off again (mboxrd).
final class MboxReader implements Reader {

    /// Larger mail is told as trouble: nothing may fill the memory.
    private static final int LARGEST = 60_000_000;

    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

    private final PastMail mail;
    private final Set<String> own;
    private final Instant now;

    /// @param own addresses of ours, lower case: mail from them was said by the company
    MboxReader(PastMail mail, Set<String> own, Instant now) {
        this.mail = mail;
        this.own = own;
        this.now = now;
    }

    @Override
    public void read(Source file, long from, Listener listener) throws IOException, InterruptedException {
        try (var in = new BufferedInputStream(file.open(), 1 << 16)) {
            read(in, from, listener);
        }
    }

    private void read(BufferedInputStream in, long from, Listener listener) throws IOException, InterruptedException {
        var current = new ByteArrayOutputStream();
        long item = -1;
        boolean blank = true;
        boolean tooLarge = false;
        for (byte[] line = line(in); line.length > 0; line = line(in)) {
            if (blank && starts(line, 0)) {
                if (item >= 0) {
                    end(item, from, current, tooLarge, listener);
                }
                current.reset();
                tooLarge = false;
                item++;
                blank = false;
                continue;
            }
            if (item < 0) {
                throw new IOException("This is no mbox file: it does not begin with a line \"From \".");
            }
            blank = line.length <= 2 && (line[0] == '\n' || line[0] == '\r');
            int quoted = 0;
            while (quoted < line.length && line[quoted] == '>') {
                quoted++;
            }
            int skip = quoted > 0 && starts(line, quoted) ? 1 : 0;
            if (current.size() + line.length > LARGEST) {
                tooLarge = true;
            } else if (item >= from) {
                current.write(line, skip, line.length - skip);
            }
        }
        if (item >= 0) {
            end(item, from, current, tooLarge, listener);
        } else {
            throw new IOException("This is no mbox file: it is empty.");
        }
    }

    private void end(long item, long from, ByteArrayOutputStream bytes, boolean tooLarge, Listener listener)
            throws InterruptedException {
        if (item < from) {
            return;
        }
        if (tooLarge) {
            listener.trouble(item, new Trouble("mail " + (item + 1), "It is larger than 60 MB."));
            return;
        }
        var read = mail.read(bytes.toByteArray(), now);
        if (read.isEmpty()) {
            listener.trouble(item, new Trouble("mail " + (item + 1), "It cannot be read, or names no author."));
            return;
        }
        told(read.get())
                .ifPresentOrElse(
                        told -> {
                            try {
                                listener.told(item, told);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        () -> listener.trouble(
                                item, new Trouble("mail " + (item + 1), "It went from us to nobody we could name.")));
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private Optional<Told> told(PastMail.Read read) {
        boolean ours = own.contains(read.from().value());
        var author = new Told.Person(read.from().value(), read.fromName());
        var customer = ours
                ? read.to().stream()
                        .filter(address -> !own.contains(address))
                        .findFirst()
                        .map(address -> new Told.Person(address, null))
                        .orElse(null)
                : author;
        if (customer == null) {
            return Optional.empty();
        }
        return Optional.of(new Told(
                read.messageId(),
                read.references(),
                read.subject(),
                ConversationState.CLOSED,
                Priority.NORMAL,
                customer,
                null,
                read.locale(),
                List.of(),
                read.sentAt(),
                null,
                List.of(new Told.Message(
                        read.messageId(),
                        ours,
                        false,
                        author,
                        name(read),
                        read.automatic(),
                        read.html(),
                        read.text(),
                        read.messageId(),
                        read.sentAt(),
                        read.attachments(),
                        List.of()))));
    }

    private static @Nullable String name(PastMail.Read read) {
        return read.fromName();
    }

    private static boolean starts(byte[] line, int at) {
        if (line.length < at + FROM.length) {
            return false;
        }
        for (int i = 0; i < FROM.length; i++) {
            if (line[at + i] != FROM[i]) {
                return false;
            }
        }
        return true;
    }

    /// The next line with its end, empty at the end of the file. A line without end is cut where it gets too long.
    private static byte[] line(BufferedInputStream in) throws IOException {
        var line = new ByteArrayOutputStream(128);
        for (int b = in.read(); b >= 0; b = in.read()) {
            line.write(b);
            if (b == '\n' || line.size() > 1_000_000) {
                break;
            }
        }
        return line.toByteArray();
    }
}
