package io.keepwell.customers;

import java.util.List;
import java.util.UUID;

/// Something that goes by saved segments, such as surveys. Beans of modules above.
public interface SegmentUse {

    /// One use of a segment.
    ///
    /// @param label what it is, in the language of the request
    /// @param href  where it is changed
    record Use(String label, String href) {}

    /// What goes by a segment now.
    List<Use> of(UUID segment);

    /// A segment is about to be deleted: what goes by it keeps its rule for itself. Within the transaction that
    /// deletes it.
    void leave(Segment segment);
}
