package io.keepwell.surveys;

/// A tab of the place "Feedback", such as the scores or the follow-ups. Beans, of this module and of those above; a
/// page of a tab draws them all with the template `surveys/tabs.jte`, which gets them by [FeedbackTabs].
public interface FeedbackTab {

    /// Stable key, by which a page says which tab it is.
    String key();

    /// What it is called, in the language of the request.
    String label();

    /// Where it leads.
    String href();

    /// Tabs stand in this order; the surveys themselves are 100.
    int order();

    /// How many things wait there for somebody, 0 for none. They are also counted in the navigation.
    default int waiting() {
        return 0;
    }
}
