package io.keepwell.customers;

import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/// Lets a part of the module put a tab of its own onto the page of a customer.
@Component
public class CustomerTabs {

    private final CustomerPages pages;

    CustomerTabs(CustomerPages pages) {
        this.pages = pages;
    }

    /// Gives the model what `customers/frame` shows, as `page`.
    ///
    /// @param tab one of the tabs
    public void show(UUID customer, String tab, Model model) {
        model.addAttribute("page", pages.page(customer, tab));
    }
}
