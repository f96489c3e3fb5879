package io.keepwell.surveys;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Surveys as the other parts of Keepwell know them.
@Service
public class Surveys {

    private final SurveyStore store;
    private final SurveyWriting writing;

    Surveys(SurveyStore store, SurveyWriting writing) {
        this.store = store;
        this.writing = writing;
    }

    /// Makes a survey; it is active at once where it is complete enough to ask and nobody wants a draft.
    ///
    /// @throws io.keepwell.shared.InvalidRequest where it makes no sense
    public Survey create(NewSurvey asked) {
        return writing.create(asked);
    }

    /// What a survey says in one language, all of it.
    ///
    /// @throws io.keepwell.shared.InvalidRequest where it cannot be said
    public Wording word(UUID survey, Wording wording) {
        return writing.word(survey, wording);
    }

    /// Starts, pauses or ends a survey.
    public Survey state(UUID survey, SurveyState state) {
        return writing.state(survey, state);
    }

    /// The survey of an id.
    public Optional<Survey> find(UUID id) {
        return store.find(id);
    }

    /// The survey of an id.
    ///
    /// @throws SurveyNotFound where there is none
    public Survey get(UUID id) {
        return find(id).orElseThrow(() -> new SurveyNotFound(id.toString()));
    }

    /// All surveys, the newest first.
    public List<Survey> all() {
        return store.all();
    }

    /// Those that ask by themselves after something, the most important first.
    public List<Survey> following(SurveyTrigger trigger) {
        return store.following(trigger);
    }

    /// What a survey says, by language tag; languages in which it says only our own words are absent.
    public Map<String, Wording> wordings(UUID survey) {
        return store.wordings(survey);
    }
}
