package io.keepwell.followups;

import static io.keepwell.shared.Texts.t;

import io.keepwell.surveys.FeedbackTab;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The tabs of this topic beside that of the follow-ups themselves.
@Configuration(proxyBeanMethods = false)
class FollowUpTabs {

    static final String IDEAS = "ideas";
    static final String FIGURES = "follow-up-figures";

    /// A tab at which nothing waits.
    ///
    /// @param words key of its text
    private record Tab(String key, String words, String href, int order) implements FeedbackTab {

        @Override
        public String label() {
            return t(words);
        }
    }

    @Bean
    FeedbackTab ideasTab() {
        return new Tab(IDEAS, "followups.tab.ideas", "/ideas", 310);
    }

    @Bean
    FeedbackTab followUpFiguresTab() {
        return new Tab(FIGURES, "followups.tab.report", "/follow-ups/report", 320);
    }
}
