package io.keepwell.mail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Decides which thread a mail belongs to, in the order of T1: address, own Message-IDs, received Message-IDs, quoted
/// marker, subject. The first kind of sign that hits wins, so that a copied subject never beats true headers. Who may
/// speak there is another question: [Standing].
final class Threading {

    private final ThreadTokens tokens;
    private final List<String> mailboxAddresses;
    private final ThreadLookup lookup;

    /// @param mailboxAddress the mailbox that received the mail
    /// @param lookup the threads of that mailbox
    Threading(ThreadTokens tokens, String mailboxAddress, ThreadLookup lookup) {
        this(tokens, List.of(mailboxAddress), lookup);
    }

    /// @param mailboxAddresses all addresses of the mailbox that received the mail, its own first
    Threading(ThreadTokens tokens, List<String> mailboxAddresses, ThreadLookup lookup) {
        this.tokens = tokens;
        this.mailboxAddresses = mailboxAddresses;
        this.lookup = lookup;
    }

    ThreadMatch match(ThreadClues clues) {
        var named = idsByWeight(clues);
        return byAddress(clues)
                .or(() -> byOwnMessageId(named, clues))
                .or(() -> byReference(named, clues))
                .or(() -> byQuotedMarker(clues))
                .or(() -> bySubject(clues))
                .orElseGet(ThreadMatch.None::new);
    }

    private Optional<ThreadMatch> byAddress(ThreadClues clues) {
        return best(clues.recipients(), clues, this::readAddress);
    }

    private Stream<ThreadMatch> readAddress(String address) {
        return mailboxAddresses.stream()
                .flatMap(mailbox -> tokens
                        .readAddress(address, mailbox)
                        .or(() -> tokens.readBounceAddress(address, mailbox).flatMap(lookup::ofLetter))
                        .stream())
                .map(ThreadMatch.ByAddress::new);
    }

    private Optional<ThreadMatch> byOwnMessageId(List<String> named, ThreadClues clues) {
        return best(named, clues, this::readMessageId);
    }

    private Stream<ThreadMatch> readMessageId(String id) {
        return tokens
                .readMessageId(id)
                .map(own -> (ThreadMatch) new ThreadMatch.ByOwnMessageId(own.thread(), own))
                .stream();
    }

    private Optional<ThreadMatch> byReference(List<String> named, ThreadClues clues) {
        return best(
                named,
                clues,
                id -> lookup.byInboundMessageId(id).stream().map(thread -> new ThreadMatch.ByReference(thread, id)));
    }

    private Optional<ThreadMatch> byQuotedMarker(ThreadClues clues) {
        return tokens.readMarker(clues.html()).filter(lookup::livesHere).map(ThreadMatch.ByQuotedMarker::new);
    }

    private Optional<ThreadMatch> bySubject(ThreadClues clues) {
        var number = ThreadTokens.readSubject(clues.subject());
        if (number.isEmpty()) {
            return Optional.empty();
        }
        return lookup.byNumber(number.getAsLong())
                .filter(lookup::livesHere)
                .filter(thread -> lookup.participates(thread, clues.from()))
                .map(thread -> new ThreadMatch.BySubject(thread, number.getAsLong()));
    }

    /// In-Reply-To first, all that it names (T7), then References from right to left.
    private static List<String> idsByWeight(ThreadClues clues) {
        var ids = new ArrayList<>(clues.inReplyTo());
        ids.addAll(clues.references().reversed());
        return ids.stream().distinct().toList();
    }

    /// T8: of several threads the first one in which the author takes part, else the one with the newest message.
    private Optional<ThreadMatch> best(
            List<String> clue, ThreadClues clues, Function<String, Stream<ThreadMatch>> read) {
        var matches = clue.stream()
                .flatMap(read)
                .filter(match -> match.thread().filter(lookup::livesHere).isPresent())
                .toList();
        if (matches.stream().map(ThreadMatch::thread).distinct().count() < 2) {
            return matches.stream().findFirst();
        }
        return matches.stream()
                .filter(match -> match.thread()
                        .filter(id -> lookup.participates(id, clues.from()))
                        .isPresent())
                .findFirst()
                .or(() -> matches.stream()
                        .max(Comparator.comparing(match ->
                                match.thread().map(lookup::newestMessageAt).orElseThrow())));
    }
}
