package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.AcknowledgementWords.Finished;
import io.keepwell.conversations.calendars.Holiday;
import io.keepwell.mail.Mailbox;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Acknowledgements of a mailbox, for programs.
@RestController
@RequestMapping("/api/v1/mailboxes/{id}/acknowledgement")
@Tag(name = "Acknowledgements", description = "What a mailbox says to new conversations, and when it is attended")
class AcknowledgementApi {

    @Schema(name = "Acknowledgement")
    record Answer(
            @Schema(description = "Whether new conversations are acknowledged")
            boolean acknowledge,

            @Schema(description = "When an administrator last said that they have seen what customers read") @Nullable
            Instant previewSeenAt,

            String zone,

            @Schema(
                    description = "Monday to Sunday; an empty text is a day off",
                    example = "[\"09:00-12:00, 13:00-17:00\"]")
            List<String> hours,

            List<LocalDate> holidays,
            long answerWithinMinutes,

            @Schema(description = "The person or the team who will answer")
            String answeringName,

            String company,

            @Schema(description = "Languages in which customers are addressed informally")
            Set<String> informal,

            @Schema(description = "By language and part of the letter")
            Map<String, Map<String, Wording>> texts,

            @Schema(description = "What a customer would read now, by language")
            Map<String, Preview> previews) {}

    @Schema(name = "Wording")
    record Wording(
            String text,

            @Schema(description = "Whether it differs from what Keepwell brings")
            boolean edited) {}

    @Schema(name = "AcknowledgementPreview")
    record Preview(
            Shown question,
            Shown complaint,

            @Schema(description = "A complaint about a problem that we know of, with a problem made up for it")
            Shown known) {}

    @Schema(name = "AcknowledgementLetter")
    record Shown(String subject, String text) {

        static Shown of(Finished letter) {
            return new Shown(letter.subject(), letter.text());
        }
    }

    @Schema(name = "AcknowledgementChange", description = "What to change; what is absent stays")
    record Change(
            @Schema(description = "Switch it on only after you have read the previews") @Nullable
            Boolean acknowledge,

            @Nullable String zone,

            @Schema(description = "Seven texts, Monday to Sunday") @Nullable
            List<String> hours,

            @Nullable List<String> holidays,
            @Nullable Integer answerWithinMinutes,
            @Nullable String answeringName,
            @Nullable String company,
            @Nullable Set<String> informal,

            @Schema(description = "By language and part; null goes back to what Keepwell brings") @Nullable
            Map<String, Map<String, @Nullable String>> texts) {}

    private final AcknowledgementSettings settings;

    AcknowledgementApi(AcknowledgementSettings settings) {
        this.settings = settings;
    }

    @ForTeam
    @GetMapping
    @Operation(summary = "What a mailbox says to new conversations, with previews")
    Answer get(@PathVariable UUID id) {
        return answer(settings.mailbox(id));
    }

    @ForAdministrators
    @PatchMapping
    @Transactional
    @Operation(summary = "Change what a mailbox says, when it is attended, and whether it acknowledges")
    Answer change(@PathVariable UUID id, @RequestBody Change change) {
        var mailbox = settings.mailbox(id);
        var desk = new DeskChange(
                change.zone(),
                change.hours(),
                change.holidays(),
                change.answerWithinMinutes(),
                change.answeringName(),
                change.company(),
                change.informal());
        settings.change(mailbox, desk, texts(change.texts()));
        if (change.acknowledge() != null) {
            if (change.acknowledge()) {
                settings.switchOn(mailbox);
            } else {
                settings.switchOff(mailbox);
            }
        }
        return answer(settings.mailbox(id));
    }

    private static Map<Locale, Map<AcknowledgementPart, @Nullable String>> texts(
            @Nullable Map<String, Map<String, @Nullable String>> asked) {
        var texts = new HashMap<Locale, Map<AcknowledgementPart, @Nullable String>>();
        if (asked == null) {
            return texts;
        }
        asked.forEach((language, parts) -> {
            var words = new EnumMap<AcknowledgementPart, @Nullable String>(AcknowledgementPart.class);
            parts.forEach((name, text) -> words.put(part(language, name), text));
            texts.put(language(language), words);
        });
        return texts;
    }

    private static Locale language(String language) {
        return Texts.LANGUAGES.stream()
                .filter(known -> known.getLanguage().equals(language))
                .findFirst()
                .orElseThrow(() -> InvalidRequest.field(
                        "texts." + language, t("conversations.api.language", "language", language)));
    }

    private static AcknowledgementPart part(String language, String name) {
        return AcknowledgementPart.named(name)
                .orElseThrow(() -> InvalidRequest.field(
                        "texts." + language + "." + name, "An acknowledgement has no part " + name + "."));
    }

    private Answer answer(Mailbox mailbox) {
        var desk = settings.desk(mailbox);
        var texts = new TreeMap<String, Map<String, Wording>>();
        var previews = new TreeMap<String, Preview>();
        for (var locale : Texts.LANGUAGES) {
            var words = settings.words(desk, locale);
            var edited = settings.edited(mailbox.id(), locale).keySet();
            var parts = new TreeMap<String, Wording>();
            words.parts().forEach((part, text) -> parts.put(part.word(), new Wording(text, edited.contains(part))));
            var shown = settings.previews(desk, words, locale);
            texts.put(locale.getLanguage(), parts);
            previews.put(
                    locale.getLanguage(),
                    new Preview(Shown.of(shown.question()), Shown.of(shown.complaint()), Shown.of(shown.known())));
        }
        return new Answer(
                mailbox.acknowledge(),
                desk.previewSeenAt(),
                desk.zone().getId(),
                desk.hours(),
                desk.holidays().stream().map(Holiday::day).toList(),
                desk.answerWithin().toMinutes(),
                desk.answeringName(),
                desk.company(),
                desk.informal(),
                texts,
                previews);
    }
}
