package io.keepwell.customers;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Saved groups of customers, for the modules above. The people of one are `Traits.matching(segment.rule())`.
public interface Segments {

    /// The segment of an id.
    Optional<Segment> find(UUID id);

    /// The segment of an id or a name; upper and lower case are the same.
    Optional<Segment> find(String reference);

    /// The segment of an id or a name.
    ///
    /// @throws SegmentNotFound where there is none
    default Segment get(String reference) {
        return find(reference).orElseThrow(() -> new SegmentNotFound(reference));
    }

    /// All of them by name.
    List<Segment> all();
}
