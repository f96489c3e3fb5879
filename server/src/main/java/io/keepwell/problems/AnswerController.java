package io.keepwell.problems;

import io.keepwell.shared.ForEveryone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page behind the link in a notice: does it work for you?
@ForEveryone
@Controller
@RequestMapping("/works/{token}")
class AnswerController {

    /// What the page shows.
    ///
    /// @param token    names the letter
    /// @param question what is asked; null where there is no such letter
    /// @param answered what was just answered: `yes`, `no`, or null
    record Page(
            String token,
            NoticeAnswers.@Nullable Question question,
            @Nullable String answered) {}

    private final NoticeAnswers answers;

    AnswerController(NoticeAnswers answers) {
        this.answers = answers;
    }

    @GetMapping
    String ask(@PathVariable String token, @RequestParam(required = false) @Nullable String answered, Model model) {
        var known = "yes".equals(answered) || "no".equals(answered) ? answered : null;
        model.addAttribute("page", new Page(token, answers.question(token).orElse(null), known));
        return "problems/works";
    }

    @PostMapping
    String answer(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String works,
            @RequestParam(defaultValue = "") String words) {
        boolean said = works.equals("yes") || works.equals("no");
        boolean taken = said && answers.answer(token, works.equals("yes"), words);
        return "redirect:/works/" + token + (taken ? "?answered=" + works : "");
    }
}
