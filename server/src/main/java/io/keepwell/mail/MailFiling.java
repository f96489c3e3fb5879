package io.keepwell.mail;

import io.keepwell.mail.mime.ParsedMail;
import io.keepwell.platform.Blobs;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Texts;
import io.keepwell.team.Audit;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Decides what becomes of a mail that was read, and hands it to those who own the threads, all in one
/// transaction.
@Component
class MailFiling {

    private static final Pattern FROM = Pattern.compile("(?im)^From:[ \\t]*([^\\r\\n]{1,300})");
    private static final Pattern SUBJECT = Pattern.compile("(?im)^Subject:[ \\t]*([^\\r\\n]{1,300})");
    private static final int PEEK = 32_768;

    private final RawMailStore mails;
    private final MailboxStore mailboxes;
    private final MailReferenceStore references;
    private final OwnSigns signs;
    private final SpamGate spam;
    private final FloodGate floods;
    private final MailboxAliases aliases;
    private final Bounces bounces;
    private final LetterPost letters;
    private final LetterStore letterStore;
    private final Suppressions suppressions;
    private final MailAuthors authors;
    private final TooLargeMail tooLarge;
    private final ObjectProvider<MailReceiver> receivers;
    private final ObjectProvider<Audit> audit;
    private final LiveUpdates live;
    private final Blobs blobs;
    private final MeterRegistry meters;

    MailFiling(
            RawMailStore mails,
            MailboxStore mailboxes,
            MailReferenceStore references,
            OwnSigns signs,
            SpamGate spam,
            FloodGate floods,
            MailboxAliases aliases,
            Bounces bounces,
            LetterPost letters,
            LetterStore letterStore,
            Suppressions suppressions,
            MailAuthors authors,
            TooLargeMail tooLarge,
            ObjectProvider<MailReceiver> receivers,
            ObjectProvider<Audit> audit,
            LiveUpdates live,
            Blobs blobs,
            MeterRegistry meters) {
        this.mails = mails;
        this.mailboxes = mailboxes;
        this.references = references;
        this.signs = signs;
        this.spam = spam;
        this.floods = floods;
        this.aliases = aliases;
        this.bounces = bounces;
        this.letters = letters;
        this.letterStore = letterStore;
        this.suppressions = suppressions;
        this.authors = authors;
        this.tooLarge = tooLarge;
        this.receivers = receivers;
        this.audit = audit;
        this.live = live;
        this.blobs = blobs;
        this.meters = meters;
    }

    /// Whether there is somebody to hand mail to.
    boolean ready() {
        return receivers.getIfAvailable() != null;
    }

    /// Files a mail, unless somebody else did so meanwhile.
    @Transactional
    void file(RawMail raw, MailReading.Read read) {
        if (!mails.lockNext(raw)) {
            return;
        }
        var mail = read.mail();
        mails.describe(raw.id(), mail.from().address(), mail.subject());
        // the fingerprint of what was kept apart is known since then
        boolean released = spam.released(raw.id());
        boolean sameId = !released && mails.idSeen(raw.mailbox(), hash(mail.messageId()));
        if (!released && isDuplicate(raw, read, sameId)) {
            settle(raw, RawMail.State.DUPLICATE, null);
            return;
        }
        var account = mailboxes.find(raw.mailbox()).orElseThrow();
        var tokens = signs.tokens();
        var kind = MailClass.of(mail, signs.instanceId(), tokens);
        switch (kind.kind()) {
            case OWN -> drop(raw, account, kind);
            case BOUNCE -> {
                settle(raw, RawMail.State.BOUNCE, bounces.take(raw, read, account, tokens) ? null : "UNPROVEN");
            }
            case PERSONAL, AUTO_GENERATED, AUTO_REPLIED -> receive(raw, read, account, tokens, kind.kind(), sameId);
        }
    }

    /// Puts a mail aside that cannot be read or filed; false where it is not waiting any more.
    @Transactional
    boolean quarantine(RawMail raw, String reason, @Nullable String words) {
        if (!mails.quarantine(raw.id(), reason, words)) {
            return false;
        }
        var start = peek(raw);
        mails.describe(raw.id(), find(FROM, start), find(SUBJECT, start));
        live.changed("quarantine", raw.id());
        return true;
    }

    private boolean isDuplicate(RawMail raw, MailReading.Read read, boolean sameId) {
        var idHash = hash(read.mail().messageId());
        if (!mails.firstSeen(raw.mailbox(), read.fingerprint().value(), idHash)) {
            return true;
        }
        if (sameId) {
            mails.markSameId(raw.id());
        }
        return false;
    }

    private void drop(RawMail raw, Account account, MailClass kind) {
        audit.ifAvailable(log -> log.record("mail.dropped", raw.id(), account.address(), Map.of("sign", kind.sign())));
        settle(raw, RawMail.State.DROPPED, "OWN");
    }

