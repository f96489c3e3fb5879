package io.keepwell.team;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.ForAdministrators;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/// Who did what, and when.
@Controller
@ForAdministrators
class AuditController {

    private static final int PAGE = 50;

    /// What the page shows.
    ///
    /// @param actor  id of the member chosen, empty for all
    /// @param noun   what it is about, empty for all
    /// @param from   first day, empty for all
    /// @param to     last day, empty for all
    /// @param older  address of the older entries, null at the end
    record Page(
            List<AuditEntry> entries,
            List<Member> people,
            List<String> nouns,
            String actor,
            String noun,
            String from,
            String to,
            boolean filtered,
            @Nullable String older) {}

    private final AuditTrail trail;
    private final People people;
    private final KeepwellSettings settings;

    AuditController(AuditTrail trail, People people, KeepwellSettings settings) {
        this.trail = trail;
        this.people = people;
        this.settings = settings;
    }

    @GetMapping("/settings/audit")
    String show(
            @RequestParam(required = false) @Nullable UUID actor,
            @RequestParam(defaultValue = "") String about,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        var zone = settings.zone();
        var filter = new AuditTrail.Filter(
                actor,
                about.isEmpty() ? null : about,
                null,
                from == null ? null : from.atStartOfDay(zone).toInstant(),
                to == null ? null : to.plusDays(1).atStartOfDay(zone).toInstant());
        var entries = trail.list(filter, cursor, PAGE);
        var next = entries.next();
        model.addAttribute(
                "page",
                new Page(
                        entries.items(),
                        people.all(),
                        trail.nouns(),
                        actor == null ? "" : actor.toString(),
                        about,
                        from == null ? "" : from.toString(),
                        to == null ? "" : to.toString(),
                        actor != null || !about.isEmpty() || from != null || to != null,
                        next == null ? null : older(actor, about, from, to, next)));
        return "team/audit";
    }

    private static String older(
            @Nullable UUID actor, String about, @Nullable LocalDate from, @Nullable LocalDate to, String cursor) {
        var address = UriComponentsBuilder.fromPath("/settings/audit");
        if (actor != null) {
            address.queryParam("actor", actor);
        }
        if (!about.isEmpty()) {
            address.queryParam("about", about);
        }
        if (from != null) {
            address.queryParam("from", from);
        }
        if (to != null) {
            address.queryParam("to", to);
        }
        return address.queryParam("cursor", cursor).encode().toUriString();
    }
}
