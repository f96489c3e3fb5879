package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForAgents;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What the composer offers while somebody types: saved replies after `;`, colleagues after `@`.
@RestController
@ForAgents
@RequestMapping("/conversations/{id}")
class PhraseController {

    private static final int FOUND = 8;

    /// Something that can be put in.
    ///
    /// @param label what it is called
    /// @param hint  more about it, or an empty text
    /// @param text  what is put in
    /// @param used  address that counts it, or an empty text
    /// @param macro address that shows what a macro will do; an empty text for words
    record Phrase(String label, String hint, String text, String used, String macro) {}

    private final SavedReplies replies;
    private final Macros macros;
    private final MacroWords words;
    private final Conversations conversations;
    private final Members members;

    PhraseController(
            SavedReplies replies, Macros macros, MacroWords words, Conversations conversations, Members members) {
        this.replies = replies;
        this.macros = macros;
        this.words = words;
        this.conversations = conversations;
        this.members = members;
    }

    @GetMapping("/phrases")
    List<Phrase> phrases(@PathVariable UUID id, @RequestParam(defaultValue = "") String q) {
        var does = macros.search(q).stream()
                .map(macro -> new Phrase(
                        macro.name(),
                        t("conversations.macros.mark"),
                        String.join("\n", words.sentences(macro.actions())),
                        "",
                        "/conversations/" + id + "/macros/" + macro.id()));
        var says = replies.search(conversations.get(id), q).stream()
                .map(found -> new Phrase(
                        found.reply().name(),
                        String.join(", ", found.reply().tags()),
                        found.text(),
                        "/conversations/" + id + "/phrases/" + found.reply().id() + "/uses",
                        ""));
        return Stream.concat(does, says).toList();
    }

    @PostMapping("/phrases/{phrase}/uses")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void used(@PathVariable UUID phrase) {
        replies.used(phrase);
    }

    @GetMapping("/colleagues")
    List<Phrase> colleagues(@RequestParam(defaultValue = "") String q) {
        record Ranked(String name, int rank) {}
        var me = members.require().id();
        return members.active().stream()
                .filter(member -> member.role() != Role.VIEWER && !member.id().equals(me))
                .map(member -> new Ranked(member.name(), Likeness.of(q, member.name())))
                .filter(ranked -> ranked.rank() > 0)
                .sorted(Comparator.comparingInt(Ranked::rank).reversed().thenComparing(Ranked::name))
                .limit(FOUND)
                .map(ranked -> new Phrase(ranked.name(), "", "@" + ranked.name() + " ", "", ""))
                .toList();
    }
}
