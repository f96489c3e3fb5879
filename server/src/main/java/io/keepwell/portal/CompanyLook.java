package io.keepwell.portal;

import org.springframework.stereotype.Component;

/// The company's name and colour, for whatever else customers see of it.
@Component
public class CompanyLook {

    private final PortalCompany company;
    private final PortalStore store;

    CompanyLook(PortalCompany company, PortalStore store) {
        this.company = company;
        this.store = store;
    }

    /// The name that stands above the page.
    public String name() {
        return company.name();
    }

    /// The style of the page's body: its accent, `--accent: #rrggbb`.
    public String style() {
        return "--accent: " + store.settings().colour();
    }
}
