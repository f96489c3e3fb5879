package io.keepwell.portal;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.InvalidRequest;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The page where administrators set customers' pages up.
@Controller
@ForAdministrators
@RequestMapping("/settings/portal")
class PortalSettingsController {

    private static final Duration LATELY = Duration.ofDays(30);

    /// What the page shows.
    ///
    /// @param visits how often customers were on their pages lately
    /// @param served how often they helped themselves there
    /// @param wrong  what was wrong, or null
    record Page(
            PortalSettings settings,
            long visits,
            long served,
            @Nullable String wrong) {}

    private final PortalKeeping keeping;
    private final PortalStore store;
    private final Clock clock;

    PortalSettingsController(PortalKeeping keeping, PortalStore store, Clock clock) {
        this.keeping = keeping;
        this.store = store;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show() {
        return page(store.settings(), null, HttpStatus.OK);
    }

    @PostMapping
    ModelAndView change(
            @RequestParam(defaultValue = "false") boolean enabled,
            @RequestParam(defaultValue = "false") boolean inLetters,
            @RequestParam(defaultValue = "") String company,
            @RequestParam(defaultValue = "") String colour,
            RedirectAttributes redirect) {
        var wanted = new PortalSettings(enabled, inLetters, company, colour);
        try {
            keeping.change(wanted);
        } catch (InvalidRequest refused) {
            return page(wanted, refused.sentence(), HttpStatus.BAD_REQUEST);
        }
        redirect.addFlashAttribute("done", t("portal.settings.saved"));
        return new ModelAndView("redirect:/settings/portal");
    }

    private ModelAndView page(PortalSettings settings, @Nullable String wrong, HttpStatus status) {
        var now = clock.instant();
        var deeds = PortalFigures.of(store.deeds(now.minus(LATELY), now));
        var shown = new ModelAndView("portal/settings", status);
        shown.addObject("page", new Page(settings, deeds.visits(), deeds.selfServed(), wrong));
        return shown;
    }
}
