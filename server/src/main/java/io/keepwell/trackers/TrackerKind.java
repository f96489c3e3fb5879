package io.keepwell.trackers;

import static io.keepwell.shared.Texts.t;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Words;
import java.util.Arrays;

/// What kind of tracker it is.
enum TrackerKind {
    /// GitHub, or a GitHub Enterprise Server.
    GITHUB,
    /// GitLab, theirs or one's own.
    GITLAB;

    /// The word as it stands in the database and in the API.
    @JsonValue
    String word() {
        return Words.of(this);
    }

    /// How people call it.
    String label() {
        return this == GITHUB ? "GitHub" : "GitLab";
    }

    static TrackerKind named(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> InvalidRequest.field("kind", t("trackers.wrong.kind")));
    }
}
