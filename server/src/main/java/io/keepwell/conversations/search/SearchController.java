package io.keepwell.conversations.search;

import io.keepwell.shared.ForTeam;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page of the search: `/search?q=invoice`.
@ForTeam
@Controller
class SearchController {

    static final int STEP = 25;

    private final SearchPages pages;

    SearchController(SearchPages pages) {
        this.pages = pages;
    }

    @GetMapping("/search")
    String show(
            @RequestParam(name = "q", defaultValue = "") String query,
            @RequestParam(defaultValue = "25") int show,
            Model model) {
        model.addAttribute("page", pages.page(query.strip(), 0, Math.clamp(show, STEP, Search.COUNTED)));
        return "conversations/search/page";
    }
}
