package io.keepwell.surveys;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.keepwell.customers.TraitRule;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Surveys as programs read and write them.
final class SurveyJson {

    private SurveyJson() {}

    @Schema(name = "Survey")
    record Item(
            UUID id,
            String name,

            @Schema(description = "What the first question measures")
            SurveyType type,

            @Schema(
                    description =
                            "relationship: about everything; transactional: about what has just happened. Never one figure.")
            SurveyPurpose purpose,

            @Schema(description = "Fixed once somebody was asked")
            SurveyPrivacy privacy,

            SurveyChannel channel,

            @Schema(description = "Only active ones ask") SurveyState state,

            @Schema(description = "Id of the mailbox it is sent from; null for the first one") @Nullable
            UUID mailbox,

            @Schema(description = "Language of whoever has none of those it is written in", example = "en")
            String language,

            @Schema(description = "What it follows by itself; null where it is sent by hand") @Nullable
            SurveyTrigger follows,

            @Schema(description = "How long after that") int delayHours,

            @Schema(description = "Of a calendar") @Nullable Integer everyDays,

            @Schema(description = "Id of the saved segment it asks") @Nullable
            UUID segment,

            @Schema(description = "Who is meant; null for everybody")
            TraitRule.@Nullable Json audience,

            @Schema(description = "Of several that could ask in the same hour the highest does")
            int priority,

            @Schema(description = "Days between two invitations of it to one person, beside those of all surveys")
            @Nullable
            Integer ownPauseDays,

            @Schema(description = "Whether the unhappy are followed up")
            boolean followUp,

            @Schema(
                    description =
                            "Id of the member who reads who said what of a confidential one; null: administrators")
            @Nullable
            UUID confidant,

            @Schema(description = "Whether the largest score of the first question is the best; null without one")
            @Nullable
            Boolean higherIsBetter,

            List<QuestionItem> questions,

            @Schema(description = "Whether somebody was asked: privacy, purpose, channel and scale stay as they are")
            boolean asked,

            Instant createdAt) {

        static Item of(Survey it, boolean asked) {
            var audience = it.audience();
            return new Item(
                    it.id(),
                    it.name(),
                    it.type(),
                    it.purpose(),
                    it.privacy(),
                    it.channel(),
                    it.state(),
                    it.mailbox(),
                    it.language(),
                    it.follows(),
                    it.delayHours(),
                    it.everyDays(),
                    it.segment(),
                    audience == null ? null : audience.json(),
                    it.priority(),
                    it.ownPauseDays(),
                    it.followUp(),
                    it.confidant(),
                    it.scored().map(Question::scale).map(Scale::higherIsBetter).orElse(null),
                    it.questions().stream().map(QuestionItem::of).toList(),
                    asked,
                    it.createdAt());
        }
    }

    @Schema(name = "SurveyScale")
    record ScaleJson(
            int low,
            int high,

            @Schema(description = "false where little is good, as with effort; true where absent") @Nullable
            Boolean higherIsBetter) {

        static @Nullable ScaleJson of(@Nullable Scale it) {
            return it == null ? null : new ScaleJson(it.low(), it.high(), it.higherIsBetter());
        }

        Scale read() {
            return NewQuestion.scale(low, high, higherIsBetter == null || higherIsBetter);
        }
    }

    @Schema(name = "SurveyQuestion")
    record QuestionItem(
            UUID id,

            @Schema(description = "The first one is clicked in the letter, where it is a score")
            QuestionKind kind,

            @Schema(description = "Of a score") @Nullable ScaleJson scale,

            boolean required) {

        static QuestionItem of(Question it) {
            return new QuestionItem(it.id(), it.kind(), ScaleJson.of(it.scale()), it.required());
        }
    }

    @Schema(name = "SurveyChange", description = "What is absent stays; null takes away what can be absent")
    record Change(
            @Nullable String name,

            @Schema(
                    description =
                            "Absent in a new one: transactional for csat, ces and after events, else relationship",
                    allowableValues = {"relationship", "transactional"})
            @Nullable
            String purpose,

            @Schema(allowableValues = {"identified", "confidential", "anonymous"}) @Nullable
            String privacy,

            @Schema(allowableValues = {"email", "messenger", "link"}) @Nullable
            String channel,

            @Schema(
                    description = "A new one is active as soon as it is complete, unless this says draft",
                    allowableValues = {"draft", "active", "paused", "ended"})
            @Nullable
            String state,

            @Nullable UUID mailbox,
            @Nullable String language,

            @Schema(allowableValues = {"solved", "fixed", "calendar"}) @Nullable
            String follows,

            @Nullable Integer delayHours,

            @Schema(description = "90 where absent and it follows the calendar") @Nullable
            Integer everyDays,

            @Schema(description = "Id or name of a saved segment; takes the place of audience") @Nullable
            String segment,

            @Schema(description = "Who is meant; takes the place of segment")
            TraitRule.@Nullable Json audience,

            @Nullable Integer priority,
            @Nullable Integer ownPauseDays,

            @Schema(description = "Absent in a new one: true, unless it is anonymous") @Nullable
            Boolean followUp,

            @Nullable UUID confidant) {}

