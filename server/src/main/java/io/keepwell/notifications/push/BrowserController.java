package io.keepwell.notifications.push;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForTeam;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What people do with their browsers on the page of their notifications.
@Controller
@ForTeam
@RequestMapping("/me/notifications/browsers")
class BrowserController {

    private static final String BACK = "redirect:/me/notifications";

    private final Browsers browsers;

    BrowserController(Browsers browsers) {
        this.browsers = browsers;
    }

    @PostMapping
    String create(
            @RequestParam String endpoint,
            @RequestParam String p256dh,
            @RequestParam String auth,
            @RequestHeader(name = "User-Agent", defaultValue = "") String userAgent,
            RedirectAttributes redirect) {
        var allowed = browsers.allow(endpoint, p256dh, auth, userAgent);
        redirect.addFlashAttribute("done", t("notifications.push.done.allowed", "browser", allowed.name()));
        return BACK;
    }

    /// The browser says that it still listens; 410 tells it to let go.
    @PostMapping("/listening")
    @ResponseBody
    ResponseEntity<Void> listen(@RequestParam String endpoint) {
        return ResponseEntity.status(browsers.listens(endpoint) ? HttpStatus.NO_CONTENT : HttpStatus.GONE)
                .build();
    }

    /// The browser lets go, because somebody signs out there.
    @PostMapping("/leaving")
    @ResponseBody
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(@RequestParam String endpoint) {
        browsers.remove(endpoint);
    }

    @PostMapping("/{id}/test")
    String test(@PathVariable UUID id, RedirectAttributes redirect) {
        browsers.test(id);
        redirect.addFlashAttribute("done", t("notifications.push.done.test"));
        return BACK;
    }

    @PostMapping("/{id}/removal")
    String remove(@PathVariable UUID id, RedirectAttributes redirect) {
        browsers.remove(id);
        redirect.addFlashAttribute("done", t("notifications.push.done.removed"));
        return BACK;
    }
}
