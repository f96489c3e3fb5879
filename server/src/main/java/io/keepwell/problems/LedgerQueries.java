package io.keepwell.problems;

import io.keepwell.shared.Cursor;
import io.keepwell.shared.Slice;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The ledger and those who were hit, a part at a time.
@Component
class LedgerQueries {

    private final NoticeStore notices;
    private final ExposureStore exposures;

    LedgerQueries(NoticeStore notices, ExposureStore exposures) {
        this.notices = notices;
        this.exposures = exposures;
    }

    /// The ledger of a problem and of what was merged into it: the newest episode first, and of each the newest
    /// row.
    Slice<Notice> notices(UUID problem, @Nullable String cursor, int limit) {
        Integer episode = null;
        UUID id = null;
        if (cursor != null) {
            var before = Cursor.read(cursor, 2);
            episode = read(before.get(0), Integer::valueOf);
            id = read(before.get(1), UUID::fromString);
        }
        return slice(
                notices.some(problem, episode, id, limit + 1), limit, last -> Cursor.of(last.episode(), last.id()));
    }

    /// Who was hit in an episode, the longest hit first.
    Slice<Exposure> exposures(UUID problem, int episode, @Nullable String cursor, int limit) {
        Instant since = null;
        UUID person = null;
        if (cursor != null) {
            var after = Cursor.read(cursor, 2);
            since = read(after.get(0), Instant::parse);
            person = read(after.get(1), UUID::fromString);
        }
        return slice(
                exposures.some(problem, episode, since, person, limit + 1),
                limit,
                last -> Cursor.of(last.firstSeenAt(), last.customer()));
    }

    private static <T> T read(String text, Function<String, T> as) {
        try {
            return as.apply(text);
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw Cursor.foreign();
        }
    }

    private static <T> Slice<T> slice(List<T> found, int limit, Function<T, String> cursor) {
        return found.size() > limit
                ? new Slice<>(List.copyOf(found.subList(0, limit)), cursor.apply(found.get(limit - 1)))
                : new Slice<>(found, null);
    }
}
