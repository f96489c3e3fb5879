package io.keepwell.surveys;

import io.keepwell.customers.Segments;
import io.keepwell.customers.TraitRule;
import io.keepwell.shared.Words;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads what a program wants of a survey.
@Component
class SurveyChanges {

    private final Segments segments;

    SurveyChanges(Segments segments) {
        this.segments = segments;
    }

    /// The plan with what was said in its place.
    ///
    /// @param said whether a field was there at all: null takes away what can be absent
    SurveyPlan over(SurveyPlan before, SurveyJson.Change change, Predicate<String> said) {
        var follows = said.test("follows")
                ? Words.askedOrNull(SurveyTrigger.class, "follows", change.follows())
                : before.follows();
        var privacy = change.privacy() == null
                ? before.privacy()
                : Words.asked(SurveyPrivacy.class, "privacy", change.privacy());
        return new SurveyPlan(
                change.name() == null ? before.name() : change.name(),
                before.type(),
                change.purpose() == null
                        ? follows == before.follows() ? before.purpose() : SurveyPlan.purpose(before.type(), follows)
                        : Words.asked(SurveyPurpose.class, "purpose", change.purpose()),
                privacy,
                change.channel() == null
                        ? before.channel()
                        : Words.asked(SurveyChannel.class, "channel", change.channel()),
                said.test("mailbox") ? change.mailbox() : before.mailbox(),
                change.language() == null ? before.language() : change.language(),
                follows,
                change.delayHours() == null ? before.delayHours() : change.delayHours(),
                every(before, change, said, follows),
                segment(before, change, said),
                audience(before, change, said),
                change.priority() == null ? before.priority() : change.priority(),
                said.test("ownPauseDays") ? change.ownPauseDays() : before.ownPauseDays(),
                followUp(before, change, privacy),
                said.test("confidant") ? change.confidant() : before.confidant());
    }

    private static @Nullable Integer every(
            SurveyPlan before, SurveyJson.Change change, Predicate<String> said, @Nullable SurveyTrigger follows) {
        if (said.test("everyDays") && change.everyDays() != null) {
            return change.everyDays();
        }
        if (follows != SurveyTrigger.CALENDAR) {
            return null;
        }
        return before.everyDays() == null ? Integer.valueOf(SurveyPlan.USUAL_EVERY) : before.everyDays();
    }

    private @Nullable UUID segment(SurveyPlan before, SurveyJson.Change change, Predicate<String> said) {
        if (said.test("segment")) {
            var reference = change.segment();
            return reference == null || reference.isBlank()
                    ? null
                    : segments.get(reference).id();
        }
        return said.test("audience") ? null : before.segment();
    }

    private static @Nullable TraitRule audience(SurveyPlan before, SurveyJson.Change change, Predicate<String> said) {
        if (said.test("audience")) {
            var rule = change.audience();
            return rule == null ? null : TraitRule.of(rule);
        }
        return said.test("segment") ? null : before.audience();
    }

    private static boolean followUp(SurveyPlan before, SurveyJson.Change change, SurveyPrivacy privacy) {
        if (change.followUp() != null) {
            return change.followUp();
        }
        return before.followUp() && privacy != SurveyPrivacy.ANONYMOUS;
    }
}
