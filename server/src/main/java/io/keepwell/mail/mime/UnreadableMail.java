package io.keepwell.mail.mime;

/// A mail that cannot be shown as one. It is kept whole and shown under "Mail we could not read" (M1); this is its
/// reason.
public final class UnreadableMail extends Exception {

    private static final long serialVersionUID = 1;

    /// What hinders us, with a sentence for logs; pages translate by the name.
    public enum Reason {
        EMPTY("It is empty."),
        NO_HEADER("It does not begin with a mail header."),
        NO_SENDER("It names no sender whom we could answer."),
        HEADER_TOO_LONG("Its header is longer than 1 MB."),
        TOO_MANY_HEADERS("Its header has more than 2,000 lines."),
        TOO_MANY_PARTS("It has more than 1,000 parts."),
        BROKEN("It is broken in a way we do not know.");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }
    }

    private final Reason reason;

    UnreadableMail(Reason reason) {
        super(reason.sentence);
        this.reason = reason;
    }

    UnreadableMail(Reason reason, Throwable cause) {
        super(reason.sentence, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
