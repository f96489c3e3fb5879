package io.keepwell.shared;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `GET /palette?q=`: what Ctrl-K finds.
@RestController
class PaletteController {

    private static final int EACH = 6;

    private final List<Finder> finders;

    PaletteController(List<Finder> finders) {
        this.finders = finders;
    }

    @ForTeam
    @GetMapping("/palette")
    List<Finder.Found> find(@RequestParam(name = "q", defaultValue = "") String words) {
        var asked = words.strip();
        return finders.stream()
                .flatMap(finder -> finder.find(asked, EACH).stream())
                .toList();
    }
}
