package io.keepwell.surveys.answering;

import io.keepwell.surveys.Band;
import io.keepwell.surveys.Question;
import io.keepwell.surveys.Scale;
import io.keepwell.surveys.SurveyAnswered;
import io.keepwell.surveys.SurveyPrivacy;
import io.keepwell.webhooks.Happening;
import io.keepwell.webhooks.Webhooks;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells webhooks what people answer. Anonymous answers are told to nobody: when they are told
/// would stand beside what they say.
@Component
class AnswerWebhooks {

    private final Webhooks webhooks;

    AnswerWebhooks(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    record Named(UUID id, String name) {}

    record News(
            UUID answer,
            Named survey,
            @Nullable Integer score,
            @Nullable Integer low,
            @Nullable Integer high,
            @Nullable Band band,
            @Nullable Integer before,
            String words,
            @Nullable UUID customer) {}

    @EventListener
    void on(SurveyAnswered event) {
        if (event.survey().privacy() == SurveyPrivacy.ANONYMOUS) {
            return;
        }
        var scale = event.survey().scored().map(Question::scale);
        var news = new News(
                event.answer(),
                new Named(event.survey().id(), event.survey().name()),
                event.score(),
                scale.map(Scale::low).orElse(null),
                scale.map(Scale::high).orElse(null),
                event.band(),
                event.before(),
                event.words(),
                event.customer());
        webhooks.happened(new Happening("survey.answered", event.answer(), event.at(), false, () -> news));
    }
}
