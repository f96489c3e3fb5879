package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.TraitRule;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What can be said of a survey beside its questions and its words; each component is as in [Survey].
public record SurveyPlan(
        String name,
        SurveyType type,
        SurveyPurpose purpose,
        SurveyPrivacy privacy,
        SurveyChannel channel,
        @Nullable UUID mailbox,
        String language,
        @Nullable SurveyTrigger follows,
        int delayHours,
        @Nullable Integer everyDays,
        @Nullable UUID segment,
        @Nullable TraitRule audience,
        int priority,
        @Nullable Integer ownPauseDays,
        boolean followUp,
        @Nullable UUID confidant) {

    static final int LONGEST_NAME = 120;

    /// How long after an event people are asked where nobody says otherwise (3.2.5).
    static final int USUAL_DELAY = 24;

    /// How often the calendar asks where nobody says otherwise.
    static final int USUAL_EVERY = 90;

    private static final int MOST_DELAY = 720;
    private static final int FEWEST_EVERY = 7;
    private static final int MOST_DAYS = 730;
    private static final int MOST_PRIORITY = 100;
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*");

    /// The plan of a survey where nobody says more.
    ///
    /// @param language language tag of whoever has none of those it is written in
    public static SurveyPlan usual(SurveyType type, String name, String language) {
        return new SurveyPlan(
                name,
                type,
                purpose(type, null),
                SurveyPrivacy.IDENTIFIED,
                SurveyChannel.EMAIL,
                null,
                language,
                null,
                USUAL_DELAY,
                null,
                null,
                null,
                0,
                null,
                true,
                null);
    }

    /// The plan of a survey as it stands.
    static SurveyPlan of(Survey it) {
        return new SurveyPlan(
                it.name(),
                it.type(),
                it.purpose(),
                it.privacy(),
                it.channel(),
                it.mailbox(),
                it.language(),
                it.follows(),
                it.delayHours(),
                it.everyDays(),
                it.segment(),
                it.audience(),
                it.priority(),
                it.ownPauseDays(),
                it.followUp(),
                it.confidant());
    }

    /// What a survey asks about where nobody says: what has just happened after an event, and where it asks how a
    /// matter was handled; else everything.
    static SurveyPurpose purpose(SurveyType type, @Nullable SurveyTrigger follows) {
        if (follows != null) {
            return follows == SurveyTrigger.CALENDAR ? SurveyPurpose.RELATIONSHIP : SurveyPurpose.TRANSACTIONAL;
        }
        return switch (type) {
            case CSAT, CES -> SurveyPurpose.TRANSACTIONAL;
            case NPS, CUSTOM -> SurveyPurpose.RELATIONSHIP;
        };
    }

    /// The survey by this plan.
    Survey over(Survey before) {
        return new Survey(
                before.id(),
                name.strip(),
                type,
                purpose,
                privacy,
                channel,
                before.state(),
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
                confidant,
                before.createdAt(),
                before.createdBy(),
                before.questions());
    }

    /// @throws InvalidRequest with everything that makes no sense
    void check() {
        var wrong = new ArrayList<FieldError>();
        if (name.isBlank() || name.strip().length() > LONGEST_NAME) {
            wrong.add(new FieldError("name", t("surveys.refused.name", "most", LONGEST_NAME)));
        }
        if (!LANGUAGE.matcher(language).matches()) {
            wrong.add(new FieldError("language", t("surveys.refused.language")));
        }
        within(wrong, "delayHours", delayHours, 0, MOST_DELAY);
        within(wrong, "everyDays", everyDays, FEWEST_EVERY, MOST_DAYS);
        within(wrong, "priority", priority, 0, MOST_PRIORITY);
        within(wrong, "ownPauseDays", ownPauseDays, 1, MOST_DAYS);
        if ((follows == SurveyTrigger.CALENDAR) != (everyDays != null)) {
            wrong.add(new FieldError("everyDays", t("surveys.refused.every")));
        }
        if (follows != null && purpose != purpose(type, follows)) {
            wrong.add(new FieldError(
                    "purpose",
                    t("surveys.refused.purpose." + purpose(type, follows).word())));
        }
        if (channel == SurveyChannel.MESSENGER) {
            wrong.add(new FieldError("channel", t("surveys.refused.messenger")));
        }
        if (follows != null && channel == SurveyChannel.LINK) {
            wrong.add(new FieldError("follows", t("surveys.refused.link")));
        }
        if (privacy == SurveyPrivacy.ANONYMOUS && followUp) {
            wrong.add(new FieldError("followUp", t("surveys.refused.follow-up")));
        }
        if (!wrong.isEmpty()) {
            throw new InvalidRequest(wrong.getFirst().message(), wrong);
        }
    }

    private static void within(List<FieldError> wrong, String field, @Nullable Integer value, int from, int to) {
        if (value != null && (value < from || value > to)) {
            wrong.add(new FieldError(field, t("surveys.refused.number", "from", from, "to", to)));
        }
    }

    /// Whether another plan changes what is fixed once somebody was asked (3.4.1, 3.1.13, 3.1.14).
    boolean sameMeasure(SurveyPlan other) {
        return type == other.type && purpose == other.purpose && privacy == other.privacy && channel == other.channel;
    }
}
