package io.keepwell.surveys.answering;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.mail.Mailbox;
import io.keepwell.mail.Mailboxes;
import io.keepwell.portal.CompanyLook;
import io.keepwell.shared.Texts;
import io.keepwell.surveys.Answer;
import io.keepwell.surveys.Answering;
import io.keepwell.surveys.Given;
import io.keepwell.surveys.Invitation;
import io.keepwell.surveys.InvitationState;
import io.keepwell.surveys.Question;
import io.keepwell.surveys.Survey;
import io.keepwell.surveys.SurveyPrivacy;
import io.keepwell.surveys.SurveyWords;
import io.keepwell.surveys.Surveys;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// Draws what somebody who is asked sees.
@Component
class AnswerPages {

    /// One who opened a link.
    ///
    /// @param path       address of the page, such as `/s/TOKEN`
    /// @param invitation null where anybody may answer
    /// @param spoken     the survey in the language they read
    /// @param canonical  the same in the language of the survey
    record Visit(
            String path,
            Survey survey,
            @Nullable Invitation invitation,
            SurveyWords.Spoken spoken,
            SurveyWords.Spoken canonical) {

        boolean anonymous() {
            return survey.privacy() == SurveyPrivacy.ANONYMOUS;
        }

        /// The invitation of a visit that has one.
        Invitation invited() {
            if (invitation == null) {
                throw new IllegalStateException("Nobody was invited to " + path);
            }
            return invitation;
        }
    }

    /// What was typed into a form that could not be taken.
    record Typed(
            Map<UUID, Given.Value> values,
            String address,
            @Nullable String wrong) {}

    private final Surveys surveys;
    private final SurveyWords words;
    private final Answering answering;
    private final Customers customers;
    private final Mailboxes mailboxes;
    private final CompanyLook look;
    private final PageNonces nonces;
    private final ZoneId zone;
    private final Clock clock;

    AnswerPages(
            Surveys surveys,
            SurveyWords words,
            Answering answering,
            Customers customers,
            Mailboxes mailboxes,
            CompanyLook look,
            PageNonces nonces,
            @Value("${keepwell.zone:Europe/Berlin}") ZoneId zone,
            Clock clock) {
        this.surveys = surveys;
        this.words = words;
        this.answering = answering;
        this.customers = customers;
        this.mailboxes = mailboxes;
        this.look = look;
        this.nonces = nonces;
        this.zone = zone;
        this.clock = clock;
    }

    /// A visit by a link or by a key; from here on our own words are in its language.
    ///
    /// @param wanted tag of the language they chose, or null
    Visit visit(String path, UUID survey, @Nullable Invitation invitation, @Nullable String wanted) {
        var asked = surveys.get(survey);
        var language = wanted == null || wanted.length() > 35
                ? invitation == null ? LocaleContextHolder.getLocale() : Locale.forLanguageTag(invitation.language())
                : Locale.forLanguageTag(wanted);
        var spoken = words.of(asked, language);
        LocaleContextHolder.setLocale(Texts.supported(spoken.locale()));
        return new Visit(path, asked, invitation, spoken, words.of(asked, Locale.forLanguageTag(asked.language())));
    }

    private SurveyPage.Frame frame(@Nullable Visit visit) {
        var language = Texts.supported(LocaleContextHolder.getLocale()).getLanguage();
        if (visit == null) {
            return new SurveyPage.Frame(look.name(), look.style(), language, language, List.of());
        }
        var tag = visit.spoken().locale().toLanguageTag();
        var tongues = words.languages(visit.survey()).stream()
                .map(locale -> new SurveyPage.Tongue(
                        locale.toLanguageTag(),
                        SurveyForm.called(locale),
                        visit.path() + "?lang=" + locale.toLanguageTag(),
                        locale.toLanguageTag().equals(tag)))
                .toList();
        return new SurveyPage.Frame(look.name(), look.style(), language, tag, tongues.size() > 1 ? tongues : List.of());
    }

