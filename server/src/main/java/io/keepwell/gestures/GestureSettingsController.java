package io.keepwell.gestures;

import static io.keepwell.shared.SettingsPage.Section.DESK;
import static io.keepwell.shared.Texts.t;
import static io.keepwell.team.SettingsEntry.Audience.ADMINISTRATORS;

import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.SettingsPage;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import io.keepwell.team.SettingsEntry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What everybody may give, and who decides on more: a page for people, and the same for programs.
@Controller
@Tag(name = "Gestures")
class GestureSettingsController {

    private static final String OWN = "own-";

    /// What the page shows.
    record Page(GestureSettings.Values values, List<Member> members, String currency) {

        /// The amount of a field; empty where a member gives what everybody may.
        String own(Member member) {
            var amount = values.own().get(member.id());
            return amount == null ? "" : new Cost(amount, currency).plain();
        }

        String allowance() {
            return new Cost(values.allowance(), currency).plain();
        }
    }

    @Schema(name = "GestureAllowance")
    record Own(UUID member, Cost.Json amount) {}

    @Schema(name = "GestureSettings")
    record Settings(
            @Schema(description = "What everybody may give within a calendar month without asking")
            Cost.@Nullable Json allowance,

            @Schema(
                    description =
                            "Id of the member who decides on more besides the administrators, and is asked first; null for"
                                    + " the administrators alone")
            @Nullable
            UUID approver,

            @Schema(description = "Members who may give another amount than everybody; none where absent") @Nullable
            List<Own> members) {}

    /// The page in the list of settings.
    @Configuration(proxyBeanMethods = false)
    static class Entry {

        @Bean
        SettingsPage gestureSettingsPage() {
            return new SettingsEntry(
                    "/settings/gestures",
                    "gift",
                    DESK,
                    ADMINISTRATORS,
                    "gestures.settings",
                    "gestures.settings.sentence");
        }
    }

    private final GestureSettings settings;
    private final Members members;

    GestureSettingsController(GestureSettings settings, Members members) {
        this.settings = settings;
        this.members = members;
    }

    @ForAdministrators
    @GetMapping("/settings/gestures")
    String show(Model model) {
        model.addAttribute(
                "page",
                new Page(
                        settings.now(),
                        members.active().stream()
                                .filter(it -> it.role() != Role.VIEWER)
                                .toList(),
                        settings.currency()));
        return "gestures/settings";
    }

    @ForAdministrators
    @PostMapping("/settings/gestures")
    String update(
            @RequestParam(defaultValue = "") String allowance,
            @RequestParam(defaultValue = "") String approver,
            @RequestParam Map<String, String> fields,
            RedirectAttributes redirect) {
        var own = new HashMap<UUID, Long>();
        fields.forEach((name, typed) -> {
            if (name.startsWith(OWN) && !typed.isBlank()) {
                own.put(
                        member(name, name.substring(OWN.length())),
                        Cost.typed(name, typed, settings.currency()).minor());
            }
        });
        settings.change(new GestureSettings.Values(
                Cost.typed("allowance", allowance, settings.currency()).minor(),
                approver.isBlank() ? null : member("approver", approver),
                own));
        redirect.addFlashAttribute("done", t("gestures.settings.saved"));
        return "redirect:/settings/gestures";
    }

    private static UUID member(String field, String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.field(field, t("gestures.refused.member"));
        }
    }

    @ForTeam
    @ResponseBody
    @GetMapping("/api/v1/gesture-settings")
    @Operation(summary = "What may be given without asking, and who decides on more")
    Settings get() {
        var now = settings.now();
        return new Settings(
                new Cost(now.allowance(), settings.currency()).json(),
                now.approver(),
                now.own().entrySet().stream()
                        .map(it -> new Own(it.getKey(), new Cost(it.getValue(), settings.currency()).json()))
                        .toList());
    }

    @ForAdministrators
    @ResponseBody
    @PutMapping("/api/v1/gesture-settings")
    @Operation(
            summary = "Say what may be given without asking, and who decides on more",
            description = "An allowance of \"0\" lets everything that costs something wait for a decision.")
    Settings set(@RequestBody Settings asked) {
        if (asked.allowance() == null) {
            throw InvalidRequest.field("allowance", t("gestures.refused.cost", "currency", settings.currency()));
        }
        var own = asked.members() == null ? List.<Own>of() : asked.members();
        settings.change(new GestureSettings.Values(
                Cost.asked("allowance", asked.allowance(), settings.currency()).minor(),
                asked.approver(),
                own.stream()
                        .collect(Collectors.toMap(
                                Own::member,
                                it -> Cost.asked("members", it.amount(), settings.currency())
                                        .minor(),
                                (one, other) -> other))));
        return get();
    }
}
