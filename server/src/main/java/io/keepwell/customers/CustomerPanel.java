package io.keepwell.customers;

import gg.jte.Content;
import java.util.Optional;

/// Something another part of Keepwell shows on the page of a customer: implemented as beans, drawn in their order.
public interface CustomerPanel {

    /// Where it is shown.
    enum Slot {
        /// Under the name: what we did for them lately, and what they said.
        LATELY,
        /// In the tab of conversations.
        CONVERSATIONS,
        /// In the tab of everything known.
        KNOWN
    }

    Slot slot();

    /// Panels of a slot are drawn in this order.
    int order();

    /// What to show, made with `Fragments`.
    ///
    /// @return empty where there is nothing to say
    Optional<Content> show(Customer customer);
}
