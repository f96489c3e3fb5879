package io.keepwell.conversations.reports;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.InvalidRequest;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One of the groups that figures are broken down by, to be counted alone.
///
/// @param key what the breakdown calls it; empty for those that have none
record Group(Breakdown by, String key) {

    /// @throws InvalidRequest where the key is none of this breakdown
    Group {
        if (by.named() && !key.isEmpty()) {
            try {
                UUID.fromString(key);
            } catch (IllegalArgumentException e) {
                throw foreign(key);
            }
        }
    }

    /// The group that an address names, such as `kind:complaint` or `team:` for those without a team.
    static Optional<Group> read(@Nullable String word) {
        if (word == null || word.isBlank()) {
            return Optional.empty();
        }
        int colon = word.indexOf(':');
        if (colon < 0) {
            throw foreign(word);
        }
        return Optional.of(new Group(Breakdown.named(word.substring(0, colon)), word.substring(colon + 1)));
    }

    String word() {
        return by.word() + ":" + key;
    }

    private static InvalidRequest foreign(String typed) {
        return InvalidRequest.field("only", t("conversations.sla.wrong.word", "typed", typed));
    }
}
