package io.keepwell.trackers;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An issue elsewhere that stands for a problem, or one on its way there.
///
/// @param problem       id of the problem it was made for or linked to
/// @param body          what is to be sent; null for one that is there
/// @param done          of a closed one, whether it was closed because it is done
/// @param number        the tracker's number; null until it is there
/// @param url           its page; null until it is there
/// @param trouble       why it could not be opened or asked, or null
/// @param troubleDetail what the other side said of that, or null
/// @param triedAt       when it was first tried, or null
/// @param heardAt       when we last heard of it, or null
/// @param closedAt      when it was closed, or null
/// @param comment       the last comment, or null
/// @param commitTitle   the title of the commit that names it, or null
record TrackerIssue(
        UUID id,
        UUID problem,
        UUID connection,
        String title,
        @Nullable String body,
        State state,
        boolean done,
        @Nullable Long number,
        @Nullable String url,
        @Nullable Trouble trouble,
        @Nullable String troubleDetail,
        @Nullable Instant triedAt,
        @Nullable UUID by,
        Instant createdAt,
        @Nullable Instant heardAt,
        @Nullable Instant closedAt,
        @Nullable String comment,
        @Nullable Instant commentAt,
        @Nullable String commitTitle) {

    /// A comment belongs to the closing when it was written about then.
    private static final Duration ABOUT_THEN = Duration.ofMinutes(10);

    enum State {
        /// On its way.
        WAITING,
        /// It could not be opened; a person may try again.
        FAILED,
        OPEN,
        CLOSED;

        /// The word as it stands in the database and in the API.
        @JsonValue
        String word() {
            return Words.of(this);
        }
    }

    /// Whether the tracker has it.
    boolean there() {
        return number != null;
    }

    /// What the tracker says of what was changed: the words it was closed with, else the title of the commit; or null.
    @Nullable
    String words() {
        if (comment != null
                && commentAt != null
                && closedAt != null
                && Duration.between(commentAt, closedAt).abs().compareTo(ABOUT_THEN) <= 0) {
            return comment;
        }
        return commitTitle;
    }
}