    /// The form, with what they answered before, or what they typed, or the score they clicked.
    ///
    /// @param score score that was clicked, or null
    SurveyPage form(Visit visit, @Nullable Integer score, @Nullable Typed typed) {
        var before = standing(visit);
        var values = new HashMap<>(
                typed != null ? typed.values() : before.map(Answer::values).orElse(Map.of()));
        if (score != null && typed == null) {
            visit.survey().scored().map(Question::id).ifPresent(id -> values.put(id, Given.Value.of(score)));
        }
        return new SurveyPage(
                frame(visit),
                visit.path(),
                nonces.next(visit.path()),
                visit.spoken().intro(),
                SurveyForm.fields(visit.spoken().questions(), visit.canonical().questions(), values),
                visit.spoken().privacy(),
                name(visit),
                before.filter(it -> it.score() != null)
                        .map(it -> t("surveys.page.before", "score", String.valueOf(it.score())))
                        .orElse(null),
                address(visit),
                typed == null ? "" : typed.address(),
                typed == null ? null : typed.wrong());
    }

    private static String address(Visit visit) {
        return visit.anonymous() ? "voluntary" : visit.invitation() == null ? "wanted" : "none";
    }

    /// Whose answer it becomes; of an anonymous survey it becomes nobody's.
    private @Nullable String name(Visit visit) {
        return visit.anonymous() || visit.invitation() == null
                ? null
                : customers
                        .find(visit.invitation().customer())
                        .map(Customer::label)
                        .orElse(null);
    }

    Optional<Answer> standing(Visit visit) {
        return visit.invitation() == null ? Optional.empty() : answering.given(visit.invitation());
    }

    /// Whether nothing can be answered by this link any more: the word of why, else empty.
    Optional<String> closed(Visit visit) {
        var invitation = visit.invitation();
        if (invitation == null) {
            return Optional.empty();
        }
        if (visit.anonymous() && answering.used(invitation)) {
            return Optional.of("used");
        }
        if (standing(visit).isPresent()) {
            return Optional.empty();
        }
        if (invitation.state() == InvitationState.CANCELLED) {
            return Optional.of("cancelled");
        }
        return clock.instant().isBefore(invitation.expiresAt()) ? Optional.empty() : Optional.of("over");
    }

    /// A page that says why nothing can be answered.
    ///
    /// @param kind  `forged`, `over`, `cancelled`, `used`, `many` or `not-me`
    /// @param visit null where the link is none of ours
    SurveyPage.Message message(String kind, @Nullable Visit visit) {
        var person = visit == null ? null : name(visit);
        return new SurveyPage.Message(
                frame(visit),
                t("surveys.page." + kind),
                t("surveys.page." + kind + ".words", "name", person == null ? "" : person),
                "",
                null,
                null,
                null,
                null,
                "",
                mail(),
                false);
    }

    /// Thanks, with what they said, and the ways from there.
    ///
    /// @param asked whether they have just asked for a person
    SurveyPage.Message thanks(Visit visit, boolean asked) {
        var answer = standing(visit);
        var until = answer.flatMap(this::changeableUntil);
        boolean known = answer.isPresent() && visit.invitation() != null;
        return new SurveyPage.Message(
                frame(visit),
                t("surveys.page.thanks"),
                visit.anonymous() ? t("surveys.page.thanks.anonymous") : "",
                visit.spoken().thanks(),
                answer.filter(it -> it.score() != null)
                        .map(it -> t(
                                "surveys.page.kept",
                                "score",
                                String.valueOf(it.score()),
                                "high",
                                String.valueOf(it.high())))
                        .orElse(null),
                until.isPresent()
                        ? visit.path() + "?change&lang="
                                + visit.spoken().locale().toLanguageTag()
                        : null,
                until.map(it -> t("surveys.page.until", "until", day(it))).orElse(null),
                known ? visit.path() + "/person?lang=" + visit.spoken().locale().toLanguageTag() : null,
                nonces.next(visit.path()),
                mail(),
                asked);
    }

    private String day(Instant at) {
        var locale = Texts.supported(LocaleContextHolder.getLocale());
        boolean german = locale.getLanguage().equals(Locale.GERMAN.getLanguage());
        return DateTimeFormatter.ofPattern(german ? "d. MMMM" : "d MMMM", locale)
                .format(at.atZone(zone));
    }

    private Optional<Instant> changeableUntil(Answer answer) {
        var at = answer.at();
        return at == null
                ? Optional.empty()
                : Optional.of(at.plus(Answering.CHANGEABLE)).filter(clock.instant()::isBefore);
    }

    private @Nullable String mail() {
        return mailboxes.all().stream().findFirst().map(Mailbox::address).orElse(null);
    }
}
