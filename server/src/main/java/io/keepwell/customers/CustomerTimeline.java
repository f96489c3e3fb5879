package io.keepwell.customers;

import io.keepwell.customers.TimelineSource.Entry;
import io.keepwell.customers.TimelineSource.Kind;
import io.keepwell.customers.TimelineSource.Position;
import io.keepwell.customers.TimelineSource.Request;
import io.keepwell.shared.Cursor;
import io.keepwell.shared.Slice;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// The life of a customer with us, from all modules, newest first.
@Component
class CustomerTimeline {

    private static final Comparator<Entry> NEWEST_FIRST = Comparator.comparing(Entry::at)
            .thenComparing(Entry::id, CustomerTimeline::asPostgres)
            .reversed();

    private final ObjectProvider<TimelineSource> sources;

    CustomerTimeline(ObjectProvider<TimelineSource> sources) {
        this.sources = sources;
    }

    /// All kinds there are.
    List<Kind> kinds() {
        return sources.stream().flatMap(source -> source.kinds().stream()).toList();
    }

    /// A part of the timeline.
    ///
    /// @param wanted kinds, empty for all; unknown ones find nothing
    Slice<Entry> read(UUID customer, Set<String> wanted, @Nullable String cursor, int limit) {
        var before = cursor == null ? null : position(cursor);
        var found = sources.stream()
                .flatMap(source -> {
                    var kinds = source.kinds().stream()
                            .map(Kind::key)
                            .filter(kind -> wanted.isEmpty() || wanted.contains(kind))
                            .collect(Collectors.toSet());
                    return kinds.isEmpty()
                            ? List.<Entry>of().stream()
                            : source.entries(new Request(customer, kinds, before, limit + 1)).stream();
                })
                .sorted(NEWEST_FIRST)
                .limit(limit + 1L)
                .toList();
        if (found.size() <= limit) {
            return new Slice<>(found, null);
        }
        var shown = found.subList(0, limit);
        return new Slice<>(
                List.copyOf(shown),
                Cursor.of(shown.getLast().at(), shown.getLast().id()));
    }

    // PostgreSQL compares ids as bytes, Java as signed numbers.
    private static int asPostgres(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }

    private static Position position(String cursor) {
        var parts = Cursor.read(cursor, 2);
        try {
            return new Position(Instant.parse(parts.get(0)), UUID.fromString(parts.get(1)));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw Cursor.foreign();
        }
    }
}
