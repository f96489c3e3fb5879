package io.keepwell.mail.wire;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.jspecify.annotations.Nullable;

/// An open connection to the inbox of an IMAP server. Mails are named by UID (I2) and read with BODY.PEEK, so that
/// looking changes nothing. Used by one thread at a time; every step ends in time or closes the connection (I9).
public final class ImapInbox implements AutoCloseable {

    /// A mail that lies there.
    ///
    /// @param uid  its UID
    /// @param at   when it reached the server
    /// @param size bytes, as the server says
    public record Lying(long uid, Instant at, long size) {}

    /// Reads a stream.
    @FunctionalInterface
    public interface Reader<T> {

        T read(InputStream content) throws IOException;
    }

    private static final Duration OPENING = Duration.ofSeconds(40);
    private static final Duration STEP = Duration.ofSeconds(60);

    private final IMAPStore store;
    private final IMAPFolder folder;
    private final boolean canIdle;
    private final Semaphore news = new Semaphore(0);

    private ImapInbox(IMAPStore store, IMAPFolder folder, boolean canIdle) {
        this.store = store;
        this.folder = folder;
        this.canIdle = canIdle;
        folder.addMessageCountListener(new MessageCountAdapter() {
            @Override
            public void messagesAdded(MessageCountEvent event) {
                news.release();
            }
        });
    }

    /// Connects, signs in and opens the inbox.
    ///
    /// @param writing whether mails are to be marked or deleted; else the inbox is opened read-only
    /// @throws ConnectionTrouble where that does not work, sorted by what helps
    public static ImapInbox open(ServerSettings server, boolean writing)
            throws ConnectionTrouble, InterruptedException {
        return step(OPENING, () -> {
            var store = (IMAPStore) Session.getInstance(properties(server)).getStore("imap");
            try {
                store.connect(server.host(), server.port(), server.username(), or(server.password()));
                boolean idle = store.hasCapability("IDLE");
                var folder = (IMAPFolder) store.getFolder("INBOX");
                folder.open(writing ? Folder.READ_WRITE : Folder.READ_ONLY);
                return new ImapInbox(store, folder, idle);
            } catch (MessagingException | RuntimeException e) {
                quietly(store);
                throw e;
            }
        });
    }

    /// While it stays the same, a UID means the same mail.
    public long uidValidity() throws ConnectionTrouble, InterruptedException {
        return step(STEP, folder::getUIDValidity);
    }

    /// A UID above all that lie there now.
    public long uidNext() throws ConnectionTrouble, InterruptedException {
        return step(STEP, () -> {
            long next = folder.getUIDNext();
            if (next > 0) {
                return next;
            }
            int count = folder.getMessageCount();
            return count == 0 ? 1 : folder.getUID(folder.getMessage(count)) + 1;
        });
    }

    /// How many mails lie there.
    public int count() throws ConnectionTrouble, InterruptedException {
        return step(STEP, folder::getMessageCount);
    }

    /// When the first of them reached the server; empty where none lies there.
    public Optional<Instant> oldest() throws ConnectionTrouble, InterruptedException {
        return step(
                STEP,
                () -> folder.getMessageCount() == 0
                        ? Optional.<Instant>empty()
                        : fetch("FETCH 1 (UID INTERNALDATE RFC822.SIZE)").stream()
                                .findFirst()
                                .map(Lying::at));
    }

    /// What lies there within a range of UIDs, both ends included, lowest first.
    public List<Lying> list(long from, long to) throws ConnectionTrouble, InterruptedException {
        var range = from + ":" + (to == Long.MAX_VALUE ? "*" : String.valueOf(to));
        // "n:*" always names the last mail, also where its UID is below n
        return step(
                STEP,
                () -> fetch("UID FETCH " + range + " (UID INTERNALDATE RFC822.SIZE)").stream()
                        .filter(mail -> mail.uid() >= from && mail.uid() <= to)
                        .sorted(Comparator.comparingLong(Lying::uid))
                        .toList());
    }

    /// Reads the whole of a mail as it comes, without taking it into memory.
    ///
    /// @return what the reader made of it; empty where the mail is gone
    public <T> Optional<T> read(Lying mail, Reader<T> reader) throws ConnectionTrouble, InterruptedException {
        var limit = STEP.plusSeconds(mail.size() / 50_000);
        return step(limit, () -> {
            var message = (IMAPMessage) folder.getMessageByUID(mail.uid());
            if (message == null) {
                return Optional.empty();
            }
            try (var content = message.getMimeStream()) {
                return Optional.of(reader.read(content));
            }
        });
    }

