package io.keepwell.mail;

import io.keepwell.shared.Ids;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// Threads in memory, in the place of the conversations, so that mail is tested by itself.
class FakeThreads implements MailReceiver {

    /// Puts the fake in the place of the conversations.
    @TestConfiguration
    static class InPlace {

        @Bean
        @Primary
        FakeThreads fakeThreads() {
            return new FakeThreads();
        }
    }

    private final List<IncomingMail> mails = new CopyOnWriteArrayList<>();
    private final Map<UUID, ThreadFacts> threads = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong(1000);

    @Override
    public Filed receive(IncomingMail mail) {
        if (mail.subject().contains("the receiver breaks")) {
            throw new IllegalStateException("broken on purpose");
        }
        mails.add(mail);
        var thread = mail.thread() == null ? Ids.next() : mail.thread();
        var known = new HashSet<String>();
        known.add(mail.from().value());
        threads.putIfAbsent(
                thread, new ThreadFacts(mail.from().value(), known, numbers.incrementAndGet(), mail.mailbox()));
        return new Filed(thread, Ids.next());
    }

    @Override
    public Optional<ThreadFacts> facts(UUID thread) {
        return Optional.ofNullable(threads.get(thread));
    }

    @Override
    public Optional<UUID> byNumber(long number) {
        return threads.entrySet().stream()
                .filter(thread -> thread.getValue().number() == number)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// What came to a mailbox, in order.
    List<IncomingMail> of(UUID mailbox) {
        return mails.stream().filter(mail -> mail.mailbox().equals(mailbox)).toList();
    }

    /// A thread that somebody has opened.
    UUID open(UUID mailbox, String requester) {
        var thread = Ids.next();
        threads.put(thread, new ThreadFacts(requester, Set.of(requester), numbers.incrementAndGet(), mailbox));
        return thread;
    }

    List<String> subjects(UUID mailbox) {
        return new ArrayList<>(of(mailbox).stream().map(IncomingMail::subject).toList());
    }
}
