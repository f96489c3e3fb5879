package io.keepwell.surveys;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What changed for customers, to be seen beside what they answered before and after (35). Beans of
/// modules that know such changes. That one came after the other is no proof that it came from it.
public interface ShippedChanges {

    /// What reached customers in a time, in any order.
    ///
    /// @param from its first instant
    /// @param to   the instant after its last
    List<Change> between(Instant from, Instant to);

    /// A change.
    ///
    /// @param at    when
    /// @param title what people call it
    /// @param what  what is different now, or null
    /// @param href  where more of it stands
    record Change(Instant at, String title, @Nullable String what, String href) {}
}