    /// The header lines of a mail; empty where it is gone.
    public Optional<byte[]> header(long uid) throws ConnectionTrouble, InterruptedException {
        return step(STEP, () -> {
            var message = (IMAPMessage) folder.getMessageByUID(uid);
            if (message == null) {
                return Optional.empty();
            }
            var text = new StringBuilder();
            var lines = message.getAllHeaderLines();
            while (lines.hasMoreElements()) {
                text.append(lines.nextElement()).append("\r\n");
            }
            return Optional.of(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        });
    }

    /// Marks mails as read.
    public void markSeen(Collection<Long> uids) throws ConnectionTrouble, InterruptedException {
        step(STEP, () -> {
            folder.setFlags(messages(uids), new Flags(Flags.Flag.SEEN), true);
            return true;
        });
    }

    /// Deletes mails. Where the server cannot remove single ones (UIDPLUS) they stay marked: what others marked is
    /// not ours to remove.
    public void delete(Collection<Long> uids) throws ConnectionTrouble, InterruptedException {
        step(STEP, () -> {
            var messages = messages(uids);
            folder.setFlags(messages, new Flags(Flags.Flag.DELETED), true);
            var single = (Boolean) folder.doCommand(protocol -> protocol.hasCapability("UIDPLUS"));
            if (Boolean.TRUE.equals(single) && messages.length > 0) {
                folder.expunge(messages);
            }
            return true;
        });
    }

    /// Whether the server tells by itself when mail comes.
    public boolean canIdle() {
        return canIdle;
    }

    /// Waits until the server tells of new mail, at most as long as given. News that came with the answer to
    /// another command, or with the beginning of the waiting, end it too.
    public void idle(Duration longest) throws ConnectionTrouble, InterruptedException {
        if (news.tryAcquire()) {
            news.drainPermits();
            return;
        }
        step(longest.plus(STEP), () -> {
            var over = new AtomicBoolean();
            var waker = Thread.ofVirtual().name("mail idle").start(() -> wake(longest, over));
            try {
                folder.idle(true);
            } finally {
                over.set(true);
                news.release();
                // an interrupt in the middle of its command would close the connection
                waker.join(STEP);
                news.drainPermits();
            }
            return true;
        });
    }

    private void wake(Duration longest, AtomicBoolean over) {
        try {
            news.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
            while (!over.get()) {
                // a command ends the waiting, but only one that comes a second after the last word of the server
                folder.getMessageCount();
                Thread.sleep(200);
            }
        } catch (InterruptedException | MessagingException e) {
            // the connection is gone, and with it the waiting
        }
    }

    /// Whether the connection is still there, as far as one can tell without asking.
    public boolean isOpen() {
        return store.isConnected() && folder.isOpen();
    }

    @Override
    public void close() {
        try {
            Deadline.within(Duration.ofSeconds(5), () -> {
                quietly(store);
                return true;
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            // it was closed by force, which is as good
        }
    }

    private Message[] messages(Collection<Long> uids) throws MessagingException {
        var found = new ArrayList<Message>();
        for (var message :
                folder.getMessagesByUID(uids.stream().mapToLong(Long::longValue).toArray())) {
            if (message != null) {
                found.add(message);
            }
        }
        return found.toArray(Message[]::new);
    }

    private List<Lying> fetch(String command) throws MessagingException {
        var answers = (Response[]) folder.doCommand(protocol -> {
            var responses = protocol.command(command, null);
            protocol.notifyResponseHandlers(responses);
            protocol.handleResult(responses[responses.length - 1]);
            return responses;
        });
        var mails = new ArrayList<Lying>();
        for (var answer : answers) {
            if (answer instanceof FetchResponse fetched) {
                var uid = fetched.getItem(UID.class);
                var at = fetched.getItem(INTERNALDATE.class);
                var size = fetched.getItem(RFC822SIZE.class);
                if (uid != null && at != null && at.getDate() != null && size != null) {
                    mails.add(new Lying(uid.uid, at.getDate().toInstant(), size.size));
                }
            }
        }
        return mails;
    }

    private static <T> T step(Duration limit, Callable<T> step) throws ConnectionTrouble, InterruptedException {
        try {
            return Deadline.within(limit, step);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw ConnectionTrouble.of(e);
        }
    }

    private static void quietly(IMAPStore store) {
        try {
            store.close();
        } catch (MessagingException e) {
            // nothing more to close
        }
    }

    private static String or(@Nullable String password) {
        return password == null ? "" : password;
    }

    private static Properties properties(ServerSettings server) {
        var properties = new Properties();
        properties.setProperty("mail.imap.peek", "true");
        properties.setProperty("mail.imap.connectiontimeout", "15000");
        properties.setProperty("mail.imap.timeout", "90000");
        properties.setProperty("mail.imap.fetchsize", "1048576");
        properties.setProperty("mail.imap.ssl.enable", String.valueOf(server.security() == Security.TLS));
        properties.setProperty("mail.imap.starttls.enable", String.valueOf(server.security() == Security.STARTTLS));
        properties.setProperty("mail.imap.starttls.required", String.valueOf(server.security() == Security.STARTTLS));
        if (server.token()) {
            properties.setProperty("mail.imap.auth.mechanisms", "XOAUTH2");
        }
        return properties;
    }
}
