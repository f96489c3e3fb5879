package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Segments;
import io.keepwell.mail.Mailboxes;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal.FieldError;
import io.keepwell.team.Audit;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Writes surveys: what they ask, whom, when, and in which words. What was asked stays comparable: once somebody was
/// invited or has answered, the measure and the promise of privacy are fixed (3.4.1).
@Service
class SurveyWriting {

    private final SurveyStore store;
    private final Segments segments;
    private final Mailboxes mailboxes;
    private final Members members;
    private final KeepwellSettings house;
    private final Audit audit;
    private final Clock clock;

    SurveyWriting(
            SurveyStore store,
            Segments segments,
            Mailboxes mailboxes,
            Members members,
            KeepwellSettings house,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.segments = segments;
        this.mailboxes = mailboxes;
        this.members = members;
        this.house = house;
        this.audit = audit;
        this.clock = clock;
    }

    /// The language of whoever speaks none of those a new survey is written in.
    String usualLanguage() {
        return house.locale().toLanguageTag();
    }

    @Transactional
    Survey create(NewSurvey asked) {
        var plan = meant(asked.plan());
        plan.check();
        checkReferences(plan);
        if (plan.type() == SurveyType.NPS && !asked.scale().equals(SurveyType.NPS.scale())) {
            throw InvalidRequest.field("scale", t("surveys.refused.nps"));
        }
        var bare = unsaved(new NewSurvey(plan, asked.scale(), asked.question(), asked.comment(), asked.draft()));
        var id = bare.id();
        var question = asked.question();
        store.insert(bare);
        if (question != null && !question.isBlank()) {
            store.word(
                    id,
                    WordingCheck.checked(
                            bare, only(plan.language(), bare.questions().getFirst(), question), null));
        }
        note("survey.created", bare);
        var made = get(id);
        return asked.draft() || missing(made).isPresent() ? made : state(id, SurveyState.ACTIVE);
    }

    /// A survey as it would be made, kept nowhere.
    Survey unsaved(NewSurvey asked) {
        var plan = asked.plan();
        return new Survey(
                Ids.next(),
                plan.name().strip(),
                plan.type(),
                plan.purpose(),
                plan.privacy(),
                plan.channel(),
                SurveyState.DRAFT,
                plan.mailbox(),
                plan.language(),
                plan.follows(),
                plan.delayHours(),
                plan.everyDays(),
                plan.segment(),
                plan.audience(),
                plan.priority(),
                plan.ownPauseDays(),
                plan.followUp(),
                plan.confidant(),
                clock.instant(),
                members.current().map(Member::id).orElse(null),
                questions(asked));
    }

    /// Who wants questions of their own and says none adds them later.
    private static List<Question> questions(NewSurvey asked) {
        if (asked.plan().type() == SurveyType.CUSTOM
                && (asked.question() == null || asked.question().isBlank())) {
            return List.of();
        }
        var first = new Question(Ids.next(), 0, QuestionKind.SCORE, asked.scale(), true);
        return asked.comment()
                ? List.of(first, new Question(Ids.next(), 1, QuestionKind.TEXT, null, false))
                : List.of(first);
    }

    private static Wording only(String language, Question question, String ask) {
        return new Wording(
                language, null, null, null, Map.of(question.id(), new Wording.Asked(ask, null, null, List.of())));
    }

    /// Changes what can be said beside questions and words.
    @Transactional
    Survey change(UUID id, SurveyPlan asked) {
        var plan = meant(asked);
        plan.check();
        var before = held(id);
        var standing = SurveyPlan.of(before);
        checkReferences(plan);
        if (!plan.sameMeasure(standing) && store.asked(id)) {
            throw SurveyRefused.because(plan.privacy() == standing.privacy() ? "measured" : "promised");
        }
        if (plan.type() != standing.type()) {
            throw SurveyRefused.because("type");
        }
        if (plan.equals(standing)) {
            return before;
        }
        store.update(plan.over(before), clock.instant());
        note("survey.changed", before);
        return get(id);
    }

