package io.keepwell.portal;

import io.keepwell.customers.Customer;
import io.keepwell.customers.CustomerNotFound;
import io.keepwell.customers.Customers;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The pages of customers, for programs.
@RestController
@Tag(name = "Portal", description = "The page that every customer has of their own")
class PortalApi {

    private static final int DAYS = 7;
    private static final Duration LATELY = Duration.ofDays(30);

    @Schema(name = "PortalLinkRequest")
    record LinkRequest(
            @Schema(description = "How long it is good, 1 to 90", defaultValue = "7") @Nullable
            Integer days) {}

    @Schema(name = "PortalLink")
    record LinkAnswer(
            @Schema(description = "Whoever has it sees the customer's page: give it to that customer alone")
            String url,

            Instant expiresAt) {}

    @Schema(name = "PortalSettings")
    record Settings(
            @Schema(description = "Whether customers have pages")
            boolean enabled,

            @Schema(description = "Whether acknowledgements and notices lead there")
            boolean inLetters,

            @Schema(description = "Name above them; empty: that of the first mailbox")
            String company,

            @Schema(description = "Accent", example = "#0f766e")
            String colour) {

        static Settings of(PortalSettings it) {
            return new Settings(it.enabled(), it.inLetters(), it.company(), it.colour());
        }
    }

    @Schema(name = "PortalSettingsChange", description = "What is absent stays")
    record Change(
            @Nullable Boolean enabled,
            @Nullable Boolean inLetters,
            @Nullable String company,
            @Nullable String colour) {}

    @Schema(name = "PortalFigures")
    record Figures(
            @Schema(description = "How often a person was there; links that programs open do not count")
            long visits,

            @Schema(description = "How often somebody helped themselves, without anybody of the team")
            long selfServed,

            @Schema(description = "How often each thing was done")
            Map<String, Long> deeds) {}

    private final PortalKeeping keeping;
    private final PortalStore store;
    private final Customers customers;
    private final Clock clock;

    PortalApi(PortalKeeping keeping, PortalStore store, Customers customers, Clock clock) {
        this.keeping = keeping;
        this.store = store;
        this.customers = customers;
        this.clock = clock;
    }

    @ForAgents
    @PostMapping("/api/v1/customers/{customer}/portal-links")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a link to a customer's page", description = "Audited. It is shown once.")
    LinkAnswer make(@PathVariable String customer, @RequestBody LinkRequest request) {
        var days = request.days();
        var made = keeping.make(find(customer), days == null ? DAYS : days);
        return new LinkAnswer(made.url(), made.until());
    }

    @ForAgents
    @DeleteMapping("/api/v1/customers/{customer}/portal-links")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "End all links to a customer's page",
            description = "Those in letters too. Later ones are good.")
    void end(@PathVariable String customer) {
        keeping.end(find(customer));
    }

    @ForTeam
    @GetMapping("/api/v1/portal")
    @Operation(summary = "How customers' pages are set up")
    Settings settings() {
        return Settings.of(store.settings());
    }

    @ForAdministrators
    @PatchMapping("/api/v1/portal")
    @Operation(summary = "Set customers' pages up")
    Settings change(@RequestBody Change change) {
        var now = store.settings();
        return Settings.of(keeping.change(new PortalSettings(
                change.enabled() == null ? now.enabled() : change.enabled(),
                change.inLetters() == null ? now.inLetters() : change.inLetters(),
                change.company() == null ? now.company() : change.company(),
                change.colour() == null ? now.colour() : change.colour())));
    }

    @ForTeam
    @GetMapping("/api/v1/portal/figures")
    @Operation(
            summary = "What customers did on their pages",
            description = "Of the last thirty days unless said otherwise.")
    Figures figures(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        var until = to == null ? clock.instant() : to;
        var figures = PortalFigures.of(store.deeds(from == null ? until.minus(LATELY) : from, until));
        return new Figures(figures.visits(), figures.selfServed(), figures.deeds());
    }

    private Customer find(String reference) {
        return customers.find(reference).orElseThrow(() -> CustomerNotFound.of(reference));
    }
}
