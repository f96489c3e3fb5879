package io.keepwell.portal;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Customer;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Audit;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What the team does with customers' pages: sets them up, makes links and ends them, looks. All of it is audited.
@Service
class PortalKeeping {

    static final int LONGEST_LIFE = 90;

    private static final int LONGEST_COMPANY = 60;
    private static final UUID SETTINGS = new UUID(0, 2);
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");

    private final PortalStore store;
    private final PortalLinks links;
    private final Audit audit;

    PortalKeeping(PortalStore store, PortalLinks links, Audit audit) {
        this.store = store;
        this.links = links;
        this.audit = audit;
    }

    /// @throws InvalidRequest where a field is wrong
    @Transactional
    PortalSettings change(PortalSettings wanted) {
        var colour = wanted.colour().strip().toLowerCase(Locale.ROOT);
        if (!COLOUR.matcher(colour).matches()) {
            throw InvalidRequest.field("colour", t("portal.settings.colour.wrong"));
        }
        var company = wanted.company().strip();
        if (company.length() > LONGEST_COMPANY) {
            throw InvalidRequest.field("company", t("portal.settings.company.wrong", "most", LONGEST_COMPANY));
        }
        var kept = new PortalSettings(wanted.enabled(), wanted.inLetters(), company, colour);
        if (!kept.equals(store.settings())) {
            store.keep(kept);
            audit.record(
                    "portal.changed",
                    SETTINGS,
                    t("portal.settings.title"),
                    Map.of("enabled", kept.enabled(), "inLetters", kept.inLetters()));
        }
        return kept;
    }

    /// A link to hand over.
    ///
    /// @param days how long it is good, 1 to 90
    @Transactional
    PortalLinks.Link make(Customer customer, int days) {
        if (days < 1 || days > LONGEST_LIFE) {
            throw InvalidRequest.field("days", t("portal.refused.days", "most", LONGEST_LIFE));
        }
        var made = links.link(customer.id(), LinkPurpose.HANDED, Duration.ofDays(days))
                .orElseThrow(PagesOff::new);
        audit.record("portal.link-created", customer.id(), customer.label(), Map.of("days", days));
        return made;
    }

    /// A look at the page as its customer sees it.
    @Transactional
    PortalLinks.Link look(Customer customer) {
        var made = links.link(customer.id(), LinkPurpose.PREVIEW).orElseThrow(PagesOff::new);
        audit.record("portal.looked", customer.id(), customer.label(), Map.of());
        return made;
    }

    /// Ends all links of a customer.
    @Transactional
    void end(Customer customer) {
        links.end(customer.id());
        audit.record("portal.links-ended", customer.id(), customer.label(), Map.of());
    }
}
