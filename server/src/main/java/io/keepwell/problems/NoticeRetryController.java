package io.keepwell.problems;

import io.keepwell.shared.ForAgents;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// "Try again" beside whoever a notice did not reach, and "for everybody now" where some wait for a fix.
@ForAgents
@Controller
@RequestMapping("/problems/{number:\\d+}")
class NoticeRetryController {

    private final NoticeRetries retries;
    private final FixReach reach;

    NoticeRetryController(NoticeRetries retries, FixReach reach) {
        this.retries = retries;
        this.reach = reach;
    }

    @PostMapping("/notices/{notice}/again")
    String one(@PathVariable String number, @PathVariable UUID notice) {
        retries.one(notice);
        return "redirect:/problems/" + number + "#people";
    }

    @PostMapping("/broadcasts/{broadcast}/again")
    String all(@PathVariable String number, @PathVariable UUID broadcast) {
        retries.all(broadcast);
        return "redirect:/problems/" + number + "#told";
    }

    @PostMapping("/broadcasts/{broadcast}/everybody")
    String everybody(@PathVariable String number, @PathVariable UUID broadcast) {
        reach.set(broadcast, Availability.EVERYBODY);
        return "redirect:/problems/" + number + "#told";
    }
}
