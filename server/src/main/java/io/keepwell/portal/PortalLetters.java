package io.keepwell.portal;

import io.keepwell.conversations.PersonalPages;
import io.keepwell.customers.Customers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.EmailAddress;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Lets acknowledgements and notices lead customers to their page, where they go to an address that identifies that
/// customer and to nobody else.
@Component
class PortalLetters implements PersonalPages {

    private final PortalStore store;
    private final PortalLinks links;
    private final Customers customers;
    private final KeepwellSettings settings;

    PortalLetters(PortalStore store, PortalLinks links, Customers customers, KeepwellSettings settings) {
        this.store = store;
        this.links = links;
        this.customers = customers;
        this.settings = settings;
    }

    @Override
    public Optional<String> forLetter(UUID customer, EmailAddress to) {
        if (!store.settings().inLetters() || !customers.addresses(customer).contains(to.value())) {
            return Optional.empty();
        }
        return links.link(customer, LinkPurpose.LETTER).map(PortalLinks.Link::url);
    }

    @Override
    public Optional<String> sample() {
        var now = store.settings();
        return now.enabled() && now.inLetters() ? Optional.of(settings.publicUrl() + "/portal/…") : Optional.empty();
    }
}
