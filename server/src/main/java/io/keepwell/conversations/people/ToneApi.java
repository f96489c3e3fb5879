package io.keepwell.conversations.people;

import io.keepwell.conversations.tone.Signal;
import io.keepwell.conversations.tone.Tone;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// How letters sound, for programs.
@RestController
@RequestMapping("/api/v1/tone")
@Tag(name = "Tone", description = "Four signals in letters, each with its words")
class ToneApi {

    @Schema(name = "ToneTrial")
    record Trial(String text) {}

    @Schema(name = "ToneSignal")
    record SignalAnswer(
            @Schema(allowableValues = {"anger", "repeat", "leaving", "urgency"})
            String signal,

            @Schema(allowableValues = {"slight", "clear"}) String level,

            @Schema(description = "The words that caused it")
            List<String> words) {}

    @Schema(name = "ToneWord")
    record WordAnswer(
            @Schema(allowableValues = {"anger", "repeat", "leaving", "urgency"})
            String signal,

            @Schema(description = "* is any ending, .. is up to two words in between", example = "never .. again")
            String words,

            @Schema(description = "Whether it speaks by itself")
            boolean strong,

            @Schema(description = "false for a word Keepwell brings that does not count here")
            boolean counts) {

        static WordAnswer of(ToneWords.Own word) {
            return new WordAnswer(word.signal().word(), word.words(), word.strong(), word.counts());
        }
    }

    @Schema(name = "ToneMark")
    record Mark(
            @Schema(allowableValues = {"anger", "repeat", "leaving", "urgency"})
            String signal,

            @Schema(description = "Whether you hear it in the letter")
            boolean heard) {}

    @Schema(name = "ToneFigure", description = "How well a signal is heard")
    record FigureAnswer(
            String signal,

            @Schema(description = "Marks on letters in which it was shown")
            long shown,

            @Schema(description = "Those that agreed") long right,

            @Schema(description = "Marks on letters in which a colleague heard it and it was not shown")
            long missed,

            @Schema(description = "Letters that two colleagues marked")
            long pairs,

            @Schema(description = "Those on which they agreed")
            long same,

            @Schema(description = "Cohen's kappa of the two: the most that can be asked of a machine") @Nullable
            Double kappa) {}

    private final ToneWords words;
    private final ToneMarks marks;
    private final ToneMarking marking;

    ToneApi(ToneWords words, ToneMarks marks, ToneMarking marking) {
        this.words = words;
        this.marks = marks;
        this.marking = marking;
    }

    @ForTeam
    @PostMapping
    @Operation(summary = "Try a sentence", description = "Nothing is kept of it.")
    List<SignalAnswer> hear(@RequestBody Trial trial) {
        var tone = Tone.of(trial.text() == null ? "" : trial.text(), words.lexicon());
        return List.of(Signal.values()).stream()
                .filter(signal -> tone.level(signal) != Tone.Level.NONE)
                .map(signal -> new SignalAnswer(
                        signal.word(), tone.level(signal).name().toLowerCase(Locale.ROOT), tone.words(signal)))
                .toList();
    }

    @ForTeam
    @GetMapping("/words")
    @Operation(summary = "Words the team added or does not want")
    List<WordAnswer> words() {
        return words.own().stream().map(WordAnswer::of).toList();
    }

    @ForAdministrators
    @PutMapping("/words")
    @Operation(summary = "Add words, or let words of Keepwell not count")
    ResponseEntity<Void> put(@RequestBody WordAnswer word) {
        words.put(ToneController.signal(word.signal()), word.words(), word.strong(), word.counts());
        return ResponseEntity.noContent().build();
    }

    @ForAdministrators
    @DeleteMapping("/words/{signal}/{word}")
    @Operation(summary = "Forget what the team said about words")
    ResponseEntity<Void> reset(@PathVariable String signal, @PathVariable String word) {
        words.reset(ToneController.signal(signal), word);
        return ResponseEntity.noContent().build();
    }

    @ForAgents
    @PutMapping("/messages/{message}/marks")
    @Operation(summary = "Say whether you hear a signal in a letter")
    ResponseEntity<Void> mark(@PathVariable UUID message, @RequestBody Mark mark) {
        marking.mark(message, ToneController.signal(mark.signal()), mark.heard());
        return ResponseEntity.noContent().build();
    }

    @ForTeam
    @GetMapping("/figures")
    @Operation(summary = "How well each signal is heard, and how far two colleagues agree")
    List<FigureAnswer> figures() {
        return marks.figures().stream()
                .map(figure -> new FigureAnswer(
                        figure.signal().word(),
                        figure.shown(),
                        figure.right(),
                        figure.missed(),
                        figure.pairs(),
                        figure.agreement().same(),
                        figure.agreement().kappa()))
                .toList();
    }
}
