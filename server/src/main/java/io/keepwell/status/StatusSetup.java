package io.keepwell.status;

import static io.keepwell.shared.Texts.t;

import io.keepwell.mail.Mailboxes;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.problems.Areas;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal;
import io.keepwell.team.Audit;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// How the status page is set up: whether there is one, whose it is, and which parts of the product it
/// shows. Every change is audited.
@Service
public class StatusSetup {

    private static final UUID SETTINGS = new UUID(0, 2);
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ABOUT = 500;
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");

    private final StatusSettingsStore store;
    private final ComponentStore components;
    private final Areas areas;
    private final Mailboxes mailboxes;
    private final Audit audit;
    private final LiveUpdates live;
    private final KeepwellSettings installation;

    StatusSetup(
            StatusSettingsStore store,
            ComponentStore components,
            Areas areas,
            Mailboxes mailboxes,
            Audit audit,
            LiveUpdates live,
            KeepwellSettings installation) {
        this.store = store;
        this.components = components;
        this.areas = areas;
        this.mailboxes = mailboxes;
        this.audit = audit;
        this.live = live;
        this.installation = installation;
    }

    /// How it is set up now.
    public StatusSettings settings() {
        return store.settings();
    }

    /// Where customers find the status page: ours where it is on, else the one they have elsewhere.
    public Optional<String> address() {
        var settings = store.settings();
        return settings.enabled()
                ? Optional.of(installation.publicUrl() + "/status")
                : Optional.ofNullable(settings.elsewhere());
    }

    /// Keeps the settings, all or none.
    ///
    /// @throws InvalidRequest for each field that is wrong
    @Transactional
    public StatusSettings change(StatusSettings wanted) {
        var wrong = new ArrayList<Refusal.FieldError>();
        var elsewhere = wanted.elsewhere() == null || wanted.elsewhere().isBlank()
                ? null
                : wanted.elsewhere().strip();
        if (elsewhere != null && !web(elsewhere)) {
            wrong.add(new Refusal.FieldError("elsewhere", t("status.refused.address")));
        }
        if (elsewhere != null && wanted.enabled()) {
            wrong.add(new Refusal.FieldError("elsewhere", t("status.refused.both")));
        }
        var colour = wanted.colour().strip().toLowerCase(Locale.ROOT);
        if (!COLOUR.matcher(colour).matches()) {
            wrong.add(new Refusal.FieldError("colour", t("status.refused.colour")));
        }
        var company = wanted.company().strip();
        if (company.length() > LONGEST_NAME) {
            wrong.add(new Refusal.FieldError("company", t("status.refused.long", "most", LONGEST_NAME)));
        }
        if (wanted.enabled() && company.isEmpty()) {
            wrong.add(new Refusal.FieldError("company", t("status.refused.company")));
        }
        var about = wanted.about().strip();
        if (about.length() > LONGEST_ABOUT) {
            wrong.add(new Refusal.FieldError("about", t("status.refused.long", "most", LONGEST_ABOUT)));
        }
        if (wanted.mailbox() != null && mailboxes.find(wanted.mailbox()).isEmpty()) {
            wrong.add(new Refusal.FieldError("mailbox", t("status.refused.mailbox")));
        }
        if (!wrong.isEmpty()) {
            throw new InvalidRequest(wrong.getFirst().message(), wrong);
        }
        var kept = new StatusSettings(wanted.enabled(), elsewhere, company, about, colour, wanted.mailbox());
        var before = store.settings();
        if (!kept.equals(before)) {
            store.keep(kept);
            audit.record(
                    kept.enabled() == before.enabled()
                            ? "status-page.changed"
                            : kept.enabled() ? "status-page.opened" : "status-page.closed",
                    SETTINGS,
                    t("status.title"),
                    elsewhere == null ? Map.of() : Map.of("elsewhere", elsewhere));
            live.changed("status", SETTINGS);
        }
        return kept;
    }

    private static boolean web(String address) {
        try {
            var uri = URI.create(address);
            return uri.getHost() != null && List.of("http", "https").contains(uri.getScheme());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// All components, those that are not public too.
    public List<StatusComponent> components() {
        return components.all();
    }

    /// The groups they stand in.
    public List<ComponentGroup> groups() {
        return components.groups();
    }

    /// Shows a part of the product on the page, or changes how it is shown.
    ///
    /// @param area     id of the part as problems know it
    /// @param name     what the public reads; empty for the name of the part
    /// @param group    id of its group, or null
    /// @param position place among its like
    /// @param open     whether it stands on the page
    @Transactional
    public StatusComponent show(UUID area, String name, @Nullable UUID group, int position, boolean open) {
        var part = areas.find(area).orElseThrow(StatusNotFound::new);
        if (group != null && components.findGroup(group).isEmpty()) {
            throw InvalidRequest.field("group", t("status.refused.group"));
        }
        var called = name.isBlank() ? part.name() : named(name);
        var before = components.ofArea(area);
        var kept = new StatusComponent(
                before.map(StatusComponent::id).orElseGet(Ids::next), area, called, group, position, open);
        if (before.isPresent() || open) {
            if (!kept.equals(before.orElse(null))) {
                components.keep(kept);
                audit.record(
                        before.map(StatusComponent::open).orElse(false) == open
                                ? "component.changed"
                                : open ? "component.shown" : "component.hidden",
                        kept.id(),
                        called,
                        Map.of());
                live.changed("status", SETTINGS);
            }
        }
        return kept;
    }

    /// Adds a group, or changes one.
    ///
    /// @param id id of the group, or null for a new one
    @Transactional
    public ComponentGroup group(@Nullable UUID id, String name, int position) {
        if (id != null && components.findGroup(id).isEmpty()) {
            throw new StatusNotFound();
        }
        var kept = new ComponentGroup(id == null ? Ids.next() : id, named(name), position);
        components.keep(kept);
        audit.record(
                id == null ? "component-group.created" : "component-group.changed", kept.id(), kept.name(), Map.of());
        live.changed("status", SETTINGS);
        return kept;
    }

    /// Takes a group away; its components stand alone.
    @Transactional
    public void removeGroup(UUID id) {
        var group = components.findGroup(id).orElseThrow(StatusNotFound::new);
        components.deleteGroup(id);
        audit.record("component-group.removed", id, group.name(), Map.of());
        live.changed("status", SETTINGS);
    }

    private static String named(String name) {
        var stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST_NAME) {
            throw InvalidRequest.field("name", t("status.refused.title", "most", LONGEST_NAME));
        }
        return stripped;
    }
}
