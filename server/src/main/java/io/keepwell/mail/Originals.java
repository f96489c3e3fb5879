package io.keepwell.mail;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Mail as it came, byte for byte, for those who want to see it (Q1, M8).
@Component
public class Originals {

    private final RawMailStore mails;

    Originals(RawMailStore mails) {
        this.mails = mails;
    }

    /// Where its bytes are kept.
    ///
    /// @param mail id of the stored original
    /// @return digest in `Blobs`; of a mail that was too large, its header alone
    public Optional<String> blob(UUID mail) {
        return mails.find(mail).map(RawMail::blob);
    }
}
