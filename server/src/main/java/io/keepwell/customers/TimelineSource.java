package io.keepwell.customers;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A module that knows something of the life of a customer with us. The timeline asks all such beans and puts their
/// answers in order.
public interface TimelineSource {

    /// What kinds of entries come from here, in the order in which they are offered as filters.
    List<Kind> kinds();

    /// The newest entries that fit.
    List<Entry> entries(Request request);

    /// A kind of entry.
    ///
    /// @param key   stable word, such as `letter`
    /// @param label the word people read
    record Kind(String key, String label) {}

    /// What is asked for.
    ///
    /// @param customer id of the customer
    /// @param kinds    kinds that are wanted, never empty
    /// @param before   only what is older than this entry; null from the newest on
    /// @param limit    how many at most
    record Request(
            UUID customer, Set<String> kinds, @Nullable Position before, int limit) {}

    /// A place in the timeline.
    record Position(Instant at, UUID id) {}

    /// Something that happened.
    ///
    /// @param id    id, unique in the timeline
    /// @param at    when
    /// @param kind  its kind
    /// @param icon  name of an icon
    /// @param title what happened, a short sentence
    /// @param text  people's words, or null
    /// @param href  where more of it stands, or null
    record Entry(
            UUID id,
            Instant at,
            String kind,
            String icon,
            String title,
            @Nullable String text,
            @Nullable String href) {

        Position position() {
            return new Position(at, id);
        }
    }
}
