package io.keepwell.customers;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// Rows that belong to a customer and go with them when two profiles turn out to be one person. Implemented by every
/// module that names customers; called within the transaction of the merge.
public interface CustomerBelongings {

    /// Stable word for these rows, such as `conversation`; a text `customers.merge.moves.<kind>` counts them.
    String kind();

    /// How many there are.
    long count(UUID customer);

    /// Gives the rows of one customer to another.
    ///
    /// @return keys of the rows that moved
    List<String> move(UUID from, UUID to);

    /// Gives those of the rows back that are still there.
    void moveBack(UUID from, UUID to, Collection<String> keys);
}
