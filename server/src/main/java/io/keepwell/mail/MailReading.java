package io.keepwell.mail;

import io.keepwell.mail.mime.MailParser;
import io.keepwell.mail.mime.ParsedMail;
import io.keepwell.mail.mime.UnreadableMail;
import io.keepwell.platform.Blobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads a mail from our copy, away from any transaction and with a deadline: what a stranger sends may crash
/// or hang the reader, and the mail behind it must not notice (M1, I6).
@Component
class MailReading {

    /// A mail, read.
    ///
    /// @param html        sanitised, null where there was none
    /// @param wordsOnly   there was HTML that is not shown, for its links or its length
    /// @param attachments files, stored
    record Read(
            ParsedMail mail,
            Fingerprint fingerprint,
            @Nullable String html,
            boolean wordsOnly,
            List<IncomingMail.Attachment> attachments) {}

    /// What came of it.
    sealed interface Outcome {

        record Done(Read read) implements Outcome {}

        /// It cannot be read.
        ///
        /// @param reason key of the reason
        /// @param words  what else is known, or null
        record Unreadable(String reason, @Nullable String words) implements Outcome {}
    }

    /// Enough for what is nested deeply, and bounded, so that nesting without end fails fast.
    private static final long STACK = 2_000_000;

    private final Blobs blobs;
    private final Duration longest;

    MailReading(Blobs blobs, MailSettings settings) {
        this.blobs = blobs;
        this.longest = settings.longestReading();
    }

    Outcome read(RawMail raw) throws InterruptedException {
        var task = new FutureTask<Outcome>(() -> attempt(raw));
        var thread = new Thread(null, task, "mail reader", STACK);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            return new Outcome.Unreadable("TOO_SLOW", null);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UncheckedIOException disk) {
                throw disk;
            }
            return new Outcome.Unreadable("BROKEN", String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        }
    }

    private Outcome attempt(RawMail raw) {
        try {
            var at = raw.existing() == IncomingMail.Existing.NO ? raw.receivedAt() : raw.serverAt();
            var mail = MailParser.parse(blobs.file(raw.blob()), at);
            var html = html(mail);
            boolean wordsOnly = html == null && mail.body().html() != null;
            return new Outcome.Done(new Read(mail, Fingerprint.of(mail), html, wordsOnly, attachments(mail)));
        } catch (UnreadableMail e) {
            return new Outcome.Unreadable(
                    e.reason().name(), e.getCause() == null ? null : String.valueOf(e.getCause()));
        } catch (IOException e) {
            // the disk, not the mail: it stays where it is and is read again
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            return new Outcome.Unreadable("BROKEN", e.getClass().getSimpleName());
        }
    }

    /// Pictures of the mail itself keep their `cid:` address: only who shows them knows where they lie.
    private static @Nullable String html(ParsedMail mail) {
        var html = mail.body().html();
        if (html == null) {
            return null;
        }
        var safe = SafeHtml.of(html, id -> Optional.of("cid:" + id));
        return safe.refused() ? null : safe.html();
    }

    private List<IncomingMail.Attachment> attachments(ParsedMail mail) throws IOException {
        var attachments = new ArrayList<IncomingMail.Attachment>();
        for (var file : mail.attachments()) {
            try (var bytes = file.bytes().open()) {
                var blob = blobs.put(bytes);
                attachments.add(new IncomingMail.Attachment(
                        file.name(), file.contentType(), blob.size(), blob.digest(), file.contentId(), file.inline()));
            }
        }
        return List.copyOf(attachments);
    }
}
