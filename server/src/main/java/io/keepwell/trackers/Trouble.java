package io.keepwell.trackers;

import static io.keepwell.shared.Texts.t;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why a tracker did not do what we asked for.
enum Trouble {
    /// There is no such server, or it does not answer the phone.
    UNREACHABLE(true),
    /// It leads into a private network, and may not.
    PRIVATE_NETWORK(false),
    /// Its certificate is not to be trusted.
    CERTIFICATE(true),
    /// No answer in time: nobody knows whether it was done.
    TIMEOUT(true),
    /// It does not know the token.
    TOKEN(false),
    /// The token may not do this.
    FORBIDDEN(false),
    /// We asked too often.
    RATE_LIMITED(true),
    /// There is no such repository, project or issue, or the token may not see it.
    NOT_FOUND(false),
    /// It has moved.
    MOVED(false),
    /// Issues are switched off there.
    ISSUES_OFF(false),
    /// It does not take what we sent.
    INVALID(false),
    /// It has trouble of its own.
    SERVER(true),
    /// It is no tracker of this kind, or speaks in a way we do not know.
    UNEXPECTED(false),
    /// The issue was deleted, or moved to another project.
    GONE(false),
    /// The connection is switched off here.
    DISABLED(false);

    private final boolean passes;

    Trouble(boolean passes) {
        this.passes = passes;
    }

    /// Whether it may be better later by itself.
    boolean passes() {
        return passes;
    }

    /// The word as it stands in the database and in the API.
    @JsonValue
    String word() {
        return Words.of(this);
    }

    static Optional<Trouble> named(@Nullable String word) {
        return Arrays.stream(values())
                .filter(trouble -> trouble.word().equals(word))
                .findFirst();
    }

    /// What happened and what to do, in the language of the request.
    ///
    /// @param kind   whom we asked
    /// @param detail what they said, or null
    String sentence(TrackerKind kind, @Nullable String detail) {
        return t(
                "trackers.trouble." + word(),
                "tracker",
                kind.label(),
                "said",
                detail == null || detail.isBlank() ? "none" : "yes",
                "detail",
                detail == null ? "" : detail);
    }
}
