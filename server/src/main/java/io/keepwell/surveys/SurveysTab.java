package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import org.springframework.stereotype.Component;

/// The surveys themselves.
@Component
class SurveysTab implements FeedbackTab {

    /// Its key.
    static final String KEY = "surveys";

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String label() {
        return t("surveys.tab");
    }

    @Override
    public String href() {
        return "/surveys";
    }

    @Override
    public int order() {
        return 100;
    }
}
