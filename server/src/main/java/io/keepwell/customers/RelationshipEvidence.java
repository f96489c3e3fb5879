package io.keepwell.customers;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a module knows of how a customer stands to us: things that happened, each with what it
/// weighs. All such beans together make the line of the relationship (capability 37). Nothing is
/// guessed and nothing is stored: the line is drawn anew from what happened whenever it is looked
/// at.
public interface RelationshipEvidence {

    /// What happened to a customer, in any order; of merged profiles that of all.
    List<Item> of(UUID customer);

    /// Something that happened.
    ///
    /// @param at     when
    /// @param weight how far it moves the line: above 0 towards us, below 0 away from us, −1 to 1
    /// @param icon   name of an icon
    /// @param title  what happened, a short sentence
    /// @param words  people's words that speak for it, or null
    /// @param href   where more of it stands, or null
    record Item(
            Instant at,
            double weight,
            String icon,
            String title,
            @Nullable String words,
            @Nullable String href) {

        /// @throws IllegalArgumentException where the weight is out of range
        public Item {
            if (!(Math.abs(weight) <= 1)) {
                throw new IllegalArgumentException("A weight of " + weight);
            }
        }
    }
}