    private void receive(
            RawMail raw,
            MailReading.Read read,
            Account account,
            ThreadTokens tokens,
            MailClass.Kind kind,
            boolean sameId) {
        var mail = read.mail();
        var receiver = receivers.getObject();
        var proof = SenderProof.of(mail, account.trustedAuthservId());
        var author = authors.of(mail, kind, proof);
        var threads = new KnownThreads(account.id(), receiver, references, letterStore, author.agent() != null);
        var match = new Threading(tokens, aliases.addresses(account), threads).match(ThreadClues.of(mail));
        var thread = match.thread().orElse(null);
        var standing = standing(thread, threads, mail.from().address(), proof);
        boolean known = thread != null && standing == IncomingMail.Standing.PARTICIPANT;
        var verdict = spam.judge(raw, account.id(), mail, known || author.agent() != null);
        if (verdict.isPresent()) {
            keepApart(raw, verdict.get());
            return;
        }
        boolean opens = kind != MailClass.Kind.PERSONAL && thread == null && author.agent() == null;
        if (opens && floods.tooFast(raw, account, mail, spam.released(raw.id()))) {
            keepApart(raw, SpamGate.Reason.FLOOD);
            return;
        }
        var named = aliases.named(account, mail.people().recipients()).orElse(null);
        aliases.wrote(raw.id(), mail.messageId(), named);
        var told = raw.stub() && kind == MailClass.Kind.PERSONAL
                ? tooLarge.sender(raw, mail, named != null)
                : Optional.<EmailAddress>empty();
        var filed = receiver.receive(new IncomingMail(
                raw.id(),
                account.id(),
                thread,
                standing,
                new EmailAddress(mail.from().address()),
                mail.from().name(),
                proof == SenderProof.AUTHENTICATED,
                author.replyTo(),
                Optional.ofNullable(mail.people().returnPath())
                        .flatMap(EmailAddress::parse)
                        .orElse(null),
                named != null,
                switch (kind) {
                    case AUTO_GENERATED -> IncomingMail.Automatic.GENERATED;
                    case AUTO_REPLIED -> IncomingMail.Automatic.REPLIED;
                    case PERSONAL, BOUNCE, OWN -> IncomingMail.Automatic.NO;
                },
                mail.subject(),
                raw.stub() ? tooLarge.words(raw, told.isPresent()) : mail.body().text(),
                raw.stub() ? null : read.html(),
                read.attachments(),
                language(mail),
                mail.messageId(),
                mail.date().at(),
                raw.existing() == IncomingMail.Existing.NO ? raw.receivedAt() : raw.serverAt(),
                spam.existing(raw),
                author.agent(),
                marks(author, proof, sameId, read.wordsOnly() && !raw.stub(), raw.stub())));
        told.ifPresent(sender -> tooLarge.tell(raw, account, mail, sender, filed.thread(), receiver));
        if (kind == MailClass.Kind.PERSONAL && proof != SenderProof.FAILED) {
            suppressions.wrote(new EmailAddress(mail.from().address()));
            if (standing == IncomingMail.Standing.PARTICIPANT) {
                learn(account, mail, match, tokens);
            }
        }
        references.add(
                account.id(),
                mail.messageId(),
                filed.thread(),
                true,
                mail.date().at());
        Stream.concat(mail.ids().inReplyTo().stream(), mail.ids().references().stream())
                .flatMap(id -> tokens.readMessageId(id).stream())
                .map(OwnMessageId::message)
                .distinct()
                .forEach(letters::arrived);
        mails.filed(raw.id(), filed.thread(), filed.message());
        settle(raw, RawMail.State.FILED, null);
    }

    private void keepApart(RawMail raw, SpamGate.Reason reason) {
        settle(raw, RawMail.State.SPAM, reason.name());
        live.changed("spam", raw.id());
        meters.counter("keepwell.mail.kept_apart", "reason", reason.word()).increment();
    }

    private static Set<IncomingMail.Mark> marks(
            MailAuthors.Author author, SenderProof proof, boolean sameId, boolean wordsOnly, boolean stub) {
        var marks = EnumSet.noneOf(IncomingMail.Mark.class);
        marks.addAll(author.marks());
        if (sameId) {
            marks.add(IncomingMail.Mark.SAME_ID);
        }
        if (proof == SenderProof.FAILED) {
            marks.add(IncomingMail.Mark.SENDER_FALSE);
        }
        if (stub) {
            marks.add(IncomingMail.Mark.TOO_LARGE);
        }
        if (wordsOnly) {
            marks.add(IncomingMail.Mark.WORDS_ONLY);
        }
        return marks;
    }

    /// Some providers put a Message-ID of their own in the place of ours (T12). Who answers names it beside the token
    /// that proves the thread: from then on it is known.
    private void learn(Account account, ParsedMail mail, ThreadMatch match, ThreadTokens tokens) {
        boolean token = match instanceof ThreadMatch.ByAddress || match instanceof ThreadMatch.ByQuotedMarker;
        var thread = match.thread();
        if (token && thread.isPresent() && letterStore.anyOf(thread.get())) {
            mail.ids().inReplyTo().stream()
                    .findFirst()
                    .filter(id -> tokens.readMessageId(id).isEmpty())
                    .filter(id -> !references.knows(account.id(), id))
                    .ifPresent(id -> references.alias(
                            account.id(), id, thread.get(), mail.date().at()));
        }
    }

    private static IncomingMail.Standing standing(
            @Nullable UUID thread, KnownThreads threads, String from, SenderProof proof) {
        if (thread == null) {
            return IncomingMail.Standing.PARTICIPANT;
        }
        return threads.facts(thread)
                .map(facts -> Standing.of(from, facts.requester(), facts.participants(), proof))
                .filter(standing -> standing != Standing.UNVERIFIED)
                .map(standing -> IncomingMail.Standing.PARTICIPANT)
                .orElse(IncomingMail.Standing.UNVERIFIED);
    }

    private static @Nullable Locale language(ParsedMail mail) {
        return LanguageGuess.of(mail.body().text(), mail.languages(), Texts.LANGUAGES)
                .orElse(null);
    }

    private void settle(RawMail raw, RawMail.State state, @Nullable String reason) {
        mails.settle(raw.id(), state, reason, null);
        meters.counter("keepwell.mail.settled", "state", state.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    private String peek(RawMail raw) {
        try (var bytes = blobs.open(raw.blob())) {
            return new String(bytes.readNBytes(PEEK), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static @Nullable String find(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1).replaceAll("\\p{Cntrl}", " ").strip() : null;
    }

    private static String hash(String messageId) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(messageId.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
