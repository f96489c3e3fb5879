package io.keepwell.conversations.people;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.tone.Lexicon.Phrase;
import io.keepwell.conversations.tone.Signal;
import io.keepwell.conversations.tone.Tone;
import io.keepwell.conversations.tone.WordFiles;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.InvalidRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The words by which tone is heard, a sentence to try them on, how well they do, and the marks of colleagues.
@Controller
class ToneController {

    /// The page.
    ///
    /// @param tried   the sentence that was tried, or empty
    /// @param pieces  its pieces, marked where something is heard
    /// @param own     words of the team that count
    /// @param off     words Keepwell brings that do not count here
    /// @param figures how well each signal is heard
    record Page(
            String tried,
            List<Piece> pieces,
            List<ToneWords.Own> own,
            List<ToneWords.Own> off,
            List<ToneMarks.Figure> figures) {

        List<Signal> signals() {
            return List.of(Signal.values());
        }

        List<String> languages() {
            return WordFiles.LANGUAGES;
        }

        /// The words Keepwell brings, as they stand in its files.
        List<Phrase> brought(String language, Signal signal) {
            return WordFiles.phrases(language).stream()
                    .filter(phrase -> phrase.signal() == signal)
                    .filter(phrase -> off.stream()
                            .noneMatch(word ->
                                    word.signal() == signal && word.words().equals(phrase.words())))
                    .toList();
        }
    }

    /// A piece of the sentence.
    ///
    /// @param signal what is heard in it, empty for nothing
    record Piece(String text, String signal) {}

    private final ToneWords words;
    private final ToneMarks marks;
    private final ToneMarking marking;

    ToneController(ToneWords words, ToneMarks marks, ToneMarking marking) {
        this.words = words;
        this.marks = marks;
        this.marking = marking;
    }

    @ForAdministrators
    @GetMapping("/settings/tone")
    String show(@RequestParam(name = "try", defaultValue = "") String tried, Model model) {
        var own = words.own();
        model.addAttribute(
                "page",
                new Page(
                        tried,
                        pieces(tried),
                        own.stream().filter(ToneWords.Own::counts).toList(),
                        own.stream().filter(word -> !word.counts()).toList(),
                        marks.figures()));
        return "conversations/people/tone";
    }

    @ForAdministrators
    @PostMapping("/settings/tone")
    String put(
            @RequestParam String signal,
            @RequestParam(name = "words") String given,
            @RequestParam(defaultValue = "false") boolean strong,
            @RequestParam(defaultValue = "true") boolean counts,
            RedirectAttributes redirect) {
        words.put(signal(signal), given, strong, counts);
        redirect.addFlashAttribute("done", t("conversations.tone.kept"));
        return "redirect:/settings/tone";
    }

    @ForAdministrators
    @PostMapping("/settings/tone/reset")
    String reset(@RequestParam String signal, @RequestParam(name = "words") String given, RedirectAttributes redirect) {
        words.reset(signal(signal), given);
        redirect.addFlashAttribute("done", t("conversations.tone.kept"));
        return "redirect:/settings/tone";
    }

    @ForAgents
    @PostMapping("/messages/{id}/tone")
    Object mark(
            @PathVariable UUID id,
            @RequestParam String signal,
            @RequestParam boolean heard,
            @RequestHeader(name = "Accept", defaultValue = "") String accept) {
        long number = marking.mark(id, signal(signal), heard);
        return accept.startsWith("application/problem+json")
                ? ResponseEntity.noContent().build()
                : "redirect:/inbox/" + number;
    }

    static Signal signal(String word) {
        return Signal.of(word).orElseThrow(() -> InvalidRequest.field("signal", t("conversations.tone.no-signal")));
    }

    private List<Piece> pieces(String tried) {
        if (tried.isBlank()) {
            return List.of();
        }
        var pieces = new ArrayList<Piece>();
        int at = 0;
        for (var hit : Tone.of(tried, words.lexicon()).hits()) {
            if (hit.start() < at) {
                continue;
            }
            if (hit.start() > at) {
                pieces.add(new Piece(tried.substring(at, hit.start()), ""));
            }
            pieces.add(new Piece(
                    tried.substring(hit.start(), hit.end()), hit.signal().word()));
            at = hit.end();
        }
        if (at < tried.length()) {
            pieces.add(new Piece(tried.substring(at), ""));
        }
        return pieces;
    }
}
