package io.keepwell.problems;

import io.keepwell.shared.ForAgents;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// "Try again" beside whoever a notice did not reach.
@ForAgents
@Controller
@RequestMapping("/problems/{number:\\d+}")
class NoticeRetryController {

    private final NoticeRetries retries;

    NoticeRetryController(NoticeRetries retries) {
        this.retries = retries;
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
}
