package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForAgents;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Words;
import io.keepwell.team.Members;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/// Many conversations at once, on the page: the ones picked, or all that the list holds.
@ForAgents
@Controller
class BulkController {

    private final Batches batches;
    private final InboxLists lists;
    private final InboxPreferences preferences;
    private final Members members;
    private final Clock clock;

    BulkController(Batches batches, InboxLists lists, InboxPreferences preferences, Members members, Clock clock) {
        this.batches = batches;
        this.lists = lists;
        this.preferences = preferences;
        this.members = members;
        this.clock = clock;
    }

    /// What a form sends: the deed as `what:value`, and what it is done to.
    ///
    /// @param all    whether all that the list holds is meant
    /// @param filter the list, as in its address
    @PostMapping("/inbox/bulk")
    String create(
            @RequestParam String deed,
            @RequestParam(defaultValue = "") String tag,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(required = false) @Nullable List<UUID> conversation,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String filter) {
        return "redirect:/inbox/bulk/"
                + start(deed, tag, until, conversation, all, filter).id();
    }

    @PostMapping(path = "/inbox/bulk", headers = "HX-Request")
    String createReport(
            @RequestParam String deed,
            @RequestParam(defaultValue = "") String tag,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(required = false) @Nullable List<UUID> conversation,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String filter,
            Model model) {
        model.addAttribute("batch", start(deed, tag, until, conversation, all, filter));
        return "conversations/batch";
    }

    @GetMapping("/inbox/bulk/{id}")
    String show(@PathVariable UUID id, Model model) {
        model.addAttribute("batch", batches.get(id));
        return "conversations/batch-page";
    }

    @GetMapping(path = "/inbox/bulk/{id}", headers = "HX-Request")
    String report(@PathVariable UUID id, Model model) {
        model.addAttribute("batch", batches.get(id));
        return "conversations/batch";
    }

    @PostMapping("/inbox/bulk/{id}/undo")
    String undo(@PathVariable UUID id) {
        return "redirect:/inbox/bulk/" + batches.undo(id).id();
    }

    @PostMapping(path = "/inbox/bulk/{id}/undo", headers = "HX-Request")
    String undoReport(@PathVariable UUID id, Model model) {
        model.addAttribute("batch", batches.undo(id));
        return "conversations/batch";
    }

    /// How many conversations the list holds, exactly.
    @ResponseBody
    @GetMapping(path = "/inbox/matching", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Integer> matching(@RequestParam Map<String, String> parameters) {
        return Map.of(
                "count", lists.matching(InboxController.filterOf(parameters)).size());
    }

    private Batch start(
            String deed, String tag, String until, @Nullable List<UUID> picked, boolean all, String filter) {
        var ids = all ? lists.matching(InboxController.filterOf(parameters(filter))) : picked;
        if (ids == null || ids.isEmpty()) {
            throw new InvalidRequest(t("conversations.inbox.batch.nothing"));
        }
        return batches.start(deed(deed, tag, until), ids);
    }

    private BulkDeed deed(String deed, String tag, String until) {
        int colon = deed.indexOf(':');
        var what = Words.asked(BulkDeed.What.class, "deed", colon < 0 ? deed : deed.substring(0, colon));
        var value = colon < 0 ? "" : deed.substring(colon + 1);
        return switch (what) {
            case TAG, UNTAG -> new BulkDeed(what, tag);
            case SNOOZE -> new BulkDeed(what, value.isEmpty() ? "" : snooze(value, until));
            case ASSIGNEE, TEAM, STATE, PRIORITY, SPAM, MERGE -> new BulkDeed(what, value);
        };
    }

    private String snooze(String when, String until) {
        var zone = preferences.zone(members.require().id());
        return SnoozeTimes.asked(when, until, clock.instant(), zone).toString();
    }

    private static Map<String, String> parameters(String address) {
        var parameters = new HashMap<String, String>();
        for (var pair : address.replaceFirst("^.*\\?", "").split("&")) {
            var parts = pair.split("=", 2);
            if (parts.length == 2) {
                parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }
}
