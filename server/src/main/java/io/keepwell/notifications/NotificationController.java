package io.keepwell.notifications;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Members;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The page behind the bell.
@Controller
@ForTeam
@RequestMapping("/notifications")
class NotificationController {

    private static final int SHOWN = 50;

    /// @param unseenOnly whether only what was not seen is shown
    /// @param unseen     how many were not seen
    /// @param next       cursor of the next part, or null
    /// @param first      whether this is the beginning
    record Page(
            List<Told> items,
            boolean unseenOnly,
            int unseen,
            @Nullable String next,
            boolean first) {}

    private final Notifications notifications;
    private final NotificationWords words;
    private final Bell bell;
    private final Activity activity;
    private final Members members;

    NotificationController(
            Notifications notifications, NotificationWords words, Bell bell, Activity activity, Members members) {
        this.notifications = notifications;
        this.words = words;
        this.bell = bell;
        this.activity = activity;
        this.members = members;
    }

    @GetMapping
    String show(
            @RequestParam(defaultValue = "false") boolean unseen,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        var found = notifications.list(unseen, place(cursor), SHOWN + 1);
        var shown = found.subList(0, Math.min(SHOWN, found.size()));
        model.addAttribute(
                "page",
                new Page(
                        shown.stream().map(words::of).toList(),
                        unseen,
                        notifications.unseen(),
                        found.size() > SHOWN ? next(shown.getLast()) : null,
                        cursor == null));
        return "notifications/list";
    }

    /// The bell alone, for pages that are open.
    @GetMapping("/bell")
    String bell(Model model) {
        model.addAttribute("bell", bell.view());
        return "notifications/bell";
    }

    /// Leads to what it is about, and it has been seen.
    @GetMapping("/{id}")
    String open(@PathVariable UUID id) {
        var found = notifications.find(id).orElseThrow(NotificationNotFound::new);
        notifications.seen(id, true);
        return "redirect:" + words.of(found).href();
    }

    @PostMapping("/{id}/seen")
    String see(@PathVariable UUID id, RedirectAttributes redirect) {
        notifications.seen(id, true);
        redirect.addFlashAttribute("undo", "/notifications/" + id + "/unseen");
        return "redirect:/notifications";
    }

    @PostMapping("/{id}/unseen")
    String unsee(@PathVariable UUID id) {
        notifications.seen(id, false);
        return "redirect:/notifications";
    }

    @PostMapping("/seen")
    String seeAll(RedirectAttributes redirect) {
        notifications
                .seenAll()
                .ifPresent(at -> redirect.addFlashAttribute("undo", "/notifications/unseen?seenAt=" + at));
        return "redirect:/notifications";
    }

    @PostMapping("/unseen")
    String unseeAll(@RequestParam String seenAt) {
        notifications.unseeAll(instant(seenAt));
        return "redirect:/notifications";
    }

    /// A conversation is before the person, and with it what they were told about it.
    @PostMapping("/conversations/{id}/seen")
    @ResponseBody
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void looksAt(@PathVariable UUID id) {
        notifications.seen(id);
    }

    /// A sign of life of an open page.
    @PostMapping("/activity")
    @ResponseBody
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void active() {
        activity.sign(members.require().id());
    }

    static NotificationStore.@Nullable Place place(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        var values = Cursor.read(cursor, 2);
        try {
            return new NotificationStore.Place(Instant.parse(values.getFirst()), UUID.fromString(values.getLast()));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Cursor.foreign();
        }
    }

    static String next(Notification last) {
        return Cursor.of(last.createdAt(), last.id());
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw InvalidRequest.field("seenAt", t("notifications.refused.instant"));
        }
    }
}
