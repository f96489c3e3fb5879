package io.keepwell.mail;

import io.keepwell.mail.mime.MailParser;
import io.keepwell.mail.mime.ParsedMail;
import io.keepwell.mail.mime.UnreadableMail;
import io.keepwell.mail.wire.ConnectionTrouble;
import io.keepwell.mail.wire.DnsRecords;
import io.keepwell.mail.wire.ImapInbox;
import io.keepwell.mail.wire.ServerSettings;
import io.keepwell.mail.wire.SmtpCall;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// "Test this mailbox": it sends two mails to itself, one of them to an address with a plus, and looks at what
/// arrives. Both bear our loop header, so that the watcher drops what it meets (L4): no conversation comes of them.
@Component
class MailboxTrial {

    private static final Logger log = LoggerFactory.getLogger(MailboxTrial.class);

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PATIENCE_WITH_PLUS = Duration.ofSeconds(15);
    private static final Pattern SIGNER = Pattern.compile("(?:^|;)\\s*d\\s*=\\s*([^;\\s]+)");
    private static final Pattern VERDICT = Pattern.compile("(?:^|;)\\s*(spf|dkim|dmarc)\\s*=\\s*([a-z]+)");

    private final MailboxTrialStore store;
    private final MailboxEntrance entrance;
    private final OwnSigns signs;
    private final DnsRecords dns;
    private final LiveUpdates live;
    private final Clock clock;

    MailboxTrial(
            MailboxTrialStore store,
            MailboxEntrance entrance,
            OwnSigns signs,
            DnsRecords dns,
            LiveUpdates live,
            Clock clock) {
        this.store = store;
        this.entrance = entrance;
        this.signs = signs;
        this.dns = dns;
        this.live = live;
        this.clock = clock;
    }

    /// Begins a test, unless one is running; it goes on by itself.
    ///
    /// @throws InvalidRequest where the mailbox lacks one of its servers
    void begin(Account account) {
        var imap = account.imap();
        var smtp = account.smtp();
        if (imap == null || smtp == null) {
            throw new InvalidRequest(Texts.t("mail.test.both"));
        }
        if (store.begin(account.id())) {
            live.changed("mailbox-test", account.id());
            var locale = LocaleContextHolder.getLocale();
            Thread.ofVirtual().name("mailbox test").start(() -> {
                // what is in the way is told in the language of whoever asked
                LocaleContextHolder.setLocale(locale);
                run(account, imap, smtp);
            });
        }
    }

    private void run(Account account, ServerSettings imap, ServerSettings smtp) {
        var protocol = "imap";
        try (var inbox = ImapInbox.open(entrance.enter(account, imap).orSignInAs(account.address()), true)) {
            long from = inbox.uidNext();
            var mark = UUID.randomUUID().toString().replace("-", "");
            protocol = "smtp";
            var sent = clock.instant();
            var entered = entrance.enter(account, smtp);
            send(account, entered, mark, "a", account.address());
            send(account, entered, mark, "b", plus(account.address(), mark));
            step(account, "waiting");
            protocol = "imap";
            finish(account, seen(account, inbox, from, mark, sent));
        } catch (ConnectionTrouble trouble) {
            fail(account, TroubleWords.of(account, protocol, entrance.after(account.id(), trouble)));
        } catch (Refused refused) {
            fail(account, String.valueOf(refused.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(account, Texts.t("mail.test.broken"));
        } catch (RuntimeException e) {
            log.warn("The test of mailbox {} broke", account.id(), e);
            fail(account, Texts.t("mail.test.broken"));
        }
    }

    /// The server would not take the mail.
    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1;

        Refused(String words) {
            super(words);
        }
    }

    private void send(Account account, ServerSettings smtp, String mark, String which, String to)
            throws ConnectionTrouble, Refused, InterruptedException {
        Path file = null;
        try {
            file = Files.createTempFile("keepwell", ".eml");
            Files.writeString(file, letter(account, mark, which, to), StandardCharsets.US_ASCII);
            switch (SmtpCall.send(smtp, new SmtpCall.Envelope(account.address(), to, file), () -> {})) {
                case SmtpCall.Answer.Taken() -> {}
                case SmtpCall.Answer.Refused(var words) -> throw refused(which, words);
                case SmtpCall.Answer.NotNow(var words) -> throw refused(which, words);
                case SmtpCall.Answer.Silence(var words) -> throw refused(which, words);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ConnectionTrouble | Refused | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            delete(file);
        }
    }

    private static Refused refused(String which, String words) {
        return new Refused(Texts.t(which.equals("a") ? "mail.test.refused" : "mail.test.refused.plus", "words", words));
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            log.debug("A letter of a test was left behind", e);
        }
    }

    private String letter(Account account, String mark, String which, String to) {
        return """
                From: <%s>
                To: <%s>
                Subject: Keepwell tests this mailbox
                Message-ID: <%s>
                Date: %s
                Auto-Submitted: auto-generated
                X-Auto-Response-Suppress: All
                %s: %s
                MIME-Version: 1.0
                Content-Type: text/plain; charset=us-ascii

                Keepwell sent this mail from this mailbox to itself. You can delete it.
                """.formatted(
                        account.address(),
                        to,
                        id(account, mark, which),
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                clock.instant().atOffset(ZoneOffset.UTC)),
                        LoopHeader.NAME,
                        signs.instanceId())
                .replace("\n", "\r\n");
    }

    private static String id(Account account, String mark, String which) {
        return "test-" + mark + which + "@" + new EmailAddress(account.address()).domain();
    }

