package io.keepwell.surveys;

import static java.util.function.Predicate.not;

import io.keepwell.conversations.Voices;
import io.keepwell.conversations.Voices.Voice;
import io.keepwell.shared.Texts;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What a survey says to one person. What nobody wrote is said in our own words.
///
/// A letter is in one language: the person's, where the survey is written in it, or where it has no question of its
/// own and we have words for it; else the one of the survey. The words of a question that are missing there are those
/// of the survey's language, since another question would measure something else; what surrounds it is ours.
@Service
public class SurveyWords {

    /// A survey in one language.
    ///
    /// @param locale    the language it is in, which may be another than was wanted
    /// @param subject   subject of the letter
    /// @param intro     what stands before the question
    /// @param questions in their order; the first is the one that is clicked, where it is a score
    /// @param thanks    what stands on the page after it
    /// @param privacy   the sentence about who sees the answer, which stands on the form (3.4.1)
    public record Spoken(
            Locale locale, String subject, String intro, List<Line> questions, String thanks, String privacy) {}

    /// One question in one language.
    ///
    /// @param low     what the smallest score means; empty for what is no score
    /// @param high    what the largest means; the same
    /// @param choices of a choice, else empty
    public record Line(Question question, String ask, String low, String high, List<String> choices) {}

    private final Surveys surveys;
    private final Voices voices;
    private final Members members;

    SurveyWords(Surveys surveys, Voices voices, Members members) {
        this.surveys = surveys;
        this.voices = voices;
        this.members = members;
    }

    /// The survey as it speaks to somebody.
    ///
    /// @param wanted the language they read, null where it is not known
    public Spoken of(Survey survey, @Nullable Locale wanted) {
        return of(survey, surveys.wordings(survey.id()), wanted);
    }

    /// The same by wordings that may not be saved yet.
    Spoken of(Survey survey, Map<String, Wording> wordings, @Nullable Locale wanted) {
        var locale = language(survey, wordings, wanted);
        return new Speaker(survey, wordings, locale, standard(survey, locale)).spoken();
    }

    /// The survey in our own words, whatever was written in it; for showing beside what is written.
    Spoken ours(Survey survey, Locale locale) {
        return new Speaker(survey, Map.of(), locale, standard(survey, locale)).spoken();
    }

    /// The languages somebody may get it in, that of the survey first.
    public List<Locale> languages(Survey survey) {
        var wordings = surveys.wordings(survey.id());
        var ours = asksInOwnWords(survey, wordings) ? Stream.<Locale>empty() : Texts.LANGUAGES.stream();
        return Stream.of(
                        Stream.of(Locale.forLanguageTag(survey.language())),
                        wordings.keySet().stream().sorted().map(Locale::forLanguageTag),
                        ours)
                .flatMap(it -> it)
                .distinct()
                .toList();
    }

    private static Locale language(Survey survey, Map<String, Wording> wordings, @Nullable Locale wanted) {
        var own = Locale.forLanguageTag(survey.language());
        if (wanted == null) {
            return own;
        }
        if (wordings.containsKey(wanted.toLanguageTag())) {
            return wanted;
        }
        var alike = wordings.keySet().stream()
                .sorted()
                .map(Locale::forLanguageTag)
                .filter(it -> it.getLanguage().equals(wanted.getLanguage()))
                .findFirst();
        if (alike.isPresent()) {
            return alike.get();
        }
        boolean ours = Texts.LANGUAGES.stream().anyMatch(it -> it.getLanguage().equals(wanted.getLanguage()));
        return ours && !asksInOwnWords(survey, wordings) ? Texts.supported(wanted) : own;
    }

    /// Whether somebody wrote a question, which we cannot say in another language.
    private static boolean asksInOwnWords(Survey survey, Map<String, Wording> wordings) {
        var asked = survey.questions().stream().map(Question::id).collect(Collectors.toSet());
        return wordings.values().stream()
                .flatMap(wording -> wording.questions().entrySet().stream())
                .anyMatch(it -> asked.contains(it.getKey())
                        && (it.getValue().ask() != null
                                || !it.getValue().choices().isEmpty()));
    }

    private StandardWords standard(Survey survey, Locale locale) {
        boolean known = Texts.LANGUAGES.stream().anyMatch(it -> it.getLanguage().equals(locale.getLanguage()));
        var spoken = known ? locale : Locale.forLanguageTag(survey.language());
        var voice = voices.of(survey.mailbox(), spoken).orElse(new Voice("", false));
        var confidant = Optional.ofNullable(survey.confidant())
                .flatMap(members::find)
                .map(Member::name)
                .orElse("");
        return new StandardWords(survey, spoken, voice.company(), voice.informal(), confidant);
    }

    private record Speaker(Survey survey, Map<String, Wording> wordings, Locale locale, StandardWords standard) {

        private Spoken spoken() {
            var own = Optional.ofNullable(wordings.get(locale.toLanguageTag()));
            return new Spoken(
                    locale,
                    said(own.map(Wording::subject)).orElseGet(standard::subject),
                    said(own.map(Wording::intro)).orElseGet(standard::intro),
                    IntStream.range(0, survey.questions().size())
                            .mapToObj(i -> line(i, survey.questions().get(i)))
                            .toList(),
                    said(own.map(Wording::thanks)).orElseGet(standard::thanks),
                    standard.privacy());
        }

        private Line line(int index, Question question) {
            var asked = Stream.of(locale.toLanguageTag(), survey.language())
                    .flatMap(tag -> Optional.ofNullable(wordings.get(tag)).stream())
                    .flatMap(wording -> Optional.ofNullable(wording.questions().get(question.id())).stream())
                    .toList();
            return new Line(
                    question,
                    first(asked.stream().map(Wording.Asked::ask)).orElseGet(() -> standard.ask(index, question)),
                    first(asked.stream().map(Wording.Asked::low)).orElseGet(() -> standard.low(index, question)),
                    first(asked.stream().map(Wording.Asked::high)).orElseGet(() -> standard.high(index, question)),
                    choices(asked));
        }

        /// An answer is kept in the words of the survey's language, found by its place among them: a translation that
        /// has another number of them is of no use.
        private static List<String> choices(List<Wording.Asked> asked) {
            var own = asked.isEmpty() ? List.<String>of() : asked.getLast().choices();
            return asked.stream()
                    .map(Wording.Asked::choices)
                    .filter(it -> it.size() == own.size())
                    .findFirst()
                    .orElse(own);
        }

        private static Optional<String> first(Stream<@Nullable String> words) {
            return words.flatMap(it -> it == null || it.isBlank() ? Stream.empty() : Stream.of(it))
                    .findFirst();
        }

        private static Optional<String> said(Optional<String> words) {
            return words.filter(not(String::isBlank));
        }
    }
}
