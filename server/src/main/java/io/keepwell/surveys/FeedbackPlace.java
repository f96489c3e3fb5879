package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Place;
import org.springframework.stereotype.Component;

/// The feedback of customers in the navigation, with how much of it waits for somebody.
@Component
class FeedbackPlace implements Place {

    private static final int ORDER = 360;

    private final FeedbackTabs tabs;

    FeedbackPlace(FeedbackTabs tabs) {
        this.tabs = tabs;
    }

    @Override
    public String key() {
        return "surveys";
    }

    @Override
    public String href() {
        return "/surveys";
    }

    @Override
    public String icon() {
        return "message-star";
    }

    @Override
    public String label() {
        return t("surveys.place");
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public int waiting() {
        return tabs.waiting();
    }
}
