package io.keepwell.mail;

import java.util.Collection;
import java.util.Locale;

/// Who the author of a mail is to a thread (T2). A token proves the thread, never the person.
enum Standing {
    /// The person who asked.
    REQUESTER,
    /// Somebody who was brought in by us or by the requester.
    PARTICIPANT,
    /// A stranger, or somebody who uses a known address that our server found false: held, never shown history, never
    /// copied.
    UNVERIFIED;

    /// @param from the author's address; Reply-To gives nobody an identity (T6)
    /// @param requester the address of the person who asked
    /// @param participants the other addresses that take part
    static Standing of(String from, String requester, Collection<String> participants, SenderProof proof) {
        if (proof == SenderProof.FAILED) {
            return UNVERIFIED;
        }
        String author = from.toLowerCase(Locale.ROOT);
        if (author.equals(requester.toLowerCase(Locale.ROOT))) {
            return REQUESTER;
        }
        boolean known = participants.stream()
                .map(address -> address.toLowerCase(Locale.ROOT))
                .anyMatch(author::equals);
        return known ? PARTICIPANT : UNVERIFIED;
    }
}
