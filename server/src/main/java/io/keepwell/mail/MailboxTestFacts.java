package io.keepwell.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was seen of a mail that a mailbox sent to itself.
///
/// @param domain      domain of the mailbox
/// @param provider    whose mail server it uses: `microsoft`, `google` or the name of the SMTP server
/// @param millis      after how long it came; null where it did not
/// @param plusArrived whether the one to the plus address came as well, and bore that address still
/// @param idKept      whether it bore the Message-ID we gave it
/// @param otherId     the one it bore instead
/// @param authserv    the server that noted checks of the sender, null where none did
/// @param spf         its verdict, such as `pass`, null where it gave none
/// @param dkim        likewise
/// @param dmarc       likewise
/// @param signedBy    domain of its DKIM signature, null where it had none
/// @param spfRecords  SPF records of the domain, null where nobody answered
/// @param dmarcRecords DMARC records of the domain, or of the one above; null where nobody answered
record MailboxTestFacts(
        String domain,
        String provider,
        @Nullable Long millis,
        boolean plusArrived,
        boolean idKept,
        @Nullable String otherId,
        @Nullable String authserv,
        @Nullable String spf,
        @Nullable String dkim,
        @Nullable String dmarc,
        @Nullable String signedBy,
        @Nullable List<String> spfRecords,
        @Nullable List<String> dmarcRecords) {}
