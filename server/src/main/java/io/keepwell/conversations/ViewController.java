package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.InboxListing.Choice;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The views that people keep: made out of a narrowed list, renamed, shared, put in order, deleted and had back.
@ForTeam
@Controller
class ViewController {

    private static final String PAGE = "redirect:/inbox/views";

    private final KeptViews views;
    private final InboxPreferences preferences;
    private final Members members;

    ViewController(KeptViews views, InboxPreferences preferences, Members members) {
        this.views = views;
        this.preferences = preferences;
        this.members = members;
    }

    @GetMapping("/inbox/views")
    String index(Model model) {
        var me = members.require();
        var entries = views.of(me.id()).stream()
                .map(view -> new ViewsPage.Entry(view, audience(view), views.mayChange(view, me)))
                .toList();
        var teams = members.teams().stream()
                .map(team -> new Choice(team.id().toString(), team.name()))
                .toList();
        model.addAttribute(
                "page",
                new ViewsPage(
                        entries,
                        teams,
                        preferences.after(me.id()),
                        preferences.afterSending(me.id()),
                        preferences.ownZone(me.id()).orElse(""),
                        preferences.workspace().getId()));
        return "conversations/views";
    }

    @PostMapping("/inbox/views")
    String create(@RequestParam String name, @RequestParam String audience, @RequestParam String filter) {
        var view = views.create(wish(name, audience, Criteria.read(filter)));
        return "redirect:/inbox?view=" + InboxFilter.kept(view.id());
    }

    @PostMapping("/inbox/views/{id}")
    String update(@PathVariable UUID id, @RequestParam String name, @RequestParam String audience) {
        views.change(id, wish(name, audience, null));
        return PAGE;
    }

    @PostMapping("/inbox/views/{id}/place")
    String move(@PathVariable UUID id, @RequestParam int step) {
        views.move(id, Integer.signum(step));
        return PAGE;
    }

    @PostMapping("/inbox/views/{id}/deletion")
    String destroy(@PathVariable UUID id, RedirectAttributes redirect) {
        redirect.addFlashAttribute("deletedId", id.toString());
        redirect.addFlashAttribute("deletedName", views.delete(id).name());
        return PAGE;
    }

    @PostMapping("/inbox/views/{id}/restoration")
    String restore(@PathVariable UUID id) {
        views.restore(id);
        return PAGE;
    }

    @PostMapping("/inbox/preferences")
    String prefer(
            @RequestParam String after,
            @RequestParam(required = false) @Nullable String sending,
            @RequestParam(defaultValue = "") String zone) {
        var me = members.require().id();
        preferences.keep(me, after, sending == null ? preferences.afterSending(me) : sending, zone);
        return PAGE;
    }

    private String audience(KeptView view) {
        var owner = members.find(view.owner()).map(Member::name).orElse("");
        return switch (view.audience()) {
            case "everybody" -> t("conversations.inbox.seen-by.everybody", "owner", owner);
            case "team" ->
                t(
                        "conversations.inbox.seen-by.team",
                        "owner",
                        owner,
                        "team",
                        members.teams().stream()
                                .filter(team -> team.id().equals(view.team()))
                                .map(Members.TeamName::name)
                                .findFirst()
                                .orElse(""));
            default -> t("conversations.inbox.seen-by.me");
        };
    }

    // The form has one field for it: me, everybody, or the id of a team.
    private static KeptViews.Wish wish(String name, String audience, @Nullable Criteria criteria) {
        if (audience.equals("me") || audience.equals("everybody")) {
            return new KeptViews.Wish(name, audience, null, criteria);
        }
        try {
            return new KeptViews.Wish(name, "team", UUID.fromString(audience), criteria);
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.field("audience", Texts.t("shared.api.value", "field", "audience"));
        }
    }
}
