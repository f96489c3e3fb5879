package io.keepwell.mail;

import static io.keepwell.mail.Signatures.MAILBOX;
import static io.keepwell.mail.Signatures.MESSAGE;
import static io.keepwell.mail.Signatures.OTHER;
import static io.keepwell.mail.Signatures.THREAD;
import static io.keepwell.mail.Signatures.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.mail.OwnMessageId.Kind;
import io.keepwell.mail.mime.Corpus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ThreadingTests {

    private static final String ANA = "ana@example.org";
    private static final String BEN = "ben@example.org";
    private static final String STRANGER = "eve@attacker.example";

    /// One thread per sign, so that the result tells which sign won.
    private static final UUID BY_ADDRESS = new UUID(1, 1);

    private static final UUID BY_OWN_ID = new UUID(2, 2);
    private static final UUID BY_REFERENCE = new UUID(3, 3);
    private static final UUID BY_MARKER = new UUID(4, 4);
    private static final UUID BY_SUBJECT = new UUID(5, 5);

    private final Threads threads = new Threads();
    private final Threading threading = new Threading(TOKENS, MAILBOX, threads);

    ThreadingTests() {
        for (var id : List.of(THREAD, OTHER, BY_ADDRESS, BY_OWN_ID, BY_REFERENCE, BY_MARKER, BY_SUBJECT)) {
            threads.open(id, ANA, Instant.EPOCH);
        }
        threads.inbound.put("first@example.org", Set.of(BY_REFERENCE));
        threads.numbers.put(1234L, BY_SUBJECT);
    }

    @Property
    @Label("T1: the first kind of sign wins, wherever among other headers it stands")
    void keepsTheOrder(@ForAll("signs") Set<Sign> signs, @ForAll long seed) {
        var match = threading.match(clues(signs, new Random(seed)));

        var strongest = signs.stream().sorted().findFirst().map(sign -> sign.thread);
        assertThat(match.thread()).isEqualTo(strongest);
    }

    @Property
    @Label("T1, T4: a forged or foreign sign never matches")
    void neverMatchesAForgery(@ForAll("signs") Set<Sign> signs, @ForAll long seed) {
        var forger = new ThreadTokens(List.of(new SigningKey(2, new byte[32])));
        var clues = clues(forger, signs, new Random(seed), STRANGER);
        threads.inbound.clear();

        assertThat(threading.match(clues)).isEqualTo(new ThreadMatch.None());
    }

    @Example
    @Label("T7: every id in In-Reply-To is tested")
    void testsAllOfInReplyTo() {
        var clues = new ThreadClues(
                List.of(MAILBOX), List.of("unknown@x.example", "first@example.org"), List.of(), "", "Re: Hi", ANA);

        assertThat(threading.match(clues)).isEqualTo(new ThreadMatch.ByReference(BY_REFERENCE, "first@example.org"));
    }

    @Example
    @Label("T1: References are read from right to left, after In-Reply-To")
    void readsReferencesFromTheRight() {
        threads.open(THREAD, ANA, Instant.EPOCH);
        threads.inbound.put("second@example.org", Set.of(THREAD));
        var clues = new ThreadClues(
                List.of(), List.of(), List.of("first@example.org", "second@example.org", "odd@x.example"), "", "", ANA);

        assertThat(threading.match(clues).thread()).contains(THREAD);
    }

    @Example
    @Label("T8: of two threads the right-most one in which the author takes part")
    void prefersWhereTheAuthorTakesPart() {
        threads.open(OTHER, BEN, Instant.parse("2026-11-02T00:00:00Z"));
        var clues = own(BEN, OTHER, THREAD);

        assertThat(threading.match(clues).thread()).contains(OTHER);
    }

    @Example
    @Label("T8: else the one with the newest message")
    void elsePrefersTheNewest() {
        threads.open(THREAD, ANA, Instant.parse("2026-11-01T00:00:00Z"));
        threads.open(OTHER, ANA, Instant.parse("2026-11-02T00:00:00Z"));

        assertThat(threading.match(own(STRANGER, OTHER, THREAD)).thread()).contains(OTHER);
        assertThat(threading.match(own(STRANGER, THREAD, OTHER)).thread()).contains(OTHER);
    }

    @Example
    @Label("T3: the number in the subject counts for participants only")
    void subjectIsWeak() {
        var written = new ThreadClues(List.of(MAILBOX), List.of(), List.of(), "", "AW: Hi [#1234]", ANA);
        var guessed = new ThreadClues(List.of(MAILBOX), List.of(), List.of(), "", "AW: Hi [#1234]", STRANGER);
        var inHtml = new ThreadClues(List.of(MAILBOX), List.of(), List.of(), "<a title='[#1234]'>", "Hi", ANA);

        assertThat(threading.match(written)).isEqualTo(new ThreadMatch.BySubject(BY_SUBJECT, 1234));
        assertThat(threading.match(guessed)).isEqualTo(new ThreadMatch.None());
        assertThat(threading.match(inHtml)).isEqualTo(new ThreadMatch.None());
    }

    @Example
    @Label("T11: a true token of a thread that does not live here gives no match, and the next sign is asked")
    void passesOverThreadsOfOtherMailboxes() {
        threads.living.remove(BY_OWN_ID);
        var clues = clues(Set.of(Sign.OWN_ID, Sign.MARKER), new Random(1));

        assertThat(threading.match(clues)).isEqualTo(new ThreadMatch.ByQuotedMarker(BY_MARKER));
    }

    @Example
    @Label("T2: a token proves the thread, never the person")
    void strangersMatchButStayUnverified() {
        var clues = new ThreadClues(
                List.of(TOKENS.replyAddress(THREAD, MAILBOX)), List.of(), List.of(), "", "Hi", STRANGER);

        assertThat(threading.match(clues)).isEqualTo(new ThreadMatch.ByAddress(THREAD));
        assertThat(Standing.of(STRANGER, ANA, Set.of(BEN), SenderProof.AUTHENTICATED))
                .isEqualTo(Standing.UNVERIFIED);
        assertThat(Standing.of(ANA, ANA, Set.of(), SenderProof.FAILED)).isEqualTo(Standing.UNVERIFIED);
        assertThat(Standing.of("ANA@example.org", ANA, Set.of(), SenderProof.UNKNOWN))
                .isEqualTo(Standing.REQUESTER);
        assertThat(Standing.of(BEN, ANA, Set.of(BEN), SenderProof.AUTHENTICATED))
                .isEqualTo(Standing.PARTICIPANT);
    }

    @Example
    void readsItsCluesFromAMail() {
        var clues = ThreadClues.of(Corpus.read("outlook_related"));

        assertThat(clues.recipients()).containsExactly(MAILBOX);
        assertThat(clues.inReplyTo()).hasSize(2);
        assertThat(clues.references()).hasSize(2);
        assertThat(clues.from()).isEqualTo("ben@corp.example");
        assertThat(clues.html()).contains("Danke");
    }

    /// In the order of T1.
    enum Sign {
        ADDRESS(BY_ADDRESS),
        OWN_ID(BY_OWN_ID),
        REFERENCE(BY_REFERENCE),
        MARKER(BY_MARKER),
        SUBJECT(BY_SUBJECT);

        final UUID thread;

        Sign(UUID thread) {
            this.thread = thread;
        }
    }

    @Provide
    Arbitrary<Set<Sign>> signs() {
        return Arbitraries.of(Sign.class).set();
    }

    private static ThreadClues own(String from, UUID rightMost, UUID leftMost) {
        return new ThreadClues(
                List.of(MAILBOX),
                List.of(),
                List.of(
                        TOKENS.messageId(Kind.REPLY, leftMost, MESSAGE, "h"),
                        TOKENS.messageId(Kind.REPLY, rightMost, MESSAGE, "h")),
                "",
                "",
                from);
    }

    private static ThreadClues clues(Set<Sign> signs, Random random) {
        return clues(TOKENS, signs, random, ANA);
    }

    private static ThreadClues clues(ThreadTokens signer, Set<Sign> signs, Random random, String from) {
        var recipients = new ArrayList<>(List.of(MAILBOX, BEN, "support+nonsense@shop.example"));
        var inReplyTo = new ArrayList<>(List.of("odd@x.example"));
        var references = new ArrayList<>(List.of("even@x.example", "reply.aaaa@shop.example"));
        if (signs.contains(Sign.ADDRESS)) {
            recipients.add(signer.replyAddress(BY_ADDRESS, MAILBOX));
        }
        if (signs.contains(Sign.OWN_ID)) {
            (random.nextBoolean() ? inReplyTo : references)
                    .add(signer.messageId(Kind.ACK, BY_OWN_ID, MESSAGE, "shop.example"));
        }
        if (signs.contains(Sign.REFERENCE)) {
            (random.nextBoolean() ? inReplyTo : references).add("first@example.org");
        }
        Collections.shuffle(recipients, random);
        Collections.shuffle(inReplyTo, random);
        Collections.shuffle(references, random);
        String html = signs.contains(Sign.MARKER) ? "<div id=x" + signer.marker(BY_MARKER) + ">" : "<p>kw1-</p>";
        String subject = signs.contains(Sign.SUBJECT) ? "Re: Hi [#1234]" : "Re: Hi";
        return new ThreadClues(recipients, inReplyTo, references, html, subject, from);
    }

    private static final class Threads implements ThreadLookup {

        final Set<UUID> living = new HashSet<>();
        final Map<UUID, Set<String>> participants = new HashMap<>();
        final Map<UUID, Instant> newest = new HashMap<>();
        final Map<String, Set<UUID>> inbound = new HashMap<>();
        final Map<Long, UUID> numbers = new HashMap<>();

        void open(UUID thread, String requester, Instant newestMessage) {
            living.add(thread);
            participants.put(thread, Set.of(requester));
            newest.put(thread, newestMessage);
        }

        @Override
        public boolean livesHere(UUID thread) {
            return living.contains(thread);
        }

        @Override
        public Optional<UUID> ofLetter(UUID letter) {
            return Optional.empty();
        }

        @Override
        public Set<UUID> byInboundMessageId(String messageId) {
            return inbound.getOrDefault(messageId, Set.of());
        }

        @Override
        public Optional<UUID> byNumber(long number) {
            return Optional.ofNullable(numbers.get(number));
        }

        @Override
        public boolean participates(UUID thread, String address) {
            return participants.getOrDefault(thread, Set.of()).contains(address);
        }

        @Override
        public Instant newestMessageAt(UUID thread) {
            return newest.getOrDefault(thread, Instant.EPOCH);
        }
    }
}
