package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.RuleForm;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal.FieldError;
import io.keepwell.shared.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What somebody types about whom a survey asks, when, and what is promised.
///
/// @param meant `everybody`, `segment` or `rule`
record SurveyForm(
        String name,
        String purpose,
        String privacy,
        String confidant,
        String channel,
        String mailbox,
        String language,
        String follows,
        String delayHours,
        String everyDays,
        String meant,
        String segment,
        RuleForm rule,
        String priority,
        String ownPauseDays,
        boolean followUp) {

    static SurveyForm of(Survey it) {
        var follows = it.follows();
        return new SurveyForm(
                it.name(),
                it.purpose().word(),
                it.privacy().word(),
                text(it.confidant()),
                it.channel().word(),
                text(it.mailbox()),
                it.language(),
                follows == null ? "" : follows.word(),
                String.valueOf(it.delayHours()),
                text(it.everyDays()),
                it.segment() != null ? "segment" : it.audience() != null ? "rule" : "everybody",
                text(it.segment()),
                RuleForm.of(it.segment() == null ? it.audience() : null),
                String.valueOf(it.priority()),
                text(it.ownPauseDays()),
                it.followUp());
    }

    static SurveyForm read(Map<String, String> fields) {
        return new SurveyForm(
                fields.getOrDefault("name", ""),
                fields.getOrDefault("purpose", ""),
                fields.getOrDefault("privacy", ""),
                fields.getOrDefault("confidant", ""),
                fields.getOrDefault("channel", ""),
                fields.getOrDefault("mailbox", ""),
                fields.getOrDefault("language", ""),
                fields.getOrDefault("follows", ""),
                fields.getOrDefault("delayHours", ""),
                fields.getOrDefault("everyDays", ""),
                fields.getOrDefault("meant", "everybody"),
                fields.getOrDefault("segment", ""),
                RuleForm.read(fields),
                fields.getOrDefault("priority", ""),
                fields.getOrDefault("ownPauseDays", ""),
                fields.containsKey("followUp"));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /// The plan that was typed.
    ///
    /// @param before what could not be typed, because it is fixed, stays as it is there
    /// @throws InvalidRequest with everything that cannot be read
    SurveyPlan plan(SurveyPlan before) {
        var wrong = new ArrayList<FieldError>();
        var follows = Words.askedOrNull(SurveyTrigger.class, "follows", follows());
        var kept = privacy.isBlank() ? before.privacy() : Words.asked(SurveyPrivacy.class, "privacy", privacy);
        var every = follows == SurveyTrigger.CALENDAR
                ? Optional.ofNullable(number(wrong, "everyDays", everyDays)).orElse(SurveyPlan.USUAL_EVERY)
                : null;
        var delay = number(wrong, "delayHours", delayHours);
        var rank = number(wrong, "priority", priority);
        var pause = number(wrong, "ownPauseDays", ownPauseDays);
        if (meant.equals("segment") && segment.isBlank()) {
            wrong.add(new FieldError("segment", t("surveys.form.segment.none")));
        }
        if (!wrong.isEmpty()) {
            throw new InvalidRequest(wrong.getFirst().message(), wrong);
        }
        return new SurveyPlan(
                name,
                before.type(),
                purpose(before, follows),
                kept,
                channel.isBlank() ? before.channel() : Words.asked(SurveyChannel.class, "channel", channel),
                id("mailbox", mailbox),
                language.isBlank() ? before.language() : SurveyApi.tag(language),
                follows,
                delay == null ? SurveyPlan.USUAL_DELAY : delay,
                every,
                meant.equals("segment") ? id("segment", segment) : null,
                meant.equals("rule")
                        ? rule.rule().orElseThrow(() -> InvalidRequest.field("meant", t("surveys.form.rule.none")))
                        : null,
                rank == null ? 0 : rank,
                pause,
                followUp && kept != SurveyPrivacy.ANONYMOUS,
                id("confidant", confidant));
    }

    private SurveyPurpose purpose(SurveyPlan before, @Nullable SurveyTrigger trigger) {
        if (trigger != null) {
            return SurveyPlan.purpose(before.type(), trigger);
        }
        return purpose.isBlank() ? before.purpose() : Words.asked(SurveyPurpose.class, "purpose", purpose);
    }

    private static @Nullable UUID id(String field, String typed) {
        try {
            return typed.isBlank() ? null : UUID.fromString(typed);
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.field(field, t("surveys.form.gone"));
        }
    }

    private static @Nullable Integer number(List<FieldError> wrong, String field, String typed) {
        try {
            return typed.isBlank() ? null : Integer.valueOf(typed.strip());
        } catch (NumberFormatException e) {
            wrong.add(new FieldError(field, t("surveys.form.number")));
            return null;
        }
    }
}
