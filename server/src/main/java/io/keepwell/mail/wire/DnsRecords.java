package io.keepwell.mail.wire;

import java.util.List;

/// Asks the domain name system.
public interface DnsRecords {

    /// The texts at a name, each in one piece; none where there is no such name or no text.
    ///
    /// @throws DnsTrouble where nobody answered
    List<String> texts(String name) throws DnsTrouble;

    /// Nobody answered.
    final class DnsTrouble extends Exception {

        private static final long serialVersionUID = 1;

        public DnsTrouble(String words, Throwable cause) {
            super(words, cause);
        }
    }
}
