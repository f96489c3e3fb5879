package io.keepwell.problems;

import io.keepwell.conversations.Conversations;
import io.keepwell.shared.ForAgents;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The problems a conversation can be linked to, asked for when somebody wants to link one.
@ForAgents
@Controller
class ChoiceController {

    private final ProblemPanel panel;
    private final Conversations conversations;

    ChoiceController(ProblemPanel panel, Conversations conversations) {
        this.panel = panel;
        this.conversations = conversations;
    }

    @GetMapping("/problems/choices")
    String show(@RequestParam UUID conversation, Model model) {
        var found = conversations.get(conversation);
        model.addAttribute("conversation", found.id());
        model.addAttribute("number", found.number());
        model.addAttribute("others", panel.open(found.id()));
        return "problems/choices";
    }
}