    /// The plan with what follows from the rest of it.
    private SurveyPlan meant(SurveyPlan it) {
        var segment = it.segment();
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
                segment,
                segment == null
                        ? it.audience()
                        : segments.get(segment.toString()).rule(),
                it.priority(),
                it.ownPauseDays(),
                it.followUp(),
                it.privacy() == SurveyPrivacy.CONFIDENTIAL ? it.confidant() : null);
    }

    private void checkReferences(SurveyPlan plan) {
        var mailbox = plan.mailbox();
        if (mailbox != null && mailboxes.find(mailbox).isEmpty()) {
            throw InvalidRequest.field("mailbox", t("surveys.refused.mailbox"));
        }
        var confidant = plan.confidant();
        if (confidant != null
                && members.find(confidant)
                        .filter(it -> it.active() && it.role() != Role.VIEWER)
                        .isEmpty()) {
            throw InvalidRequest.field("confidant", t("surveys.refused.confidant"));
        }
    }

    /// Starts, pauses or ends it.
    @Transactional
    Survey state(UUID id, SurveyState state) {
        var before = held(id);
        if (before.state() == state) {
            return before;
        }
        if (state == SurveyState.DRAFT || (before.state() == SurveyState.DRAFT && state != SurveyState.ACTIVE)) {
            throw SurveyRefused.because("state");
        }
        if (state == SurveyState.ACTIVE) {
            missing(before).ifPresent(it -> {
                throw SurveyRefused.missing(it);
            });
        }
        store.state(id, state, clock.instant());
        note("survey." + deed(state), before);
        return get(id);
    }

    private static String deed(SurveyState state) {
        return switch (state) {
            case ACTIVE -> "started";
            case PAUSED -> "paused";
            case ENDED -> "ended";
            case DRAFT -> throw new IllegalArgumentException(state.word());
        };
    }

    /// What is still missing before it can ask, as a sentence.
    Optional<String> missing(Survey survey) {
        var wording = store.wordings(survey.id()).get(survey.language());
        if (survey.questions().isEmpty()) {
            return Optional.of(t("surveys.missing.question"));
        }
        return survey.questions().stream()
                .flatMap(it -> missing(
                        survey, it, wording == null ? null : wording.questions().get(it.id()))
                        .stream())
                .findFirst();
    }

    private static Optional<String> missing(Survey survey, Question question, Wording.@Nullable Asked asked) {
        boolean asks = asked != null && asked.ask() != null;
        return switch (question.kind()) {
            case SCORE ->
                asks || (question.position() == 0 && survey.type() != SurveyType.CUSTOM)
                        ? Optional.empty()
                        : Optional.of(t("surveys.missing.ask", "number", question.position() + 1));
            case CHOICE ->
                asked == null || asked.choices().size() < 2
                        ? Optional.of(t("surveys.missing.choices", "number", question.position() + 1))
                        : Optional.empty();
            case TEXT -> Optional.empty();
        };
    }

    /// Deletes a survey that never asked anybody.
    @Transactional
    void delete(UUID id) {
        var survey = held(id);
        if (survey.state() != SurveyState.DRAFT || store.sent(id)) {
            throw SurveyRefused.because("delete");
        }
        store.delete(id);
        note("survey.deleted", survey);
    }

    /// Sets what it says in one language, all of it.
    @Transactional
    Wording word(UUID id, Wording wording) {
        var survey = held(id);
        var tidy = checked(survey, wording);
        store.word(id, tidy);
        note("survey.worded", survey, Map.of("language", tidy.language()));
        return tidy;
    }

    private Wording checked(Survey survey, Wording wording) {
        boolean own = wording.language().equals(survey.language());
        return WordingCheck.checked(
                survey, wording, own ? null : store.wordings(survey.id()).get(survey.language()));
    }

    /// Sets what it says in several languages, the one of the survey first; a language that says nothing is taken away.
    ///
    /// @throws InvalidRequest with everything that is wrong, named by language and field, such as `de:subject`
    @Transactional
    void word(Survey survey, List<Wording> wordings) {
        var wrong = new ArrayList<FieldError>();
        for (var wording : wordings) {
            try {
                write(survey.id(), wording);
            } catch (InvalidRequest refused) {
                refused.errors()
                        .forEach(it -> wrong.add(new FieldError(wording.language() + ":" + it.field(), it.message())));
            }
        }
        if (!wrong.isEmpty()) {
            throw new InvalidRequest(wrong.getFirst().message(), wrong);
        }
    }

    private void write(UUID id, Wording wording) {
        var before = store.wordings(id).get(wording.language());
        var tidy = checked(held(id), wording);
        boolean silent = tidy.subject() == null
                && tidy.intro() == null
                && tidy.thanks() == null
                && tidy.questions().isEmpty();
        if (tidy.equals(before) || (silent && before == null)) {
            return;
        }
        if (silent) {
            store.unword(id, tidy.language());
        } else {
            store.word(id, tidy);
        }
        note("survey.worded", get(id), Map.of("language", tidy.language()));
    }

    /// Takes away what it says in one language; it is then said in our own words, or in the language of the survey.
    @Transactional
    void unword(UUID id, String language) {
        var survey = held(id);
        if (language.equals(survey.language()) && survey.state() != SurveyState.DRAFT) {
            throw SurveyRefused.because("own-language");
        }
        if (store.unword(id, language)) {
            note("survey.worded", survey, Map.of("language", language));
        }
    }

    private Survey get(UUID id) {
        return store.find(id).orElseThrow(() -> new SurveyNotFound(id.toString()));
    }

    /// The survey, with its row held: nobody is invited to it until what is changed stands.
    private Survey held(UUID id) {
        store.hold(id);
        return get(id);
    }

    private void note(String deed, Survey survey) {
        note(deed, survey, Map.of());
    }

    private void note(String deed, Survey survey, Map<String, ?> details) {
        audit.record(deed, survey.id(), survey.name(), details);
    }
}
