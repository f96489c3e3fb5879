package io.keepwell.customers.relationship;

import static io.keepwell.shared.SettingsPage.Section.DESK;
import static io.keepwell.shared.Texts.t;
import static io.keepwell.team.SettingsEntry.Audience.ADMINISTRATORS;

import io.keepwell.customers.CustomerNotFound;
import io.keepwell.customers.Customers;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.SettingsPage;
import io.keepwell.team.SettingsEntry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The line for programs, and the switch of it.
@Controller
@Tag(name = "Customers")
class RelationshipController {

    @Schema(name = "RelationshipPoint")
    record PointJson(
            Instant at,

            @Schema(description = "How far it moved the line, -1 to 1")
            double weight,

            @Schema(description = "How high the line goes on from here, -1 to 1; no measure of loyalty")
            double level,

            @Schema(description = "What happened") String title,

            @Schema(description = "People's words that speak for it") @Nullable
            String words,

            @Schema(description = "Where more of it stands") @Nullable
            String href) {}

    @Schema(name = "Relationship")
    record Relationship(
            @Schema(description = "The rule by which it is drawn, in words")
            String definition,

            @Schema(description = "The first first") List<PointJson> points) {}

    @Schema(name = "RelationshipSettings")
    record Settings(
            @Schema(description = "Whether the line is drawn", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Boolean drawn) {}

    /// The page in the list of settings.
    @Configuration(proxyBeanMethods = false)
    static class Entry {

        @Bean
        SettingsPage relationshipSettingsPage() {
            return new SettingsEntry(
                    "/settings/relationship",
                    "timeline",
                    DESK,
                    ADMINISTRATORS,
                    "customers.relationship.settings",
                    "customers.relationship.settings.sentence");
        }
    }

    private final Relationships relationships;
    private final Customers customers;

    RelationshipController(Relationships relationships, Customers customers) {
        this.relationships = relationships;
        this.customers = customers;
    }

    @ForTeam
    @ResponseBody
    @GetMapping("/api/v1/customers/{reference}/relationship")
    @Operation(
            summary = "How the relationship to a customer went, from what happened",
            description = "Empty where the line is switched off.")
    Relationship of(@PathVariable String reference) {
        var customer = customers.find(reference).orElseThrow(() -> CustomerNotFound.of(reference));
        return new Relationship(
                t("customers.relationship.definition"),
                !relationships.drawn()
                        ? List.of()
                        : relationships.of(customer.id()).points().stream()
                                .map(it -> new PointJson(
                                        it.item().at(),
                                        it.item().weight(),
                                        it.level(),
                                        it.item().title(),
                                        it.item().words(),
                                        it.item().href()))
                                .toList());
    }

    @ForAdministrators
    @GetMapping("/settings/relationship")
    String show(Model model) {
        model.addAttribute("drawn", relationships.drawn());
        return "customers/relationship/settings";
    }

    @ForAdministrators
    @PostMapping("/settings/relationship")
    String change(@RequestParam(defaultValue = "false") boolean drawn, RedirectAttributes redirect) {
        relationships.draw(drawn);
        redirect.addFlashAttribute("done", t("customers.relationship.settings.saved"));
        return "redirect:/settings/relationship";
    }

    @ForTeam
    @ResponseBody
    @GetMapping("/api/v1/relationship-settings")
    @Operation(summary = "Whether lines of relationships are drawn")
    Settings settings() {
        return new Settings(relationships.drawn());
    }

    @ForAdministrators
    @ResponseBody
    @PutMapping("/api/v1/relationship-settings")
    @Operation(summary = "Switch lines of relationships on or off")
    Settings change(@RequestBody Settings asked) {
        if (asked.drawn() == null) {
            throw InvalidRequest.field("drawn", t("customers.relationship.settings.missing"));
        }
        relationships.draw(asked.drawn());
        return settings();
    }
}