    private static String plus(String address, String mark) {
        int at = address.lastIndexOf('@');
        return address.substring(0, at) + "+kw" + mark.substring(0, 12) + address.substring(at);
    }

    private MailboxTestFacts seen(Account account, ImapInbox inbox, long from, String mark, Instant sent)
            throws ConnectionTrouble, InterruptedException {
        var plus = plus(account.address(), mark);
        var looked = new HashSet<Long>();
        var ours = new ArrayList<Long>();
        ParsedMail plain = null;
        Instant arrived = null;
        boolean plusArrived = false;
        while (!over(sent, arrived) && !(plain != null && plusArrived)) {
            for (var lying : inbox.list(from, Long.MAX_VALUE)) {
                var mail = looked.add(lying.uid()) ? ofTest(inbox, lying.uid(), sent) : null;
                if (mail == null) {
                    continue;
                }
                ours.add(lying.uid());
                if (mail.people().recipients().contains(plus)) {
                    plusArrived = true;
                } else if (plain == null) {
                    plain = mail;
                    arrived = clock.instant();
                }
            }
            if (plain == null || !plusArrived) {
                Thread.sleep(500);
            }
        }
        step(account, "reading");
        if (!ours.isEmpty()) {
            inbox.delete(ours);
        }
        var millis = arrived == null
                ? null
                : Long.valueOf(Duration.between(sent, arrived).toMillis());
        return facts(account, plain, millis, plusArrived, id(account, mark, "a"));
    }

    private boolean over(Instant sent, @Nullable Instant arrived) {
        var now = clock.instant();
        return now.isAfter(sent.plus(PATIENCE)) || (arrived != null && now.isAfter(arrived.plus(PATIENCE_WITH_PLUS)));
    }

    /// A mail with our loop header and our subject that came after the test began.
    private @Nullable ParsedMail ofTest(ImapInbox inbox, long uid, Instant at)
            throws ConnectionTrouble, InterruptedException {
        var header = inbox.header(uid);
        if (header.isEmpty()) {
            return null;
        }
        try {
            var mail = MailParser.parse(header.get(), at);
            return mail.headers()
                                    .first(LoopHeader.NAME)
                                    .filter(value -> value.strip().equals(signs.instanceId()))
                                    .isPresent()
                            && mail.subject().contains("tests this mailbox")
                    ? mail
                    : null;
        } catch (UnreadableMail e) {
            return null;
        }
    }

    private MailboxTestFacts facts(
            Account account, @Nullable ParsedMail mail, @Nullable Long millis, boolean plusArrived, String id) {
        var domain = new EmailAddress(account.address()).domain();
        var results = mail == null
                ? null
                : mail.headers().first("Authentication-Results").orElse(null);
        var authserv =
                results == null ? null : results.strip().split("[;\\s]", 2)[0].toLowerCase(Locale.ROOT);
        return new MailboxTestFacts(
                domain,
                provider(account),
                millis,
                plusArrived,
                mail != null && mail.messageId().equals(id),
                mail == null ? null : mail.messageId(),
                authserv == null || authserv.isBlank() ? null : authserv,
                verdict(results, "spf"),
                verdict(results, "dkim"),
                verdict(results, "dmarc"),
                mail == null ? null : signer(mail),
                texts(domain, "v=spf1"),
                dmarc(domain));
    }

    private static String provider(Account account) {
        var host = Objects.requireNonNull(account.smtp()).host().toLowerCase(Locale.ROOT);
        if (host.endsWith("office365.com") || host.endsWith("outlook.com")) {
            return "microsoft";
        }
        return host.endsWith("gmail.com") || host.endsWith("google.com") ? "google" : host;
    }

    private static @Nullable String verdict(@Nullable String results, String method) {
        if (results == null) {
            return null;
        }
        return VERDICT.matcher(results.toLowerCase(Locale.ROOT))
                .results()
                .filter(found -> found.group(1).equals(method))
                .map(found -> found.group(2))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String signer(ParsedMail mail) {
        var domain = mail.from().address().substring(mail.from().address().lastIndexOf('@') + 1);
        var signers = mail.headers().all("DKIM-Signature").stream()
                .flatMap(signature -> SIGNER.matcher(signature).results())
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .toList();
        return signers.stream()
                .filter(signer -> domain.endsWith(signer) || signer.endsWith(domain))
                .findFirst()
                .orElse(signers.isEmpty() ? null : signers.getFirst());
    }

    private @Nullable List<String> texts(String name, String beginning) {
        try {
            return dns.texts(name).stream()
                    .filter(text -> text.toLowerCase(Locale.ROOT).startsWith(beginning))
                    .toList();
        } catch (DnsRecords.DnsTrouble trouble) {
            return null;
        }
    }

    /// The record of the domain, or of the next one above that has one (RFC 7489, 6.6.3, without the list of public
    /// suffixes: single labels are never asked).
    private @Nullable List<String> dmarc(String domain) {
        for (var at = domain; at.contains("."); at = at.substring(at.indexOf('.') + 1)) {
            var records = texts("_dmarc." + at, "v=dmarc1");
            if (records == null || !records.isEmpty()) {
                return records;
            }
        }
        return List.of();
    }

    private void step(Account account, String step) {
        store.step(account.id(), step);
        live.changed("mailbox-test", account.id());
    }

    private void finish(Account account, MailboxTestFacts facts) {
        store.done(account.id(), facts);
        live.changed("mailbox-test", account.id());
    }

    private void fail(Account account, String words) {
        store.failed(account.id(), words);
        live.changed("mailbox-test", account.id());
    }
}