    @Schema(name = "NewSurvey", description = "All but the type has a good default")
    record NewItem(
            @Schema(
                    description = "What the first question measures",
                    allowableValues = {"nps", "csat", "ces", "custom"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String type,

            @Schema(description = "The first question, in the language of the survey; our own words where absent")
            @Nullable
            String question,

            @Schema(description = "Of the first question; absent: nps 0 to 10, csat 1 to 5, ces 1 to 7 of agreement")
            @Nullable
            ScaleJson scale,

            @Schema(description = "Short for a scale: false with ces asks for effort from 1 to 5, where little is good")
            @Nullable
            Boolean higherIsBetter,

            @Schema(description = "Whether a second question asks for the reason in their own words; true where absent")
            @Nullable
            Boolean comment,

            @Nullable String name,
            @Nullable String purpose,
            @Nullable String privacy,
            @Nullable String channel,
            @Nullable String state,
            @Nullable UUID mailbox,
            @Nullable String language,
            @Nullable String follows,
            @Nullable Integer delayHours,
            @Nullable Integer everyDays,
            @Nullable String segment,
            TraitRule.@Nullable Json audience,
            @Nullable Integer priority,
            @Nullable Integer ownPauseDays,
            @Nullable Boolean followUp,
            @Nullable UUID confidant) {

        Change change() {
            return new Change(
                    name,
                    purpose,
                    privacy,
                    channel,
                    state,
                    mailbox,
                    language,
                    follows,
                    delayHours,
                    everyDays,
                    segment,
                    audience,
                    priority,
                    ownPauseDays,
                    followUp,
                    confidant);
        }
    }

    @Schema(name = "NewSurveyQuestion")
    record NewQuestionItem(
            @Schema(
                    allowableValues = {"score", "choice", "text"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String kind,

            @Schema(
                    description = "The question, in the language of the survey",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String ask,

            @Schema(description = "Of a score; 0 to 10 where absent") @Nullable
            ScaleJson scale,

            @Schema(description = "What the smallest score means") @Nullable
            String low,

            @Schema(description = "What the largest score means") @Nullable
            String high,

            @Schema(description = "Of a choice, at least two") @Nullable
            List<String> choices,

            @Schema(description = "Whether the page wants an answer; false where absent") @Nullable
            Boolean required) {}

    @Schema(name = "SurveyQuestionChange")
    record QuestionChange(
            @Schema(description = "Whether the page wants an answer")
            boolean required) {}

    @Schema(name = "SurveyQuestionOrder")
    record Order(
            @Schema(description = "Ids of all questions, in the order in which they are asked") @Nullable
            List<UUID> questions) {}

    @Schema(name = "SurveyWording", description = "What is absent is said in our own words")
    record Words(
            @Schema(
                    description = "Language tag; in the path when it is written",
                    accessMode = Schema.AccessMode.READ_ONLY)
            @Nullable
            String language,

            @Schema(description = "Subject of the letter") @Nullable
            String subject,

            @Schema(description = "What stands before the question") @Nullable
            String intro,

            @Schema(description = "What stands on the page after it") @Nullable
            String thanks,

            @Schema(description = "By the id of the question") @Nullable
            Map<UUID, Asked> questions) {

        static Words of(Wording it) {
            var asked = new HashMap<UUID, Asked>();
            it.questions()
                    .forEach((id, words) ->
                            asked.put(id, new Asked(words.ask(), words.low(), words.high(), words.choices())));
            return new Words(it.language(), it.subject(), it.intro(), it.thanks(), asked);
        }

        Wording in(String tag) {
            var asked = new HashMap<UUID, Wording.Asked>();
            if (questions != null) {
                questions.forEach((id, words) -> asked.put(id, words.read()));
            }
            return new Wording(tag, subject, intro, thanks, asked);
        }
    }

    @Schema(name = "SurveyQuestionWords")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Asked(
            @Nullable String ask,

            @Schema(description = "What the smallest score means") @Nullable
            String low,

            @Schema(description = "What the largest score means") @Nullable
            String high,

            @Schema(description = "Of a choice: as many in every language") @Nullable
            List<String> choices) {

        Wording.Asked read() {
            return new Wording.Asked(ask, low, high, choices == null ? List.of() : choices);
        }
    }

    @Schema(name = "SurveyWords", description = "What people read in one language, our own words included")
    record SpokenItem(
            String language, String subject, String intro, List<LineItem> questions, String thanks, String privacy) {

        static SpokenItem of(SurveyWords.Spoken it) {
            return new SpokenItem(
                    it.locale().toLanguageTag(),
                    it.subject(),
                    it.intro(),
                    it.questions().stream()
                            .map(line -> new LineItem(
                                    line.question().id(), line.ask(), line.low(), line.high(), line.choices()))
                            .toList(),
                    it.thanks(),
                    it.privacy());
        }
    }

    @Schema(name = "SurveyWordsLine")
    record LineItem(UUID question, String ask, String low, String high, List<String> choices) {}
}
