package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import gg.jte.Content;
import io.keepwell.customers.RuleFields;
import io.keepwell.customers.Segment;
import io.keepwell.customers.Segments;
import io.keepwell.customers.TraitRule;
import io.keepwell.customers.Traits;
import io.keepwell.mail.Mailbox;
import io.keepwell.mail.Mailboxes;
import io.keepwell.shared.Refusal.FieldError;
import io.keepwell.shared.Texts;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// What the pages of surveys show.
@Component
class SurveyPages {

    private final Surveys surveys;
    private final SurveyStore store;
    private final SurveyWriting writing;
    private final SurveyWords words;
    private final WaveStore waves;
    private final Segments segments;
    private final Traits traits;
    private final RuleFields ruleFields;
    private final Mailboxes mailboxes;
    private final Members members;
    private final FeedbackTabs tabs;
    private final List<SurveyPart> parts;

    SurveyPages(
            Surveys surveys,
            SurveyStore store,
            SurveyWriting writing,
            SurveyWords words,
            WaveStore waves,
            Segments segments,
            Traits traits,
            RuleFields ruleFields,
            Mailboxes mailboxes,
            Members members,
            FeedbackTabs tabs,
            List<SurveyPart> parts) {
        this.surveys = surveys;
        this.store = store;
        this.writing = writing;
        this.words = words;
        this.waves = waves;
        this.segments = segments;
        this.traits = traits;
        this.ruleFields = ruleFields;
        this.mailboxes = mailboxes;
        this.members = members;
        this.tabs = tabs;
        this.parts = parts;
    }

    /// A survey in the list.
    ///
    /// @param ask   the first question
    /// @param wave  its last wave, or null
    record Row(
            Survey survey,
            String ask,
            String when,
            @Nullable Wave wave) {}

    /// The list.
    record Listing(List<Row> rows, Content tabs, boolean writes) {}

    /// The page of one survey.
    ///
    /// @param whom    who is meant, in words
    /// @param people  how many that are now
    /// @param missing what is missing before it can ask, or null
    record Page(
            Survey survey,
            SurveyWords.Spoken spoken,
            String when,
            String whom,
            long people,
            @Nullable String missing,
            boolean asked,
            boolean sent,
            String languages,
            List<Wave> waves,
            boolean writes,
            List<Content> first,
            List<Content> parts) {

        /// Whether it is sent to people by hand from here.
        boolean sends() {
            return writes
                    && missing == null
                    && survey.channel() == SurveyChannel.EMAIL
                    && (survey.state() == SurveyState.DRAFT || survey.state() == SurveyState.ACTIVE);
        }

        String href() {
            return "/surveys/" + survey.id();
        }
    }

    /// The form of whom it asks, when, and what is promised.
    record Editing(
            Survey survey,
            SurveyForm form,
            boolean asked,
            Content rule,
            List<Segment> segments,
            List<Mailbox> mailboxes,
            List<Member> members,
            List<FieldError> wrongs,
            @Nullable String problem) {

        @Nullable
        String wrong(String field) {
            return FieldError.in(wrongs, field);
        }
    }

    Listing listing() {
        return new Listing(
                surveys.all().stream()
                        .map(it -> new Row(
                                it,
                                firstAsk(it),
                                when(it),
                                waves.of(it.id()).stream().findFirst().orElse(null)))
                        .toList(),
                tabs.show(SurveysTab.KEY),
                writes());
    }

    private String firstAsk(Survey survey) {
        return words.of(survey, null).questions().stream()
                .map(SurveyWords.Line::ask)
                .findFirst()
                .orElse("");
    }

    boolean writes() {
        return members.current().filter(it -> it.role() != Role.VIEWER).isPresent();
    }

    Page page(Survey survey) {
        return new Page(
                survey,
                words.of(survey, null),
                when(survey),
                whom(survey),
                people(survey),
                writing.missing(survey).orElse(null),
                store.asked(survey.id()),
                store.sent(survey.id()),
                String.join(
                        ", ",
                        words.languages(survey).stream()
                                .map(SurveyPages::called)
                                .toList()),
                waves.of(survey.id()),
                writes(),
                parts(survey, true),
                parts(survey, false));
    }

    private List<Content> parts(Survey survey, boolean first) {
        return parts.stream()
                .filter(it -> it.first() == first)
                .flatMap(it -> it.show(survey).stream())
                .toList();
    }

    /// What a language is called in the language of the request.
    static String called(Locale language) {
        return language.getDisplayName(LocaleContextHolder.getLocale());
    }

    private static String when(Survey survey) {
        var follows = survey.follows();
        if (survey.channel() == SurveyChannel.LINK) {
            return t("surveys.when.link");
        }
        return follows == null
                ? t("surveys.when.sent")
                : t(
                        "surveys.when." + follows.word(),
                        "hours",
                        survey.delayHours(),
                        "days",
                        Objects.requireNonNullElse(survey.everyDays(), SurveyPlan.USUAL_EVERY));
    }

    /// How many are meant now.
    long people(Survey survey) {
        var audience = survey.audience();
        return audience == null ? store.customers() : traits.count(audience);
    }

    /// Who is meant, in words; empty for everybody.
    String whom(Survey survey) {
        var audience = survey.audience();
        return Optional.ofNullable(survey.segment())
                .flatMap(segments::find)
                .map(Segment::name)
                .or(() -> Optional.ofNullable(audience).map(TraitRule::inWords))
                .orElse("");
    }

    Editing editing(Survey survey, SurveyForm form, List<FieldError> wrongs, @Nullable String problem) {
        return new Editing(
                survey,
                form,
                store.asked(survey.id()),
                ruleFields.show(form.rule(), wrongs),
                segments.all(),
                mailboxes.all(),
                members.active().stream().filter(it -> it.role() != Role.VIEWER).toList(),
                wrongs,
                problem);
    }

    /// Languages one can begin with: those we have words in.
    static List<Locale> ours() {
        return Texts.LANGUAGES;
    }
}
