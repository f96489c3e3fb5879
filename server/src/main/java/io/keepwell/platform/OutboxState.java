package io.keepwell.platform;

import java.util.Arrays;

/// Where something that leaves the system stands.
public enum OutboxState {
    /// Waits for its time; can be cancelled.
    QUEUED("queued"),
    /// A worker is on it, nothing irrevocable has happened; it is tried again after a crash.
    SENDING("sending"),
    /// From here on nobody can know without an answer whether it arrived.
    HANDING_OVER("handing-over"),
    /// The other side said yes.
    SENT("sent"),
    /// The other side said no for good, or it was tried for two days.
    FAILED("failed"),
    /// It was handed over and no answer came: never repeated by itself, a person decides.
    UNCERTAIN("uncertain"),
    /// Taken back in time.
    CANCELLED("cancelled"),
    /// A later report says that it arrived.
    DELIVERED("delivered"),
    /// A later report says that it came back.
    BOUNCED("bounced"),
    /// Not sent, because nothing arrives there or nobody wants it.
    SUPPRESSED("suppressed");

    private final String word;

    OutboxState(String word) {
        this.word = word;
    }

    /// The word as it stands in the database and in the API.
    public String word() {
        return word;
    }

    /// The state a word stands for.
    public static OutboxState of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no outbox state " + word));
    }
}
