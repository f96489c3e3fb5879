package io.keepwell.problems.repeats;

import io.keepwell.problems.RepeatGrade;
import io.keepwell.webhooks.Happening;
import io.keepwell.webhooks.Webhooks;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells webhooks of repeat alarms, in the shape of the API but for what the team says to itself.
@Component
class AlarmWebhooks {

    private final Webhooks webhooks;

    AlarmWebhooks(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    record News(Told alarm) {}

    record Told(
            UUID id,
            UUID conversation,
            UUID customer,
            UUID problem,
            RepeatGrade grade,
            double weight,
            Instant beganAt,
            Instant raisedAt,
            @Nullable Instant withdrawnAt,
            @Nullable String withdrawnWhy) {

        static Told of(Alarm it) {
            return new Told(
                    it.id(),
                    it.conversation(),
                    it.customer(),
                    it.problem(),
                    it.grade(),
                    it.weight(),
                    it.beganAt(),
                    it.raisedAt(),
                    it.withdrawnAt(),
                    it.withdrawnWhy());
        }
    }

    @EventListener
    void on(AlarmNews news) {
        var alarm = news.alarm();
        webhooks.happened(new Happening(
                alarm.holds() ? "repeat.raised" : "repeat.withdrawn",
                alarm.id(),
                news.at(),
                false,
                () -> new News(Told.of(alarm))));
    }
}
